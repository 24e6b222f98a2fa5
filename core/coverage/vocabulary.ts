import type { Net } from '../vocabulary.ts';

/** As things are now, or as they should be by plan. */
export const COVERAGE_BASES = ['now', 'plan'] as const;
export type CoverageBasis = (typeof COVERAGE_BASES)[number];

/** What counts: incidents of the last weeks, residents, or every grid as much. */
export const COVERAGE_MEASURES = ['incidents', 'residents', 'grids'] as const;
export type CoverageMeasure = (typeof COVERAGE_MEASURES)[number];

/** By the roads alone, or as much slower as units were seen to be. */
export const COVERAGE_TIMES = ['road', 'observed'] as const;
export type CoverageTimes = (typeof COVERAGE_TIMES)[number];

/** Nouns that cover places. */
export const COVERING_NOUNS = ['units', 'posts', 'checkpoints', 'institutions', 'devices'] as const;
export type CoveringNoun = (typeof COVERING_NOUNS)[number];

/** Why something covers nothing. */
export const NOT_COVERING = [
  'busy',
  'off_duty',
  'unavailable',
  'no_position',
  'position_lost',
  'no_place',
  'unstaffed',
  'open',
  'outside_hours',
  'no_guards',
  'offline',
] as const;
export type NotCovering = (typeof NOT_COVERING)[number];

/** Nobody is looked for further away. */
export const MOST_COVERAGE_MINUTES = 30;
/** A duty commander's usual target. */
export const DEFAULT_COVERAGE_MINUTES = 10;
/** Incidents of so many weeks count. */
export const COVERAGE_WEEKS = 12;

/** Guards of an institution leave it for no longer than this. */
export const GUARD_MINUTES = 3;

/** Seconds within which a net is to be there, when the target is so many minutes. */
export function coverSeconds(net: Net, minutes: number): number {
  return 60 * (net === 'institution' ? Math.min(GUARD_MINUTES, minutes) : minutes);
}
