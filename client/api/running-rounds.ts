import { queryOptions, useMutation } from '@tanstack/react-query';
import type { PatrolStraying, RoundTrack, RunningRounds } from '../../core/contract/running-round.ts';
import { queryClient, request } from './client.ts';

/** The server goes through the positions about so often. */
const AGAIN_MS = 20_000;

/** Issued rounds whose time is now. Also asked again as the log tells of strayings. */
export const runningRoundsQuery = queryOptions({
  queryKey: ['running-rounds', 'list'],
  queryFn: ({ signal }) => request<RunningRounds>('/api/running-rounds', { signal }),
  refetchInterval: AGAIN_MS,
});

/** The way of one and where its unit was. */
export const roundTrackQuery = (id: string | null) =>
  queryOptions({
    queryKey: ['running-rounds', 'track', id],
    queryFn: ({ signal }) => request<RoundTrack>(`/api/running-rounds/${id}/track`, { signal }),
    enabled: id !== null,
    refetchInterval: AGAIN_MS,
  });

export function useAcknowledgeStraying() {
  return useMutation({
    mutationFn: ({ id }: Pick<PatrolStraying, 'id'>) =>
      request<PatrolStraying>(`/api/patrol-strayings/${id}/acknowledge`, { method: 'POST' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: runningRoundsQuery.queryKey }),
  });
}
