/** A way over the roads between two spots: its links, its line, how far and how long. */
import { fromInt7 } from '../geometry/integer.ts';
import { measureLine, pointAlong } from './along.ts';
import type { RoadGraph } from './road-graph.ts';
import { type Found, search } from './search.ts';
import {
  type Arrival,
  arrivalAt,
  directWay,
  type LinkPlace,
  linkPlaces,
  type Spot,
  seedsAt,
  shareOf,
  spotSeconds,
  statesBefore,
} from './spots.ts';

/** A link of a way and which part of it is driven, as shares of its length in its own direction. */
export interface Stretch {
  link: number;
  fromShare: number;
  toShare: number;
  seconds: number;
  metres: number;
}

export interface Route {
  seconds: number;
  metres: number;
  stretches: Stretch[];
  /** Flat [lng7, lat7, ...] from the one spot to the other; a single point where they are the same. */
  line: Int32Array;
}

/**
 * The quickest way between two spots, undefined if there is none. Exact, with one-way streets, turn restrictions and closures of the
 * graph. It begins and ends on the roads: how far a place lies off them is not part of it.
 */
export function route(graph: RoadGraph, from: Spot, to: Spot): Route | undefined {
  const stretches = wayBetween(graph, from, to);
  return stretches && routeAlong(graph, from, stretches);
}

/** The route that the stretches of a way from a spot are (`wayBetween`). */
export function routeAlong(graph: RoadGraph, from: Spot, stretches: Stretch[]): Route {
  const sum = (of: (stretch: Stretch) => number) => stretches.reduce((total, one) => total + of(one), 0);
  return {
    seconds: sum(({ seconds }) => seconds),
    metres: sum(({ metres }) => metres),
    stretches,
    line: lineOf(graph, from, stretches),
  };
}

/** A line as GeoJSON, EPSG:4326, 7 decimals; a line of one point has it twice. */
export function toLineString(line: ArrayLike<number>) {
  const coordinates = Array.from({ length: line.length / 2 }, (_, i) => [
    fromInt7(line[i * 2]!),
    fromInt7(line[i * 2 + 1]!),
  ]);
  const [first] = coordinates;
  if (coordinates.length === 1 && first) coordinates.push([...first]);
  return { type: 'LineString' as const, coordinates };
}

/** The stretches of the quickest way; none where the spots are the same, undefined if there is no way. Needs no lines: the graph's `roads` may be missing. */
export function wayBetween(graph: RoadGraph, from: Spot, to: Spot): Stretch[] | undefined {
  const direct = 'node' in from || 'node' in to ? undefined : directWay(graph, from, to);
  const states = new Uint8Array(graph.forward.stateCount);
  for (const state of statesBefore(graph, 'from', to)) states[state] = 1;
  const watched = { states, settle: (_: number, found: Found) => spotSeconds(graph, 'from', found, to) };
  const most = direct?.seconds ?? Number.POSITIVE_INFINITY;
  const found = search(graph.forward, graph.linkSeconds, seedsAt(graph, 'from', from), most, watched);
  const arrival = 'node' in to ? nodeArrival(graph, found, to.node) : arrivalAt(graph, 'from', found, to);
  if (direct && direct.seconds <= (arrival?.seconds ?? Number.POSITIVE_INFINITY))
    return driven([
      stretchOf(graph, direct.link, shareOn(graph, from, direct.link), shareOn(graph, to, direct.link)),
    ]);
  if (!arrival) return undefined;
  const { links, seed } = linksTo(graph, found, arrival.state);
  const first = seedLink(graph, from, seed);
  return driven([
    ...(first === undefined ? [] : [stretchOf(graph, first, shareOn(graph, from, first), 1)]),
    ...links.map((link) => stretchOf(graph, link, 0, 1)),
    ...(arrival.link < 0 ? [] : [stretchOf(graph, arrival.link, 0, shareOn(graph, to, arrival.link))]),
  ]);
}

function driven(stretches: readonly Stretch[]): Stretch[] {
  return stretches.filter(({ fromShare, toShare }) => toShare > fromShare);
}

