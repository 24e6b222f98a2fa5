import type { PlanThings } from '../../core/contract/plan-things.ts';
import { type PackedGround, packGround } from '../../core/plan/balance/packed-ground.ts';
import { unpackLines, unpackThings } from '../../core/plan/workload/packed-things.ts';
import { indexThings, type ThingIndex } from '../../core/plan/workload/thing-index.ts';
import type { RoadClass } from '../../core/vocabulary.ts';
import { request } from './client.ts';

/** What makes work where a draft moves borders, ready to be counted; `days` is the length of the window that its incidents are from. */
export interface CountableThings extends Pick<PlanThings, 'days' | 'from' | 'to' | 'asOf' | 'grids'> {
  index: ThingIndex;
  /** Roads and waters, that grids are parted along. */
  ground: PackedGround;
}

/** Of which days incidents are counted: so many up to `until` (ISO 8601); null: the last ones. */
export interface CountedDays {
  days: number;
  until: string | null;
}

/** As parameters of an address. */
export function countedQuery({ days, until }: CountedDays): string {
  return until === null ? `days=${days}` : `days=${days}&until=${until}`;
}

/** Incidents of the days counted, institutions, roads and homes in the scope of the account. Packing them takes a while: to be called in a worker. */
export async function fetchPlanThings(draftId: string, counted: CountedDays): Promise<CountableThings> {
  const answer = await request<PlanThings>(`/api/drafts/${draftId}/things?${countedQuery(counted)}`);
  const { from, to, asOf, grids } = answer;
  const things = unpackThings(answer);
  const classes = answer.roads.class.map((at) => answer.roads.classes[at] as RoadClass);
  const ground = packGround({ roads: things.roads, classes, waters: unpackLines(answer.waters) });
  return { days: answer.days, from, to, asOf, grids, index: indexThings(things), ground };
}
