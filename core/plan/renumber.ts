import { CODE_LENGTH, levelOfCode } from '../contract/area-code.ts';
import { type Refusal, refusal } from '../contract/reason.ts';
import type { Polygons7 } from './proof.ts';
import { readingOrder } from './reading-order.ts';

/** A grid of a community; code null: it has none yet. */
export interface CodedGrid {
  code: string | null;
  polygons: Polygons7;
}

/** The code of each grid, in the order given, or why there can be none. */
export type Renumbering = { codes: string[] } | { refusal: Refusal };

const DIGITS = CODE_LENGTH.grid - CODE_LENGTH.community;
/** Sequences run from 1. */
const MAXIMUM = 10 ** DIGITS - 1;

/**
 * Codes for the grids of a community that have none, all others keep theirs. A code is kept when it lies in the community, is not one of a retired grid
 * and no grid before (in reading order) has it; every other grid gets one as a new grid does. New codes follow the highest that ever was,
 * in reading order; when these run out the lowest free ones are taken. `retiredCodes` are never given again; those of other communities count for nothing.
 * Refused with `grid_codes_used_up`. Throws RangeError when `communityCode` is no community's.
 */
export function codesForNew(
  communityCode: string,
  grids: readonly CodedGrid[],
  retiredCodes: Iterable<string>,
): Renumbering {
  const retired = sequencesIn(communityCode, retiredCodes);
  const order = readingOrder(grids.map(({ polygons }) => polygons));
  const kept = new Set<number>();
  const waiting: number[] = [];
  const sequences: number[] = new Array<number>(grids.length).fill(0);
  for (const place of order) {
    const [sequence] = sequencesIn(communityCode, [grids[place]?.code ?? '']);
    if (sequence === undefined || retired.has(sequence) || kept.has(sequence)) waiting.push(place);
    else {
      kept.add(sequence);
      sequences[place] = sequence;
    }
  }
  const highest = Math.max(0, ...kept, ...retired);
  const free = freeSequences([...kept, ...retired]);
  const fromHighest = [...free.filter((one) => one > highest), ...free.filter((one) => one < highest)];
  if (waiting.length > free.length) return usedUp(communityCode, waiting.length, free.length);
  waiting.forEach((place, at) => {
    sequences[place] = fromHighest[at] ?? 0;
  });
  return { codes: sequences.map((sequence) => codeOf(communityCode, sequence)) };
}

/**
 * New codes for all grids of a community, by the standard: numbered from 1 in reading order (core/plan/reading-order.ts), the codes of
 * retired grids left out. Numbering twice gives the same. Refused with `grid_codes_used_up`. Throws RangeError when `communityCode` is no community's.
 */
export function codesAnew(
  communityCode: string,
  grids: readonly Polygons7[],
  retiredCodes: Iterable<string>,
): Renumbering {
  const free = freeSequences(sequencesIn(communityCode, retiredCodes));
  if (grids.length > free.length) return usedUp(communityCode, grids.length, free.length);
  const codes: string[] = new Array<string>(grids.length).fill('');
  readingOrder(grids).forEach((place, at) => {
    codes[place] = codeOf(communityCode, free[at] ?? 0);
  });
  return { codes };
}

function codeOf(communityCode: string, sequence: number): string {
  return communityCode + String(sequence).padStart(DIGITS, '0');
}

/** The sequences, from 1, of those codes that are of grids of the community. */
function sequencesIn(communityCode: string, codes: Iterable<string>): Set<number> {
  if (levelOfCode(communityCode) !== 'community')
    throw new RangeError(`${communityCode} is not the code of a community`);
  const sequences = new Set<number>();
  for (const code of codes) {
    const sequence = Number(code.slice(CODE_LENGTH.community));
    if (levelOfCode(code) === 'grid' && code.startsWith(communityCode) && sequence > 0)
      sequences.add(sequence);
  }
  return sequences;
}

function freeSequences(used: Iterable<number>): number[] {
  const taken = new Set(used);
  return Array.from({ length: MAXIMUM }, (_, i) => i + 1).filter((sequence) => !taken.has(sequence));
}

function usedUp(areaCode: string, grids: number, free: number): Renumbering {
  const message = `Community ${areaCode} has ${free} free grid codes for ${grids} grids; codes of retired grids are not used again.`;
  return { refusal: refusal(message, 'grid_codes_used_up', { areaCode, grids, free }) };
}
