import type { PatrolPlan, PatrolPlanInput, PatrolRound } from '../../../../core/contract/patrol-plan.ts';
import type { PlannedRound } from '../../../../core/patrol/shift-plan.ts';

/** A round of the wire as it is worked on. */
export function plannedOf({
  unitId,
  post,
  stops,
}: Pick<PatrolRound, 'unitId' | 'post' | 'stops'>): PlannedRound {
  return {
    unitId,
    post,
    stops: stops.map(({ arriveAt, leaveAt, travelSeconds: _, ...stop }) => ({
      ...stop,
      arriveMs: Date.parse(arriveAt),
      leaveMs: Date.parse(leaveAt),
    })),
  };
}

/** What is worked on as the server takes it; rounds without a stop are left out. */
export function wireOf({
  day,
  shift,
  name,
  rounds,
}: Pick<PatrolPlan, 'day' | 'shift' | 'name'> & { rounds: readonly PlannedRound[] }): PatrolPlanInput {
  return {
    day,
    shift,
    name,
    rounds: rounds
      .filter(({ stops }) => stops.length > 0)
      .map(({ unitId, post, stops }) => ({
        unitId,
        post,
        stops: stops.map(({ arriveMs, leaveMs, ...stop }) => ({
          ...stop,
          arriveAt: new Date(arriveMs).toISOString(),
          leaveAt: new Date(leaveMs).toISOString(),
        })),
      })),
  };
}
