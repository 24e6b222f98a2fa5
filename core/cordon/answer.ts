import type { RoadGraph } from '../network/road-graph.ts';
import { lineOfStretch } from '../network/route.ts';
import type { UnitVehicle } from '../vocabulary.ts';
import type { AnsweredChoice, AnsweredPost, AskUnit, CordonAnswer, CordonAsk, CordonRefusal } from './ask.ts';
import { checkProblem } from './check-problem.ts';
import { cordonChoices } from './choices.ts';
import { type CordonGround, namedSpot, nodeAt, placeAt, startsFrom } from './ground.ts';
import { planCordon } from './plan-cordon.ts';
import type { CordonPlan, CordonPost } from './plan-types.ts';
import type { CordonProblem, CordonUnit } from './problem.ts';
import { spread, wayTo } from './spread.ts';
import type { SearchLimits } from './staffed-cut.ts';

/** What was asked, as a problem on the ground, with its units by id. Moments of the problem are seconds since `ask.nowMs`. */
export interface Asked {
  ask: CordonAsk;
  problem: CordonProblem;
  units: ReadonlyMap<string, AskUnit>;
}

/** Against the reported direction one is taken to lose so much: time to turn round. */
const AGAINST_SECONDS = 90;
const DIRECTION_TOLERANCE_DEGREES = 75;

/** The problem that an ask poses, or why it poses none. */
export function problemOf(ground: CordonGround, ask: CordonAsk): Asked | CordonRefusal {
  const roads = ground.roads.get(ask.travel)!;
  if (roads.linkEnd.length === 0) return 'cordon_no_roads';
  const starts = startsFrom(ground, ask.travel, ask, true);
  if (starts.length === 0) return 'cordon_off_road';
  const seconds = (ms: number): number => (ms - ask.nowMs) / 1000;
  const units = ask.units.flatMap((unit) => unitOf(ground, unit, seconds));
  const direction = ask.directionDegrees === null ? undefined : directionOf(ask.directionDegrees);
  const problem: CordonProblem = {
    roads,
    departure: { starts, sinceSeconds: seconds(ask.sinceMs), direction },
    speeds: { slow: ask.slow, fast: ask.fast },
    nowSeconds: 0,
    marginSeconds: ask.marginSeconds,
    exits: ask.ringMs === null ? { inside: ground.isInside } : { beyondSeconds: seconds(ask.ringMs) },
    units,
    checkpoints: ground.checkpoints.flatMap(({ id, node, heldSinceMs }) =>
      heldSinceMs === null ? [] : [{ id, node, sinceSeconds: seconds(heldSinceMs) }],
    ),
  };
  if (!ground.isInside.includes(0) && ask.ringMs === null) return 'cordon_no_exits';
  const refused = checkProblem(problem);
  if (refused) return refused;
  return { ask, problem, units: new Map(ask.units.map((unit) => [unit.id, unit])) };
}

function directionOf(bearing: number) {
  return {
    bearingDegrees: bearing,
    toleranceDegrees: DIRECTION_TOLERANCE_DEGREES,
    againstSeconds: AGAINST_SECONDS,
    // The place lies on a road, never at a node without a bearing.
    bearingOf: () => bearing,
  };
}

/** None: it is far from every road that it could use. */
function unitOf(ground: CordonGround, unit: AskUnit, seconds: (ms: number) => number): CordonUnit[] {
  const node = unit.standing && nodeAt(ground, unit.standing.at);
  const starts = node === undefined ? startsFrom(ground, unit.vehicle, unit) : [{ node, offsetSeconds: 0 }];
  if (starts.length === 0) return [];
  return [
    {
      id: unit.id,
      starts,
      readyAtSeconds: seconds(unit.readyAtMs),
      speedFactor: 1,
      roads: ground.roads.get(unit.vehicle)!,
      ...(node === undefined ? {} : { standing: { node, sinceSeconds: seconds(unit.standing!.sinceMs) } }),
      ...(unit.sentTo ? { sentTo: nodeAt(ground, unit.sentTo) } : {}),
    },
  ];
}

/** The plan for what was asked. */
export function answerPlan(ground: CordonGround, asked: Asked, limits?: SearchLimits): CordonAnswer {
  return told(ground, asked, planCordon(asked.problem, undefined, limits));
}

/** Plans that differ in units, area and time to spare. */
export function answerChoices(ground: CordonGround, asked: Asked, limits?: SearchLimits): AnsweredChoice[] {
  return cordonChoices(asked.problem, limits).map(({ aim, withinSeconds, plan }) => ({
    aim,
    withinSeconds: withinSeconds ?? null,
    answer: told(ground, asked, plan),
  }));
}

