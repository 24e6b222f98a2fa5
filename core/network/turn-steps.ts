/** What to say to who drives a route, as data; the words are the page's. */
import { bearingDegrees, distanceMetres } from '../geometry/metres.ts';
import type { RoadGraph } from './road-graph.ts';
import { lineOfStretch, type Route, type Stretch } from './route.ts';

export const TURN_KINDS = [
  'depart',
  'straight',
  'slight_left',
  'slight_right',
  'left',
  'right',
  'sharp_left',
  'sharp_right',
  'u_turn',
  'arrive',
] as const;
export type TurnKind = (typeof TURN_KINDS)[number];

/** One instruction, and how far it is from there to the next one. */
export interface TurnStep {
  kind: TurnKind;
  /** The road that it leads onto, '' where that has no name; of `arrive` the road of the end. */
  nameZh: string;
  nameEn: string;
  metres: number;
  seconds: number;
  /** Where it is done, 1e-7 degree, and the heading after it, degrees clockwise from north. */
  lng7: number;
  lat7: number;
  headingDegrees: number;
}

/** Headings are taken over so many metres of a road, not over a short first piece. */
const HEADING_METRES = 15;
const STRAIGHT_DEGREES = 25;
const SLIGHT_DEGREES = 60;
const TURN_DEGREES = 120;
const SHARP_DEGREES = 165;

/**
 * The instructions of a route, from `depart` to `arrive`. Something is said where the name of the road changes, and at crossings with more
 * than one way on where the route turns by 60 degrees or more. A bend of a road is nobody's turn. Of a route without length only `arrive`.
 */
export function turnSteps(graph: RoadGraph, { stretches, line }: Route): TurnStep[] {
  const steps: TurnStep[] = [];
  stretches.forEach((stretch, i) => {
    const before = stretches[i - 1];
    const step = newStep(graph, before, stretch);
    const last = steps.at(-1);
    if (!last || isSaid(graph, before, stretch, step.kind)) steps.push(step);
    else {
      last.metres += stretch.metres;
      last.seconds += stretch.seconds;
    }
  });
  const end = stretches.at(-1);
  const { nameZh, nameEn } = end ? roadOf(graph, end) : { nameZh: '', nameEn: '' };
  const headingDegrees = end ? headings(lineOfStretch(graph, end)).last : 0;
  const [lng7, lat7] = [line.at(-2) ?? 0, line.at(-1) ?? 0];
  return [...steps, { kind: 'arrive', nameZh, nameEn, metres: 0, seconds: 0, lng7, lat7, headingDegrees }];
}

function roadOf({ roads, linkRoad }: RoadGraph, { link }: Stretch) {
  return roads[linkRoad[link]!]!;
}

function newStep(graph: RoadGraph, before: Stretch | undefined, stretch: Stretch): TurnStep {
  const line = lineOfStretch(graph, stretch);
  const { nameZh, nameEn } = roadOf(graph, stretch);
  const headingDegrees = headings(line).first;
  const { metres, seconds } = stretch;
  const kind = before ? turnKind(graph, before, stretch) : 'depart';
  return { kind, nameZh, nameEn, metres, seconds, lng7: line[0]!, lat7: line[1]!, headingDegrees };
}

function turnKind(graph: RoadGraph, before: Stretch, after: Stretch): TurnKind {
  if (graph.linkRoad[before.link] === graph.linkRoad[after.link] && isBack(graph, before, after))
    return 'u_turn';
  return turnBetween(lineOfStretch(graph, before), lineOfStretch(graph, after)).kind;
}

/**
 * How one turns from the end of a line into the start of another, both flat [lng7, lat7, ...] in the direction of travel, and the heading
 * before the turn, degrees clockwise from north, below 360. Of a road and itself backwards it is a `u_turn` only where it is straight.
 */
export function turnBetween(
  before: readonly number[],
  after: readonly number[],
): { kind: TurnKind; headingDegrees: number } {
  const was = headings(before).last;
  const is = headings(after).first;
  return { kind: kindOf(((is - was + 540) % 360) - 180), headingDegrees: (was + 360) % 360 };
}

function isBack({ linkBackwards }: RoadGraph, before: Stretch, after: Stretch): boolean {
  return linkBackwards[before.link] !== linkBackwards[after.link];
}

/** The kind of a turn by degrees, to the right above 0. */
function kindOf(degrees: number): TurnKind {
  const by = Math.abs(degrees);
  const side = degrees < 0 ? 'left' : 'right';
  if (by < STRAIGHT_DEGREES) return 'straight';
  if (by < SLIGHT_DEGREES) return `slight_${side}`;
  if (by < TURN_DEGREES) return side;
  return by < SHARP_DEGREES ? `sharp_${side}` : 'u_turn';
}

function isSaid(graph: RoadGraph, before: Stretch | undefined, after: Stretch, kind: TurnKind): boolean {
  if (!before || kind === 'u_turn') return true;
  const [was, is] = [roadOf(graph, before), roadOf(graph, after)];
  if (was.nameZh !== is.nameZh || was.nameEn !== is.nameEn) return true;
  if (kind === 'straight' || kind.startsWith('slight')) return false;
  return waysOn(graph, before) > 1;
}

/** How many links lead on from the end of a link, other than back. */
function waysOn({ firstLink, linkEnd, linkRoad }: RoadGraph, { link }: Stretch): number {
  const node = linkEnd[link]!;
  let ways = 0;
  for (let next = firstLink[node]!; next < firstLink[node + 1]!; next += 1)
    if (linkRoad[next] !== linkRoad[link]) ways += 1;
  return ways;
}

/** Headings at the start and at the end of a line of at least two places. */
function headings(line: readonly number[]): { first: number; last: number } {
  const reversed = Array.from({ length: line.length / 2 }, (_, i) => [
    line[line.length - 2 - i * 2]!,
    line[line.length - 1 - i * 2]!,
  ]).flat();
  return { first: headingFrom(line), last: (headingFrom(reversed) + 180) % 360 };
}

/** Heading from the first place of a line to the first one that is far enough from it, or to the last. */
function headingFrom(line: readonly number[]): number {
  const [lng7, lat7] = [line[0]!, line[1]!];
  let at = 2;
  while (at + 2 < line.length && distanceMetres(lng7, lat7, line[at]!, line[at + 1]!) < HEADING_METRES)
    at += 2;
  return bearingDegrees(lng7, lat7, line[at] ?? lng7, line[at + 1] ?? lat7);
}
