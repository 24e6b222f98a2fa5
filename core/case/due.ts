import { HOLDING_LEVELS, type HoldingLevel } from '../incident/deadlines.ts';

const DAY_MS = 86_400_000;

/**
 * Days that a case has at each level, from the day it comes there. What a community can settle it settles within a week; a street has
 * the fortnight in which a petition must be taken up or refused; a district the month in which mediation is to end; the city the sixty
 * days within which a petition must be answered (信访工作条例; 人民调解工作若干规定). Each is only the usual: a person may set another day.
 */
export const DUE_DAYS: Readonly<Record<HoldingLevel, number>> = {
  community: 7,
  street: 15,
  district: 30,
  city: 60,
};

/** Nothing of a case is due later than so many days from today. */
export const MOST_DUE_DAYS = 365;

/** The day so many days after `day`, both 'yyyy-mm-dd'. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one day to another, both 'yyyy-mm-dd'; below zero backwards. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Whether a case can be due on `dueOn`, seen from `today`: today at the earliest, a year ahead at the latest. */
export function isPossibleDue(dueOn: string, today: string): boolean {
  return dueOn >= today && dueOn <= addDays(today, MOST_DUE_DAYS);
}

/** The level above or below (`steps` 1 or -1); undefined beyond the last. */
export function levelBeside(level: HoldingLevel, steps: 1 | -1): HoldingLevel | undefined {
  return HOLDING_LEVELS[HOLDING_LEVELS.indexOf(level) + steps];
}

/** What of a case tells whether it is late. Days are 'yyyy-mm-dd' in the city's zone. */
export interface Due {
  status: string;
  dueOn: string;
}

/** Whether a case that is not closed should have been by `today`; it may be closed all of its last day. */
export function isOverdue({ status, dueOn }: Due, today: string): boolean {
  return status !== 'closed' && dueOn < today;
}

/** Whether a joint action that nobody ended should have been by `today`. */
export function isActionOverdue({ state, dueOn }: { state: string; dueOn: string }, today: string): boolean {
  return state === 'open' && dueOn < today;
}
