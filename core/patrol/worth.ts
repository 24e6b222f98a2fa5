import type { PatrolRoutes } from './patrol-routes.ts';

/** What the routes earn, less what repeated pairs cost, with the frame's bonus for each required place that is visited. */
export function worthOf(routes: PatrolRoutes): number {
  const { placeCount, problem, bonus } = routes.frame;
  let worth = 0;
  for (let place = 0; place < placeCount; place++) {
    if (routes.visits[place] === 0) continue;
    worth += placeWorth(routes, place) + (problem.places[place]!.required ? bonus : 0);
  }
  for (const cost of routes.pairCost) worth -= cost;
  return worth;
}

/** Seconds of travel of all units. */
export function travelOf({ travelSeconds }: PatrolRoutes): number {
  let sum = 0;
  for (const seconds of travelSeconds) sum += seconds;
  return sum;
}

/** What the visits of one place earn: the fullest its first weight, and so on. */
export function placeWorth(routes: PatrolRoutes, place: number): number {
  const { firstToken, weights } = routes.frame;
  const first = firstToken[place]!;
  if (firstToken[place + 1]! - first === 1)
    return routes.unitOf[first] === -1 ? 0 : weights[first]! * routes.share[first]!;
  const shares: number[] = [];
  for (let token = first; token < firstToken[place + 1]!; token++)
    if (routes.unitOf[token] !== -1) shares.push(routes.share[token]!);
  shares.sort((a, b) => b - a);
  return shares.reduce((sum, share, at) => sum + weights[first + at]! * share, 0);
}
