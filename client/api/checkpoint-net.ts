import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CheckpointNet, NetClosing } from '../../core/contract/checkpoint-net.ts';
import { request } from './client.ts';

/** Speeds are of the hour; roads, closures and checkpoints are told of when they change. */
const AGAIN_MS = 5 * 60_000;

/** The checkpoint net of an area; `version`: another one whenever a checkpoint has changed. */
export const checkpointNetQuery = (within: string, version: string) =>
  queryOptions({
    queryKey: ['checkpoint-net', within, version],
    queryFn: ({ signal }) => request<CheckpointNet>(`/api/checkpoint-net?within=${within}`, { signal }),
    staleTime: AGAIN_MS,
    refetchInterval: AGAIN_MS,
    placeholderData: keepPreviousData,
  });

/** What is closed: a checkpoint by its id, or what lies at a place. */
export type NetClosed = { checkpoint: string } | { lng: number; lat: number };

export const netClosingQuery = (within: string, version: string, closed: NetClosed) => {
  const of =
    'checkpoint' in closed ? `checkpoint=${closed.checkpoint}` : `lng=${closed.lng}&lat=${closed.lat}`;
  return queryOptions({
    queryKey: ['checkpoint-net', within, version, of],
    queryFn: ({ signal }) =>
      request<NetClosing>(`/api/checkpoint-net/closing?within=${within}&${of}`, { signal }),
    staleTime: AGAIN_MS,
    retry: false,
  });
};
