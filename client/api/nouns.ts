import { queryOptions, useMutation } from '@tanstack/react-query';
import type { History } from '../../core/contract/history.ts';
import type { IncidentPatch } from '../../core/contract/incident.ts';
import type { LiveNoun, LiveNouns } from '../../core/contract/live.ts';
import { ApiError, queryClient, request } from './client.ts';

/** One thing as the server has it now. */
export const featureQuery = <N extends LiveNoun>(noun: N, id: string) =>
  queryOptions({
    queryKey: ['feature', noun, id],
    queryFn: () => request<LiveNouns[N]>(`/api/${noun}/${id}`),
    staleTime: 5_000,
  });

/** What became of a thing, newest first. */
export const historyQuery = (noun: string, id: string, version: number) =>
  queryOptions({
    queryKey: ['history', noun, id, version],
    queryFn: () => request<History>(`/api/${noun}/${id}/history?limit=30`),
    placeholderData: (previous: History | undefined) => previous,
  });

export interface Patch<N extends LiveNoun> {
  feature: LiveNouns[N];
  properties: N extends 'incidents' ? IncidentPatch['properties'] : Partial<LiveNouns[N]['properties']>;
}

/** Edits a thing on the version that was seen. When somebody was faster, the latest is loaded and the error says so. */
export function usePatch<N extends LiveNoun>(noun: N) {
  return useMutation({
    mutationFn: ({ feature, properties }: Patch<N>) =>
      request<LiveNouns[N]>(`/api/${noun}/${feature.id}`, {
        method: 'PATCH',
        ifMatch: feature.properties.version,
        json: { properties },
      }),
    onSuccess: (feature) =>
      queryClient.setQueryData(featureQuery(noun, feature.id).queryKey, feature as never),
    onError: (error, { feature }) => {
      if (error instanceof ApiError && error.problem.code === 'version_stale') {
        void queryClient.fetchQuery({ ...featureQuery(noun, feature.id), staleTime: 0 });
      }
    },
  });
}
