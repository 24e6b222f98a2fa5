import { ROOM_SECONDS } from './patrol-frame.ts';
import type { PatrolRoutes } from './patrol-routes.ts';
import { placeWorth } from './worth.ts';

/** Makes the stays of a unit as short as they may be; `refresh` it then. */
export function shortenStays(routes: PatrolRoutes, unit: number): void {
  const { nodeOf, minStay, tokenCount } = routes.frame;
  for (let stop = routes.next[routes.startOf(unit)]!; stop < tokenCount; stop = routes.next[stop]!)
    if (routes.pinned[stop]! < 2) routes.setStay(stop, minStay[nodeOf[stop]!]!);
}

/**
 * Makes the stays of a unit longer, step by step, each time that which earns most, until none fits. With one shift to share this is exact, since each
 * step earns less than the one before (Fox 1966).
 */
export function lengthenStays(routes: PatrolRoutes, unit: number): void {
  const step = routes.frame.problem.stayStepSeconds;
  for (let stop = bestStep(routes, unit, step); stop !== -1; stop = bestStep(routes, unit, step)) {
    routes.setStay(stop, routes.stay[stop]! + step);
    routes.refresh(unit);
  }
}

function bestStep(routes: PatrolRoutes, unit: number, step: number): number {
  const { next, frame } = routes;
  let [best, bestStop] = [0, -1];
  for (let stop = next[routes.startOf(unit)]!; stop < frame.tokenCount; stop = next[stop]!) {
    const gain = gainOf(routes, stop, step);
    if (gain > best && fits(routes, stop, unit, step)) [best, bestStop] = [gain, stop];
  }
  return bestStop;
}

function gainOf(routes: PatrolRoutes, stop: number, step: number): number {
  const { nodeOf, maxStay, lift, firstToken, weights } = routes.frame;
  const place = nodeOf[stop]!;
  if (routes.pinned[stop] === 2 || routes.stay[stop]! + step > maxStay[place]! + ROOM_SECONDS) return 0;
  const was = routes.share[stop]!;
  const more = (1 - was) * lift[place]!;
  if (firstToken[place + 1]! - firstToken[place]! === 1) return weights[firstToken[place]!]! * more;
  const before = placeWorth(routes, place);
  routes.share[stop] = was + more;
  const after = placeWorth(routes, place);
  routes.share[stop] = was;
  return after - before;
}

function fits(routes: PatrolRoutes, stop: number, unit: number, step: number): boolean {
  const { nodeOf, nodeCount, travel, isPlain } = routes.frame;
  const [place, behind] = [nodeOf[stop]!, routes.next[stop]!];
  const stay = routes.stay[stop]! + step;
  const leave = (begun: number) => begun + stay + travel[unit]![place * nodeCount + nodeOf[behind]!]!;
  if (leave(routes.begin[stop]!) > routes.latest[behind]!) return false;
  if (isPlain[place] === 1) return true;
  const rank = routes.rank[stop]!;
  const begun = routes.earliest(place, routes.begin[stop]!, stay, unit, rank - 1);
  return leave(begun) <= routes.latest[behind]! && routes.leavesGap(place, begun, stay, unit, rank);
}
