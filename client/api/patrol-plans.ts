import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  PatrolGround,
  PatrolGroundQuestion,
  PatrolPlaceOffers,
  PatrolPlaceQuestion,
  PatrolPlan,
  PatrolPlanInput,
  PatrolPlanSummary,
  PatrolWayQuestion,
  PatrolWays,
} from '../../core/contract/patrol-plan.ts';
import { queryClient, request } from './client.ts';

const PATH = '/api/patrol-plans';
/** What colleagues plan comes by asking. */
const AGAIN_MS = 15_000;

/** Plans of a day, all shifts. */
export const patrolPlansQuery = (day: string) =>
  queryOptions({
    queryKey: ['patrol-plans', 'list', day],
    queryFn: () => request<{ items: PatrolPlanSummary[]; asOf: string }>(`${PATH}?from=${day}&to=${day}`),
    refetchInterval: AGAIN_MS,
    staleTime: 0,
  });

export const patrolPlacesQuery = (question: PatrolPlaceQuestion | null) =>
  queryOptions({
    queryKey: ['patrol-plans', 'places', question],
    queryFn: ({ signal }) =>
      request<PatrolPlaceOffers>(`${PATH}/places`, { method: 'POST', json: question, signal }),
    enabled: question !== null,
    placeholderData: keepPreviousData,
  });

export function askPatrolPlan(id: string): Promise<PatrolPlan> {
  return request<PatrolPlan>(`${PATH}/${id}`);
}

export function askPatrolGround(json: PatrolGroundQuestion, signal: AbortSignal): Promise<PatrolGround> {
  return request<PatrolGround>(`${PATH}/ground`, { method: 'POST', json, signal });
}

export function askPatrolWays(json: PatrolWayQuestion): Promise<PatrolWays> {
  return request<PatrolWays>(`${PATH}/ways`, { method: 'POST', json });
}

/** Saves a plan: a new one, or other rounds of one on the version that was seen. `key`: the same for every try. */
export function savePatrolPlan(
  json: PatrolPlanInput,
  saved: { id: string; version: number } | null,
  key: string,
): Promise<PatrolPlan> {
  const sent = saved
    ? request<PatrolPlan>(`${PATH}/${saved.id}`, { method: 'PUT', json, ifMatch: saved.version })
    : request<PatrolPlan>(PATH, { method: 'POST', json, idempotencyKey: key });
  return sent.finally(readPlansAgain);
}

/** Gives a plan out, or takes it back, on the version that was seen. */
export function actOnPatrolPlan(
  { id, version }: { id: string; version: number },
  act: 'issue' | 'withdraw',
): Promise<PatrolPlan> {
  return request<PatrolPlan>(`${PATH}/${id}/${act}`, { method: 'POST', ifMatch: version }).finally(
    readPlansAgain,
  );
}

export function removePatrolPlan({ id, version }: { id: string; version: number }): Promise<void> {
  return request<void>(`${PATH}/${id}`, { method: 'DELETE', ifMatch: version }).finally(readPlansAgain);
}

function readPlansAgain(): void {
  void queryClient.invalidateQueries({ queryKey: ['patrol-plans', 'list'] });
}