/** The best state of a node, in place of an arrival over a link. */
function nodeArrival(graph: RoadGraph, { stateSeconds }: Found, node: number): Arrival | undefined {
  const states = statesBefore(graph, 'from', { node });
  const state = states.reduce((best, one) => (stateSeconds[one]! < stateSeconds[best]! ? one : best));
  const seconds = stateSeconds[state]!;
  return seconds === Number.POSITIVE_INFINITY ? undefined : { link: -1, state, seconds };
}

/** The links by which a state was reached, in order, and the state where that began. */
function linksTo({ forward }: RoadGraph, { via }: Found, state: number): { links: number[]; seed: number } {
  const links: number[] = [];
  let at = state;
  for (let arc = via[at]!; arc >= 0; arc = via[at]!) {
    links.push(forward.link[arc]!);
    at = forward.start[arc]!;
  }
  return { links: links.reverse(), seed: at };
}

/** The link on which a spot leads soonest to a state. */
function seedLink(graph: RoadGraph, from: Spot, state: number): number | undefined {
  if ('node' in from) return undefined;
  const links = linkPlaces(graph, from).filter(({ link }) => graph.forward.linkState[link] === state);
  const secondsOf = ({ link, share }: LinkPlace) => shareOf(graph.partSeconds[link]!, 1 - share);
  return links.sort((a, b) => secondsOf(a) - secondsOf(b))[0]?.link;
}

function shareOn(graph: RoadGraph, spot: Spot, link: number): number {
  if ('node' in spot) return 0;
  return graph.linkBackwards[link] === 1 ? 1 - spot.fraction : spot.fraction;
}

function stretchOf(graph: RoadGraph, link: number, fromShare: number, toShare: number): Stretch {
  const share = toShare - fromShare;
  const seconds = shareOf(graph.partSeconds[link]!, share);
  return { link, fromShare, toShare, seconds, metres: graph.linkMetres[link]! * share };
}

/** The line of stretches that follow each other; of none, the spot itself. */
function lineOf(graph: RoadGraph, from: Spot, stretches: readonly Stretch[]): Int32Array {
  if (stretches.length === 0) return Int32Array.from(pointOf(graph, from));
  const flat: number[] = [];
  for (const stretch of stretches) {
    const line = lineOfStretch(graph, stretch);
    for (let i = flat.length > 0 ? 2 : 0; i < line.length; i += 2) flat.push(line[i]!, line[i + 1]!);
  }
  return Int32Array.from(flat);
}

function pointOf(graph: RoadGraph, spot: Spot): [lng7: number, lat7: number] {
  if ('node' in spot) return [graph.points[spot.node * 2]!, graph.points[spot.node * 2 + 1]!];
  const measured = measureLine(graph.roads[spot.road]!.line);
  const { lng7, lat7 } = pointAlong(measured, spot.fraction * measured.lengthMetres);
  return [lng7, lat7];
}

/** The line of a part of a link, in the link's direction, flat [lng7, lat7, ...]. */
export function lineOfStretch(graph: RoadGraph, { link, fromShare, toShare }: Stretch): number[] {
  const { line } = graph.roads[graph.linkRoad[link]!]!;
  const flat: number[] = [];
  const isBackwards = graph.linkBackwards[link] === 1;
  for (let i = 0; i + 1 < line.length; i += 2) {
    const at = isBackwards ? line.length - 2 - i : i;
    flat.push(line[at]!, line[at + 1]!);
  }
  return fromShare === 0 && toShare === 1 ? flat : lineBetween(flat, fromShare, toShare);
}

function lineBetween(line: readonly number[], fromShare: number, toShare: number): number[] {
  const measured = measureLine(line);
  const [from, to] = [fromShare * measured.lengthMetres, toShare * measured.lengthMetres];
  const ends = [pointAlong(measured, from), pointAlong(measured, to)];
  const [start, end] = ends.map(({ lng7, lat7 }) => [lng7, lat7]);
  const between = line.filter((_, i) => measured.metres[i >> 1]! > from && measured.metres[i >> 1]! < to);
  return [...start!, ...between, ...end!];
}
