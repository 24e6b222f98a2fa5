/** Patterns that are in use, to begin from. */
import { SHIFTS, type Shift } from '../vocabulary.ts';
import { addDays, daysBetween, type Rota, type RotaUnit } from './rota.ts';
import type { CycleDuty } from './vocabulary.ts';

/**
 * Four teams, three shifts (四班三运转): two days, two evenings, a rest, two nights, a rest. A night begins at midnight, so a rest lies between the last
 * evening and the first night. Teams two days apart fill each shift of each day with one of them.
 */
export const FOUR_TEAMS: readonly CycleDuty[] = [
  'day',
  'day',
  'evening',
  'evening',
  'rest',
  'night',
  'night',
  'rest',
];
/** 甲乙丙丁. */
export const TEAMS = [0, 1, 2, 3] as const;
export type Team = (typeof TEAMS)[number];
const DAYS_APART = 2;

/** A Monday: where patterns begin unless something else is said. */
export const FIRST_DAY = '2026-01-05';

/** The pattern of one of the four teams. */
export function teamRota(team: Team): Rota {
  return { cycle: FOUR_TEAMS, anchorDay: addDays(FIRST_DAY, team * DAYS_APART) };
}

/** Five days of a shift from Monday on, and two of rest. */
export function weekRota(shift: Shift): Rota {
  return { cycle: [...Array<CycleDuty>(5).fill(shift), 'rest', 'rest'], anchorDay: FIRST_DAY };
}

export type PatternKind =
  | { kind: 'fixed'; shift: Shift }
  | { kind: 'team'; team: Team }
  | { kind: 'week'; shift: Shift }
  | { kind: 'own' };

/** Which of the patterns a unit has; one that is none of them is its own. */
export function patternKind({ shift, rota }: RotaUnit): PatternKind {
  if (!rota) return { kind: 'fixed', shift };
  const team = TEAMS.find((one) => isSameRota(rota, teamRota(one)));
  if (team !== undefined) return { kind: 'team', team };
  const week = SHIFTS.find((one) => isSameRota(rota, weekRota(one)));
  return week ? { kind: 'week', shift: week } : { kind: 'own' };
}

/** Whether two patterns have the same for every day, wherever they are anchored. */
export function isSameRota(a: Rota, b: Rota): boolean {
  const { length } = a.cycle;
  if (length !== b.cycle.length) return false;
  const apart = daysBetween(a.anchorDay, b.anchorDay);
  return a.cycle.every((duty, at) => b.cycle[(((at - apart) % length) + length) % length] === duty);
}
