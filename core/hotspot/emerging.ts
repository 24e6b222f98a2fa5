/**
 * Emerging hot spots: what the series of a place says, in 17 classes. The definitions are those that the literature of space-time pattern mining knows
 * ("emerging hot spot analysis"); they leave some series without and some with two classes. What is fixed here, so that each series has
 * exactly one (test/core/hotspot/emerging.test.ts tries them all):
 *
 * 1. What a place is in its last step comes first: hot in the last step, and only the hot classes are asked (cold likewise); neither, and only the historical
 *    ones are. A place that was hot 9 steps of 10 and is cold in the last is thus a new cold spot, not a historical hot one.
 * 2. New and consecutive come before all others: a first hot step after a cold past is new, not oscillating. A series of one
 *    hot step is new, not persistent.
 * 3. Intensifying, persistent and diminishing are those of at least 90 % hot steps; consecutive, oscillating and sporadic those of fewer.
 * 4. Of these, a cold step in the past makes oscillating, none sporadic.
 */

export const SPOT_PATTERNS = [
  'new',
  'consecutive',
  'intensifying',
  'persistent',
  'diminishing',
  'sporadic',
  'oscillating',
  'historical',
] as const;
export type SpotPattern = (typeof SPOT_PATTERNS)[number];

/** The classes in the order of their numbers: 0 none, 1-8 the hot patterns, 9-16 the cold ones. */
export const EMERGING_CLASSES = [
  'none',
  ...SPOT_PATTERNS.map((pattern) => `hot_${pattern}` as const),
  ...SPOT_PATTERNS.map((pattern) => `cold_${pattern}` as const),
] as const;
export type EmergingClass = (typeof EMERGING_CLASSES)[number];

/** At least so many of a hundred steps are hot. */
const MOST_OF_100 = 90;

/**
 * The number of the class in EMERGING_CLASSES. `steps`: > 0 hot, < 0 cold, 0 neither, in order of time. `trend`: > 0 the scores rise significantly, < 0 they
 * fall, 0 neither. A cold spot intensifies when the scores fall.
 */
export function emergingClass(steps: ArrayLike<number>, trend: number): number {
  const now = Math.sign(steps[steps.length - 1] ?? 0);
  if (now !== 0) return classNumber(patternNow(steps, now, trend * now), now);
  if (isMostly(steps, 1)) return classNumber('historical', 1);
  if (isMostly(steps, -1)) return classNumber('historical', -1);
  return 0;
}

function classNumber(pattern: SpotPattern, side: number): number {
  return 1 + SPOT_PATTERNS.indexOf(pattern) + (side > 0 ? 0 : SPOT_PATTERNS.length);
}

/** The pattern of a place that is on `side` in its last step; `trend` > 0: it is getting stronger. */
function patternNow(steps: ArrayLike<number>, side: number, trend: number): SpotPattern {
  let run = 0;
  while (run < steps.length && Math.sign(steps[steps.length - 1 - run]!) === side) run++;
  const total = countOf(steps, side);
  if (total === 1) return 'new';
  if (isMostly(steps, side)) return trend > 0 ? 'intensifying' : trend < 0 ? 'diminishing' : 'persistent';
  if (total === run) return 'consecutive';
  return countOf(steps, -side) > 0 ? 'oscillating' : 'sporadic';
}

function isMostly(steps: ArrayLike<number>, side: number): boolean {
  return steps.length > 0 && countOf(steps, side) * 100 >= steps.length * MOST_OF_100;
}

function countOf(steps: ArrayLike<number>, side: number): number {
  let count = 0;
  for (let i = 0; i < steps.length; i++) if (Math.sign(steps[i]!) === side) count++;
  return count;
}
