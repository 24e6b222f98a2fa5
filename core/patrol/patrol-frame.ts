import type { PatrolPlace, PatrolProblem, PatrolUnit } from './patrol-problem.ts';
import { repeatCosts } from './patrol-score.ts';

/** Times are compared with this much room, less than the checker allows. */
export const ROOM_SECONDS = 1e-7;

/**
 * A patrol problem in flat arrays. Nodes are the places, then the start and the end of each unit. Tokens are visits that could be made: as many for
 * each place as it may have visits, one as good as another; after them come the starts and ends as the first and last stop of each unit.
 */
export interface PatrolFrame {
  problem: PatrolProblem;
  placeCount: number;
  unitCount: number;
  nodeCount: number;
  tokenCount: number;
  /** First token of each place, and the number of tokens. */
  firstToken: Int32Array;
  /** Node of each token, start and end. */
  nodeOf: Int32Array;
  /** By place. */
  minStay: Float64Array;
  maxStay: Float64Array;
  /** 0: a visit earns all, however long. */
  tau: Float64Array;
  /** Part of what a visit does not earn yet that one more step of its stay earns. */
  lift: Float64Array;
  gap: Float64Array;
  /** Weight of the first, second, ... visit, at the place's tokens. */
  weights: Float64Array;
  /** By place: begins and ends of its windows in turn, cut at the end of the gap since the last visit; null: none. */
  windows: (Float64Array | null)[];
  /** By place: one visit at most, and at any time. */
  isPlain: Uint8Array;
  /** By unit and place. */
  allowed: Uint8Array;
  /** By unit: seconds from row to column. */
  travel: Float64Array[];
  /** From row to column; null: no pair costs anything. */
  pairCost: Float64Array | null;
  shiftStart: Float64Array;
  shiftEnd: Float64Array;
  /** More than all visits together are worth: what a required place earns besides. */
  bonus: number;
  /** What a second of travel costs where all else is equal; small beside what a visit is worth. */
  secondCost: number;
  /** Seconds of a shift in which one unit of worth would be earned if all places were visited. */
  secondsPerWorth: number;
}

/** The frame of a problem without faults. */
export function patrolFrame(problem: PatrolProblem): PatrolFrame {
  const { places, units } = problem;
  const firstToken = firstTokens(places);
  const tokenCount = firstToken[places.length]!;
  const weights = Float64Array.from(places.flatMap(({ visitWeights }) => [...visitWeights]));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const repeats = problem.repeats.reduce((sum, { cost }) => sum + cost, 0);
  const shifts = units.reduce((sum, { shiftSeconds }) => sum + shiftSeconds, 0);
  const nodes = [
    ...places.map(({ node }) => node),
    ...units.flatMap((unit) => [unit.startNode, unit.endNode]),
  ];
  const tables = new Map<string, Float64Array>();
  return {
    problem,
    placeCount: places.length,
    unitCount: units.length,
    nodeCount: nodes.length,
    tokenCount,
    firstToken,
    nodeOf: nodesOfTokens(firstToken, places.length, units.length),
    minStay: Float64Array.from(places, (place) => place.minStaySeconds),
    maxStay: Float64Array.from(places, (place) => place.maxStaySeconds),
    tau: Float64Array.from(places, (place) => place.tauSeconds ?? 0),
    lift: Float64Array.from(places, ({ tauSeconds }) =>
      tauSeconds === null ? 0 : 1 - Math.exp(-problem.stayStepSeconds / tauSeconds),
    ),
    gap: Float64Array.from(places, (place) => place.gapSeconds),
    weights,
    windows: places.map(windowsOf),
    isPlain: Uint8Array.from(places, (one) => (one.visitWeights.length === 1 && !windowsOf(one) ? 1 : 0)),
    allowed: allowedPlaces(places, units),
    travel: units.map(({ vehicle }) => {
      const known = tables.get(vehicle) ?? travelTable(problem, vehicle, nodes);
      tables.set(vehicle, known);
      return known;
    }),
    pairCost: pairTable(problem, nodes.length),
    shiftStart: Float64Array.from(units, (unit) => unit.startSeconds),
    shiftEnd: Float64Array.from(units, (unit) => unit.startSeconds + unit.shiftSeconds + ROOM_SECONDS),
    bonus: 2 * (total + repeats) + 1,
    secondCost: (SECOND_PART * total) / Math.max(1e-9, shifts),
    secondsPerWorth: shifts / Math.max(1e-9, total),
  };
}

/** What a second of travel costs, beside what a second of a shift would earn if all places were visited. */
const SECOND_PART = 0.2;

function firstTokens(places: readonly PatrolPlace[]): Int32Array {
  const first = new Int32Array(places.length + 1);
  for (const [place, { visitWeights }] of places.entries())
    first[place + 1] = first[place]! + visitWeights.length;
  return first;
}

function nodesOfTokens(firstToken: Int32Array, placeCount: number, unitCount: number): Int32Array {
  const tokenCount = firstToken[placeCount]!;
  const nodeOf = new Int32Array(tokenCount + 2 * unitCount);
  for (let place = 0; place < placeCount; place++)
    nodeOf.fill(place, firstToken[place]!, firstToken[place + 1]!);
  for (let end = 0; end < 2 * unitCount; end++) nodeOf[tokenCount + end] = placeCount + end;
  return nodeOf;
}

/** Windows too short for a visit are left out. */
function windowsOf({
  windows,
  lastLeftSeconds,
  gapSeconds,
  minStaySeconds,
}: PatrolPlace): Float64Array | null {
  if (windows.length === 0 && lastLeftSeconds === null) return null;
  const earliest = lastLeftSeconds === null ? Number.NEGATIVE_INFINITY : lastLeftSeconds + gapSeconds;
  const all = windows.length > 0 ? windows : [{ fromSeconds: earliest, toSeconds: Number.POSITIVE_INFINITY }];
  return Float64Array.from(
    all
      .map(({ fromSeconds, toSeconds }) => [Math.max(fromSeconds, earliest), toSeconds] as const)
      .filter(([from, to]) => from + minStaySeconds <= to)
      .flat(),
  );
}

function allowedPlaces(places: readonly PatrolPlace[], units: readonly PatrolUnit[]): Uint8Array {
  const allowed = new Uint8Array(places.length * units.length);
  for (const [unit, { allowedPlaces: some }] of units.entries())
    for (const place of some ?? places.keys())
      allowed[unit * places.length + place] = places[place]!.forbidden ? 0 : 1;
  return allowed;
}

function travelTable(problem: PatrolProblem, vehicle: string, nodes: readonly number[]): Float64Array {
  const rows = problem.travelSeconds[vehicle]!;
  const table = new Float64Array(nodes.length ** 2);
  for (const [row, from] of nodes.entries())
    for (const [column, to] of nodes.entries())
      table[row * nodes.length + column] = rows[from]![to] ?? Number.POSITIVE_INFINITY;
  return table;
}

function pairTable(problem: PatrolProblem, nodeCount: number): Float64Array | null {
  if (problem.repeats.every(({ cost }) => cost === 0)) return null;
  const table = new Float64Array(nodeCount ** 2);
  for (const [key, cost] of repeatCosts(problem)) {
    const [from, to] = key.split('>').map(Number) as [number, number];
    table[from * nodeCount + to] = cost;
  }
  return table;
}
