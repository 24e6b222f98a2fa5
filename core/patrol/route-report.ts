import { patrolFrame } from './patrol-frame.ts';
import type { PatrolPlan, PatrolProblem } from './patrol-problem.ts';
import { type PatrolScore, patrolScore } from './patrol-score.ts';
import { timeSequences } from './routes-of-plan.ts';

/** What one route does. */
export interface RouteReport extends Omit<PatrolScore, 'requiredMissing'> {
  unit: number;
  /** Between the arrival at the end and the end of the shift; the whole shift of a unit that is not sent. */
  slackSeconds: number;
}

/** What each route of a plan does; values as if it were the only one: a place that two units visit counts in both, each time as a first visit. */
export function routeReports(problem: PatrolProblem, plan: PatrolPlan): RouteReport[] {
  return plan.routes.map((route) => {
    const { requiredMissing: _, ...score } = patrolScore(problem, { routes: [route] });
    const { startSeconds = 0, shiftSeconds = 0 } = problem.units[route.unit] ?? {};
    return { ...score, unit: route.unit, slackSeconds: startSeconds + shiftSeconds - route.endSeconds };
  });
}

export interface PresentComparison {
  /** The present routes, with times and stays as good as their order allows. */
  plan: PatrolPlan;
  score: PatrolScore;
  /** Stops of the present routes, by unit and position, that do not fit into shift, windows and gaps, or break a rule; they do not count. */
  dropped: { unit: number; position: number }[];
}

/**
 * The present routes, one list of places for each unit in the order of the problem, scored as a plan is, so that both can be compared. Throws a
 * RangeError if there is not one list for each unit, or a place is none.
 */
export function comparePresent(
  problem: PatrolProblem,
  sequences: readonly (readonly number[])[],
): PresentComparison {
  if (sequences.length !== problem.units.length)
    throw new RangeError(`${sequences.length} present routes for ${problem.units.length} units.`);
  for (const place of sequences.flat())
    if (!problem.places[place]) throw new RangeError(`There is no place ${place}.`);
  const { plan, dropped } = timeSequences(patrolFrame(problem), sequences);
  return { plan, score: patrolScore(problem, plan), dropped };
}
