import type { PlanThings } from '../../core/contract/plan-things.ts';
import { unpackThings } from '../../core/plan/workload/packed-things.ts';
import { indexThings, type ThingIndex } from '../../core/plan/workload/thing-index.ts';
import { request } from './client.ts';

/** What makes work where a draft moves borders, ready to be counted; `days` is the length of the window that its incidents are from. */
export interface CountableThings extends Pick<PlanThings, 'days' | 'from' | 'to' | 'asOf' | 'grids'> {
  index: ThingIndex;
}

/** Incidents of the last `days`, institutions, roads and homes in the scope of the account. Packing them takes a while: to be called in a worker. */
export async function fetchPlanThings(draftId: string, days: number): Promise<CountableThings> {
  const answer = await request<PlanThings>(`/api/drafts/${draftId}/things?days=${days}`);
  const { from, to, asOf, grids } = answer;
  return { days: answer.days, from, to, asOf, grids, index: indexThings(unpackThings(answer)) };
}
