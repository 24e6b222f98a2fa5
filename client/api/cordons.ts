import { queryOptions, useMutation } from '@tanstack/react-query';
import type {
  Cordon,
  CordonChoices,
  CordonInput,
  CordonPlanAnswer,
  CordonPlanned,
  CordonRequest,
  WantedPosition,
} from '../../core/contract/cordon.ts';
import { queryClient, request } from './client.ts';

const PATH = '/api/cordons';
/** A plan is made anew so often. */
const REPLAN_MS = 60_000;

/** The cordons that stand, last set first. */
export const standingQuery = queryOptions({
  queryKey: ['cordons', 'standing'],
  queryFn: async () => (await request<{ items: Cordon[] }>(`${PATH}?state=set&limit=50`)).items,
});

export const cordonQuery = (id: string) =>
  queryOptions({
    queryKey: ['cordons', 'one', id],
    queryFn: () => request<Cordon>(`${PATH}/${id}`),
  });

export type Asked = CordonRequest & { cordonId: string | null };

/** The plan for what is asked, made anew each minute, and when the cordon that it is for has another version. */
export const planQuery = (asked: Asked, version = 0) =>
  queryOptions({
    queryKey: ['cordon-plan', asked, version],
    queryFn: ({ signal }) =>
      request<CordonPlanAnswer>(`${PATH}/plan`, { method: 'POST', json: asked, signal }),
    refetchInterval: REPLAN_MS,
    staleTime: REPLAN_MS,
    retry: false,
  });

/** Plans that differ from it, made anew as often. */
export const choicesQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['cordon-choices', asked],
    queryFn: ({ signal }) =>
      request<CordonChoices>(`${PATH}/choices`, { method: 'POST', json: asked, signal }),
    refetchInterval: REPLAN_MS,
    staleTime: REPLAN_MS,
    retry: false,
  });

/** Positions as a plan has them. */
export function wantedOf({ positions }: CordonPlanned): WantedPosition[] {
  return positions.map(({ checkpointId, nodeId, unit, arrivesAt, reachedAt }) => ({
    checkpointId,
    nodeId,
    unitId: unit?.id ?? null,
    arrivesAt,
    dueAt: reachedAt.fast ?? reachedAt.slow ?? arrivesAt,
  }));
}

/** Sets a cordon; `key` is the same for every try. */
export function useSetCordon() {
  return useMutation({
    mutationFn: ({ input, key }: { input: CordonInput; key: string }) =>
      request<Cordon>(PATH, { method: 'POST', idempotencyKey: key, json: input }),
    onSettled: readAgain,
  });
}

export type CordonAct =
  | { act: 'stand_down' }
  | { act: 'in_place'; positionId: string; closeCheckpoint: boolean }
  | { act: 'change'; plan: CordonPlanned };

/** Does something to a cordon on the version that was seen. */
export function useCordonAct({ id, properties: { version } }: Cordon) {
  return useMutation({
    mutationFn: (what: CordonAct) => {
      if (what.act === 'change')
        return request<Cordon>(`${PATH}/${id}/positions`, {
          method: 'PUT',
          ifMatch: version,
          json: { positions: wantedOf(what.plan) },
        });
      const isReport = what.act === 'in_place';
      return request<Cordon>(
        isReport ? `${PATH}/${id}/positions/${what.positionId}/in-place` : `${PATH}/${id}/stand-down`,
        {
          method: 'POST',
          ifMatch: version,
          ...(isReport ? { json: { closeCheckpoint: what.closeCheckpoint } } : {}),
        },
      );
    },
    onSettled: readAgain,
  });
}

const readAgain = () => queryClient.invalidateQueries({ queryKey: ['cordons'] });
