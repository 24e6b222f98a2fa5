import { type PatrolPlan, type PatrolProblem, stayShare, visitsValue } from './patrol-problem.ts';

/** What a plan is worth; the same for a proposed plan and for the present one. */
export interface PatrolScore {
  /** Required places that are not visited; fewer is better before anything else. */
  requiredMissing: number;
  /** Weight that the visits earn. */
  value: number;
  /** Cost of pairs of places that follow each other as in an earlier shift. */
  repeatCost: number;
  /** Value less cost. */
  total: number;
  /** Places visited at least once. */
  places: number;
  visits: number;
  travelSeconds: number;
  waitSeconds: number;
  staySeconds: number;
}

/** Scores a plan as it stands, valid or not. */
export function patrolScore(problem: PatrolProblem, plan: PatrolPlan): PatrolScore {
  const shares = problem.places.map((): number[] => []);
  const sums = { visits: 0, travelSeconds: 0, waitSeconds: 0, staySeconds: 0, repeatCost: 0 };
  const costs = repeatCosts(problem);
  for (const { unit, stops, endSeconds } of plan.routes) {
    let [before, left] = [-1, problem.units[unit]?.startSeconds ?? 0];
    for (const { place, arriveSeconds, beginSeconds, leaveSeconds } of stops) {
      const at = problem.places[place];
      if (at) shares[place]?.push(stayShare(at, leaveSeconds - beginSeconds));
      sums.visits++;
      sums.travelSeconds += arriveSeconds - left;
      sums.waitSeconds += beginSeconds - arriveSeconds;
      sums.staySeconds += leaveSeconds - beginSeconds;
      sums.repeatCost += costs.get(pairKey(before, place)) ?? 0;
      [before, left] = [place, leaveSeconds];
    }
    if (stops.length > 0) sums.travelSeconds += endSeconds - left;
  }
  const value = problem.places.reduce(
    (sum, { visitWeights }, place) => sum + visitsValue(visitWeights, shares[place] ?? []),
    0,
  );
  const isVisited = (_: unknown, place: number) => (shares[place]?.length ?? 0) > 0;
  return {
    ...sums,
    value,
    total: value - sums.repeatCost,
    places: problem.places.filter(isVisited).length,
    requiredMissing: problem.places.filter((one, place) => one.required && !isVisited(one, place)).length,
  };
}

/** Cost of each pair of places, by `pairKey`; what is named twice adds up. */
export function repeatCosts({ repeats }: PatrolProblem): Map<string, number> {
  const costs = new Map<string, number>();
  for (const { from, to, cost } of repeats)
    costs.set(pairKey(from, to), (costs.get(pairKey(from, to)) ?? 0) + cost);
  return costs;
}

/** Names a place and the one that follows it. */
export function pairKey(from: number, to: number): string {
  return `${from}>${to}`;
}
