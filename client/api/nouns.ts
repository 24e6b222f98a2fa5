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

/** A thing as this page last read or wrote it, which the live set may not have heard of yet. */
export function knownFeature<N extends LiveNoun>(noun: N, id: string): LiveNouns[N] | undefined {
  return queryClient.getQueryData<LiveNouns[N]>(featureQuery(noun, id).queryKey);
}

/** What became of a thing, newest first; up to an instant of the past (milliseconds since 1970) when that is what is shown. */
export const historyQuery = (noun: string, id: string, version: number, untilMs: number | null = null) =>
  queryOptions({
    // A version stands for one stretch of time: within it nothing is added up to any of its instants.
    queryKey: ['history', noun, id, version, untilMs !== null],
    queryFn: () => {
      const until = untilMs === null ? '' : `&until=${new Date(untilMs).toISOString()}`;
      return request<History>(`/api/${noun}/${id}/history?limit=30${until}`);
    },
    placeholderData: (previous: History | undefined) => previous,
  });

export interface Patch<N extends LiveNoun> {
  feature: LiveNouns[N];
  properties: N extends 'incidents' ? IncidentPatch['properties'] : Partial<LiveNouns[N]['properties']>;
}

/** Edits a thing on the version that was seen, or moves it; as it is then. Throws ApiError, `version_stale` when somebody was faster. */
export async function patchFeature<N extends LiveNoun>(
  noun: N,
  feature: LiveNouns[N],
  properties: object | undefined,
  geometry?: object,
): Promise<LiveNouns[N]> {
  const edited = await request<LiveNouns[N]>(`/api/${noun}/${feature.id}`, {
    method: 'PATCH',
    ifMatch: feature.properties.version,
    json: { properties, ...(geometry ? { geometry } : {}) },
  });
  queryClient.setQueryData(featureQuery(noun, edited.id).queryKey, edited as never);
  return edited;
}

/** A thing as it is now, asked anew. */
export function latestFeature<N extends LiveNoun>(noun: N, id: string): Promise<LiveNouns[N]> {
  return queryClient.fetchQuery({ ...featureQuery(noun, id), staleTime: 0 });
}

/** Edits a thing on the version that was seen. When somebody was faster, the latest is loaded and the error says so. */
export function usePatch<N extends LiveNoun>(noun: N) {
  return useMutation({
    mutationFn: ({ feature, properties }: Patch<N>) => patchFeature(noun, feature, properties),
    onError: (error, { feature }) => {
      if (error instanceof ApiError && error.problem.code === 'version_stale')
        void latestFeature(noun, feature.id);
    },
  });
}
