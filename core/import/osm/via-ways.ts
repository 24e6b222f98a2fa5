import type { Pieces, Ways } from './cut-ways.ts';
import type { NodeTable } from './node-table.ts';

/** A way gone over from its one end to its other, along its line or against it. */
export interface Leg {
  way: number;
  start: number;
  end: number;
  isAlong: boolean;
}

/** A stretch of road from the end `start` over `legs` to the end `end`. */
export interface Stretch {
  start: number;
  legs: readonly Leg[];
  end: number;
}

/** More ways than a restriction names; what joins in so many manners that these steps do not try them all is not meant to be followed. */
const MOST_WAYS = 32;
const MOST_STEPS = 3000;

/**
 * Every stretch that goes over each of some ways (by their places among `ways`) once, in whatever order they stand, from end to end and along
 * what is one-way: a plain row of ways gives one for each direction. None where they do not join, or nodes of theirs are not in the file.
 */
export function stretchesOver(
  over: readonly number[],
  ways: Ways,
  pieces: Pieces,
  nodes: NodeTable,
): Stretch[] {
  if (over.length > MOST_WAYS) return [];
  const leaving = new Map<number, Leg[]>();
  const odd = new Set<number>();
  for (const way of over) {
    const legs = legsOf(way, ways, pieces, nodes);
    if (legs.length === 0) return [];
    for (const leg of legs) leaving.set(leg.start, [...(leaving.get(leg.start) ?? []), leg]);
    for (const end of [legs[0]!.start, legs[0]!.end]) if (!odd.delete(end)) odd.add(end);
  }
  // Where an odd number of ways meet, a stretch over all of them starts or ends.
  if (odd.size > 2) return [];
  const found: Stretch[] = [];
  const walked: Leg[] = [];
  let steps = 0;
  const walk = (start: number, at: number) => {
    if (walked.length === over.length) {
      found.push({ start, legs: [...walked], end: at });
      return;
    }
    for (const leg of leaving.get(at) ?? []) {
      if (steps > MOST_STEPS || walked.some(({ way }) => way === leg.way)) continue;
      steps += 1;
      walked.push(leg);
      walk(start, leg.end);
      walked.pop();
    }
  };
  for (const start of odd.size > 0 ? odd : leaving.keys()) walk(start, start);
  return steps > MOST_STEPS ? [] : found;
}

/** A way both ways, or one-way; none if nodes of it are missing. */
function legsOf(way: number, { first, roads }: Ways, pieces: Pieces, nodes: NodeTable): Leg[] {
  const slots = pieces.slots.subarray(first[way]!, first[way + 1]!);
  if (!slots.every((slot) => nodes.has(slot))) return [];
  const [start, end] = [pieces.endOf(slots[0]!), pieces.endOf(slots.at(-1)!)];
  const along: Leg = { way, start, end, isAlong: true };
  const isFlat = pieces.firstOf[way] === pieces.firstOf[way + 1];
  return roads[way]!.oneWay || isFlat ? [along] : [along, { way, start: end, end: start, isAlong: false }];
}

/** The pieces of a leg, one after the other. */
export function piecesOf({ way, isAlong }: Leg, { firstOf }: Pieces): number[] {
  const count = firstOf[way + 1]! - firstOf[way]!;
  const along = Array.from({ length: count }, (_, at) => firstOf[way]! + at);
  return isAlong ? along : along.reverse();
}
