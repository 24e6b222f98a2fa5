/** When a unit serves: a pattern that repeats, and exceptions by day. The one place that answers whether a unit is on shift. */
import { cityDay, cityShift, shiftBounds } from '../city-time.ts';
import type { Shift } from '../vocabulary.ts';
import type { CycleDuty, Duty } from './vocabulary.ts';

/** A pattern: the unit does `cycle[0]` on `anchorDay`, `cycle[1]` on the day after, and so on round and round, before that day as well. */
export interface Rota {
  cycle: readonly CycleDuty[];
  /** yyyy-mm-dd by the city's calendar. */
  anchorDay: string;
}

export interface DutyException {
  day: string;
  duty: Duty;
}

/** What of a unit tells when it serves. Without a rota it serves in `shift` every day. */
export interface RotaUnit {
  shift: Shift;
  rota?: Rota | null | undefined;
  exceptions?: readonly DutyException[] | undefined;
}

/** A shift of a day by the city's calendar; milliseconds since 1970, the end is not part of it. */
export interface ShiftTime {
  day: string;
  shift: Shift;
  startMs: number;
  endMs: number;
}

const DAY_MS = 86_400_000;

/** The day yyyy-mm-dd so many days later, or earlier. A day of the calendar has no zone. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days the second day comes after the first; negative: before. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

/** What the pattern of a unit has for a day, whatever the exceptions are. */
export function patternOn({ shift, rota }: RotaUnit, day: string): CycleDuty {
  if (!rota || rota.cycle.length === 0) return shift;
  const { cycle, anchorDay } = rota;
  const place = daysBetween(anchorDay, day) % cycle.length;
  return cycle[place < 0 ? place + cycle.length : place] ?? shift;
}

/** What a unit does on a day: the exception if there is one, or else what its pattern has. */
export function dutyOn(unit: RotaUnit, day: string): Duty {
  return unit.exceptions?.find((one) => one.day === day)?.duty ?? patternOn(unit, day);
}

/** Whether a unit serves in a shift of a day. */
export function servesIn(unit: RotaUnit, { day, shift }: Pick<ShiftTime, 'day' | 'shift'>): boolean {
  return dutyOn(unit, day) === shift;
}

/** The shift of the city at an instant. */
export function shiftAt(zone: string, atMs: number): ShiftTime {
  const { shift, startMs } = cityShift(zone, atMs);
  const day = cityDay(zone, startMs);
  const [, endMs] = shiftBounds(zone, day, shift);
  return { day, shift, startMs, endMs };
}

/** The shift at an instant and those that follow, `count` of them. */
export function shiftsFrom(zone: string, atMs: number, count: number): ShiftTime[] {
  const shifts = [shiftAt(zone, atMs)];
  while (shifts.length < count) shifts.push(shiftAt(zone, shifts.at(-1)!.endMs));
  return shifts;
}

/**
 * When a unit comes off shift that serves in the first of `shifts` (which follow each other): the end of the last one that it serves in
 * without a break, milliseconds since 1970. Null: it does not serve in the first.
 */
export function offShiftMs(unit: RotaUnit, shifts: readonly ShiftTime[]): number | null {
  let endMs: number | null = null;
  for (const shift of shifts) {
    if (!servesIn(unit, shift)) break;
    endMs = shift.endMs;
  }
  return endMs;
}

/** The exceptions with another duty on a day, by day; null: the pattern counts again. What is before `firstDay` is dropped. */
export function withException(
  exceptions: readonly DutyException[],
  { day, duty }: { day: string; duty: Duty | null },
  firstDay: string,
): DutyException[] {
  const kept = exceptions.filter((one) => one.day !== day && one.day >= firstDay);
  if (duty !== null) kept.push({ day, duty });
  return kept.sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** How many units do what on a day. */
export function strengthOn(units: Iterable<RotaUnit>, day: string): Record<Duty, number> {
  const strength: Record<Duty, number> = { night: 0, day: 0, evening: 0, rest: 0, training: 0, reserve: 0 };
  for (const unit of units) strength[dutyOn(unit, day)] += 1;
  return strength;
}