function told(ground: CordonGround, asked: Asked, plan: CordonPlan): CordonAnswer {
  const { ask } = asked;
  const ms = (seconds: number): number => ask.nowMs + Math.round(seconds * 1000);
  const msOrNull = (seconds: number) => (Number.isFinite(seconds) ? ms(seconds) : null);
  const { verdict, assumes, isExact, unitCount, newOrders, leastUnits, leastGaps, leastSlackSeconds } = plan;
  const graph = ground.graphs.get(ask.travel)!;
  return {
    verdict,
    assumes,
    isExact,
    unitCount,
    newOrders,
    leastUnits,
    leastGaps,
    leastSlackSeconds:
      leastSlackSeconds !== null && Number.isFinite(leastSlackSeconds) ? leastSlackSeconds : null,
    completeMs: plan.completeSeconds === null ? null : msOrNull(plan.completeSeconds),
    released: plan.released,
    posts: plan.posts.map((post) => toldPost(ground, asked, post, ms)),
    gaps: plan.gaps.map(({ exit, reason, openFromSeconds, wayLinks }) => ({
      ...namedSpot(ground, exit),
      reason,
      openFromMs: { fast: msOrNull(openFromSeconds.fast), slow: msOrNull(openFromSeconds.slow) },
      way: [ask.lng7, ask.lat7, ...lineOf(ground, ask.travel, wayLinks)],
    })),
    wanted: plan.wanted.map(({ node, bySeconds, nearest }) => ({
      ...namedSpot(ground, node),
      byMs: ms(bySeconds),
      nearest: nearest && { unitId: nearest.unitId, lateSeconds: nearest.lateSeconds },
    })),
    enclosedJunctions: plan.enclosed.length,
    enclosedRoadMetres: roadMetres(ground, ask.travel, graph, plan.enclosed),
  };
}

function toldPost(
  ground: CordonGround,
  { problem, ask }: Asked,
  { node, holder, arrivesSeconds, reachedSeconds, slackSeconds, reason }: CordonPost,
  ms: (seconds: number) => number,
): AnsweredPost {
  const orNull = (seconds: number, as: (one: number) => number) =>
    Number.isFinite(seconds) ? as(seconds) : null;
  const unit = problem.units.find(({ id }) => holder.kind === 'unit' && id === holder.id);
  const asked = ask.units.find(({ id }) => id === unit?.id);
  return {
    ...namedSpot(ground, node),
    at: placeAt(ground, node),
    holder,
    reason,
    arrivesMs: ms(arrivesSeconds),
    reachedMs: { fast: orNull(reachedSeconds.fast, ms), slow: orNull(reachedSeconds.slow, ms) },
    slackSeconds: { fast: orNull(slackSeconds.fast, (s) => s), slow: orNull(slackSeconds.slow, (s) => s) },
    way:
      unit && asked && reason !== 'unit_stands_there' ? wayOf(ground, asked, unit, node, arrivesSeconds) : [],
  };
}

/** A way takes no longer than it was found to take; the sum may differ in the last bits. */
const SAME_SECONDS = 0.001;

/** From where it is, straight to the road, and along it. */
function wayOf(
  ground: CordonGround,
  { vehicle, lng7, lat7 }: AskUnit,
  unit: CordonUnit,
  node: number,
  arrivesSeconds: number,
): number[] {
  const seeds = unit.starts.map((start) => ({ node: start.node, seconds: start.offsetSeconds }));
  const untilSeconds = arrivesSeconds - Math.max(0, unit.readyAtSeconds) + SAME_SECONDS;
  const way = wayTo(spread(ground.roads.get(vehicle)!, seeds, { untilSeconds }), node);
  const first = namedSpot(ground, way.nodes[0]!);
  return [lng7, lat7, first.lng7, first.lat7, ...lineOf(ground, vehicle, way.links).slice(2)];
}

/** The line over some links of the split roads, flat [lng7, lat7, ...]. */
function lineOf({ graphs, splits }: CordonGround, vehicle: UnitVehicle, links: readonly number[]): number[] {
  const { linkOf, fromShare, toShare } = splits.get(vehicle)!;
  const graph = graphs.get(vehicle)!;
  const line: number[] = [];
  for (const link of links) {
    const part = {
      link: linkOf[link]!,
      fromShare: fromShare[link]!,
      toShare: toShare[link]!,
      seconds: 0,
      metres: 0,
    };
    const piece = lineOfStretch(graph, part);
    line.push(...(line.length > 0 ? piece.slice(2) : piece));
  }
  return line;
}

/** Metres of road between enclosed nodes, a road that goes both ways once. */
function roadMetres(
  { splits }: CordonGround,
  vehicle: UnitVehicle,
  { roads, linkMetres, linkRoad }: RoadGraph,
  enclosed: readonly number[],
): number {
  const { firstLink, linkEnd, linkOf, fromShare, toShare } = splits.get(vehicle)!;
  const isInside = new Uint8Array(firstLink.length - 1);
  for (const node of enclosed) isInside[node] = 1;
  const [forth, back] = [new Float64Array(roads.length), new Float64Array(roads.length)];
  for (const node of enclosed)
    for (let link = firstLink[node]!; link < firstLink[node + 1]!; link += 1) {
      const end = linkEnd[link]!;
      if (isInside[end] === 0) continue;
      const of = linkOf[link]!;
      const metres = linkMetres[of]! * (toShare[link]! - fromShare[link]!);
      (node < end ? forth : back)[linkRoad[of]!]! += metres;
    }
  let sum = 0;
  for (let road = 0; road < roads.length; road += 1)
    sum +=
      forth[road]! > 0 && back[road]! > 0 ? (forth[road]! + back[road]!) / 2 : forth[road]! + back[road]!;
  return Math.round(sum);
}
