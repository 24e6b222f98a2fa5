import { queryOptions, useMutation } from '@tanstack/react-query';
import type { Analysis, AnalysisInput, AnalysisToday } from '../../core/contract/analysis.ts';
import { queryClient, request } from './client.ts';

const SHOWN = 30;

/** The last saved results, newest first. */
export const analysesQuery = queryOptions({
  queryKey: ['analyses', 'list'],
  queryFn: async () => (await request<{ items: Analysis[] }>(`/api/analyses?limit=${SHOWN}`)).items,
});

/** One saved result, and what has happened to its incidents since. */
export const analysisQuery = (id: string) =>
  queryOptions({
    queryKey: ['analyses', 'one', id],
    queryFn: () => request<AnalysisToday>(`/api/analyses/${id}`),
  });

const readAgain = () => queryClient.invalidateQueries({ queryKey: ['analyses'] });

/** Saves a result; `key` is the same for every try, so that a repeated one does not save twice. */
export function useSaveAnalysis() {
  return useMutation({
    mutationFn: ({ input, key }: { input: AnalysisInput; key: string }) =>
      request<Analysis>('/api/analyses', { method: 'POST', json: input, idempotencyKey: key }),
    onSettled: readAgain,
  });
}

export function useRemoveAnalysis() {
  return useMutation({
    mutationFn: ({ id, version }: Pick<Analysis, 'id' | 'version'>) =>
      request<void>(`/api/analyses/${id}`, { method: 'DELETE', ifMatch: version }),
    onSettled: readAgain,
  });
}
