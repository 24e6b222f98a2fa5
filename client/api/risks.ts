import { useMutation } from '@tanstack/react-query';
import type { RiskAct } from '../../core/case/vocabulary.ts';
import type { Risk, RiskInput, RiskPatch } from '../../core/contract/risk.ts';
import { ApiError, queryClient, request } from './client.ts';
import { featureQuery, latestFeature } from './nouns.ts';

/** Writes a risk file; `key` as in `useOpenCase`. */
export function useOpenRisk() {
  return useMutation({
    mutationFn: ({ input, key }: { input: RiskInput; key: string }) =>
      request<Risk>('/api/risks', { method: 'POST', json: input, idempotencyKey: key }),
    onSuccess: keep,
  });
}

/** Changes a risk file as it was seen. When somebody was faster, the latest is loaded and the error says so. */
export function usePatchRisk() {
  return useMutation({
    mutationFn: ({ risk, patch }: { risk: Risk; patch: RiskPatch }) =>
      request<Risk>(`/api/risks/${risk.id}`, {
        method: 'PATCH',
        ifMatch: risk.properties.version,
        json: patch,
      }),
    onSuccess: keep,
    onError: (error, { risk }) => reload(error, risk.id),
  });
}

export function useRiskStep() {
  return useMutation({
    mutationFn: ({ risk, act, json }: { risk: Risk; act: RiskAct; json: object }) =>
      request<Risk>(`/api/risks/${risk.id}/${act.replace('_', '-')}`, {
        method: 'POST',
        ifMatch: risk.properties.version,
        json,
      }),
    onSuccess: keep,
    onError: (error, { risk }) => reload(error, risk.id),
  });
}

function keep(risk: Risk): void {
  queryClient.setQueryData(featureQuery('risks', risk.id).queryKey, risk);
}

function reload(error: Error, id: string): void {
  if (error instanceof ApiError && error.problem.code === 'version_stale') void latestFeature('risks', id);
}
