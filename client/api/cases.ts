import { queryOptions, useMutation } from '@tanstack/react-query';
import type { CaseAct } from '../../core/case/vocabulary.ts';
import type { Case, CaseActionEnd, CaseActionInput, CaseInput } from '../../core/contract/case.ts';
import type { Page } from '../../core/contract/geometry.ts';
import { ApiError, queryClient, request } from './client.ts';
import { featureQuery, latestFeature } from './nouns.ts';

/** Closed cases of an area, oldest first as the server lists them; the live set holds the others. */
export const closedCasesQuery = (areaCode: string) =>
  queryOptions({
    queryKey: ['closed-cases', areaCode],
    queryFn: () => request<Page<Case>>(`/api/cases?status=closed&within=${areaCode}&limit=${MOST_CLOSED}`),
    staleTime: 10_000,
  });
export const MOST_CLOSED = 1000;

/** Opens a case; `key` is the same for every try of one form, so that a repeated try makes no second case. */
export function useOpenCase() {
  return useMutation({
    mutationFn: ({ input, key }: { input: CaseInput; key: string }) =>
      request<Case>('/api/cases', { method: 'POST', json: input, idempotencyKey: key }),
    onSuccess: keep,
  });
}

/** Takes a case one step on, as it was seen. When somebody was faster, the latest is loaded and the error says so. */
export function useCaseStep() {
  return useMutation({
    mutationFn: ({ file, act, json }: { file: Case; act: CaseAct; json: object }) =>
      request<Case>(`/api/cases/${file.id}/${act}`, {
        method: 'POST',
        ifMatch: file.properties.version,
        json,
      }),
    onSuccess: keep,
    onError: (error, { file }) => reload(error, file.id),
  });
}

export function useAddAction() {
  return useMutation({
    mutationFn: ({ file, input, key }: { file: Case; input: CaseActionInput; key: string }) =>
      request<Case>(`/api/cases/${file.id}/actions`, { method: 'POST', json: input, idempotencyKey: key }),
    onSuccess: keep,
  });
}

export function useEndAction() {
  return useMutation({
    mutationFn: ({ file, actionId, end }: { file: Case; actionId: string; end: CaseActionEnd }) =>
      request<Case>(`/api/cases/${file.id}/actions/${actionId}/end`, {
        method: 'POST',
        ifMatch: file.properties.version,
        json: end,
      }),
    onSuccess: keep,
    onError: (error, { file }) => reload(error, file.id),
  });
}

function keep(file: Case): void {
  queryClient.setQueryData(featureQuery('cases', file.id).queryKey, file);
  void queryClient.invalidateQueries({ queryKey: ['closed-cases'] });
}

function reload(error: Error, id: string): void {
  if (error instanceof ApiError && error.problem.code === 'version_stale') void latestFeature('cases', id);
}
