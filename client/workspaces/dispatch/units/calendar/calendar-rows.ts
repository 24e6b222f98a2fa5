import type { Unit } from '../../../../../core/contract/unit.ts';
import { addDays, strengthOn } from '../../../../../core/duty/rota.ts';
import { SHIFTS, type Shift } from '../../../../../core/vocabulary.ts';

export const SHOWN_DAYS = 14;

/** Units of one brigade, the brigade itself first; `brigade` undefined: of none, or of one outside the scope. */
export interface CalendarGroup {
  brigade: Unit | undefined;
  units: Unit[];
}

/** The days that are shown from `first` on. */
export function shownDays(first: string): string[] {
  return Array.from({ length: SHOWN_DAYS }, (_, at) => addDays(first, at));
}

/** Units whose code or names hold `text`, by brigade: brigades with their squads by code, then the units of none. */
export function calendarGroups(units: readonly Unit[], text: string): CalendarGroup[] {
  const wanted = text.trim().toLowerCase();
  const brigades = new Map(units.filter(isBrigade).map((unit) => [unit.id, unit]));
  const groups = new Map<string, CalendarGroup>();
  for (const unit of [...units].sort(byCode)) {
    const { code, nameZh, nameEn, brigadeId } = unit.properties;
    if (!`${code} ${nameZh} ${nameEn}`.toLowerCase().includes(wanted)) continue;
    const id = isBrigade(unit) ? unit.id : (brigadeId ?? '');
    const brigade = brigades.get(id);
    const key = brigade ? id : '';
    const group = groups.get(key) ?? { brigade, units: [] };
    if (isBrigade(unit)) group.units.unshift(unit);
    else group.units.push(unit);
    groups.set(key, group);
  }
  const rank = ({ brigade }: CalendarGroup) => brigade?.properties.code ?? '￿';
  return [...groups.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function isBrigade({ properties: { kind } }: Unit): boolean {
  return kind === 'brigade';
}

function byCode(a: Unit, b: Unit): number {
  return a.properties.code < b.properties.code ? -1 : 1;
}

/** How many units serve in each shift of a day, and in which shifts they are fewer than `least`. */
export interface DayStrength {
  day: string;
  counts: Record<Shift, number>;
  short: Shift[];
}

export function dayStrengths(units: readonly Unit[], days: readonly string[], least: number): DayStrength[] {
  const all = units.map(({ properties }) => properties);
  return days.map((day) => {
    const { night, day: byDay, evening } = strengthOn(all, day);
    const counts = { night, day: byDay, evening };
    return { day, counts, short: SHIFTS.filter((shift) => counts[shift] < least) };
  });
}

/** The place of a cell: row and column, from 0. */
export interface CellPlace {
  row: number;
  column: number;
}

/** Where a key leads from a cell of so many rows and columns; undefined: it is no key of movement. */
export function movedCell(
  { row, column }: CellPlace,
  key: string,
  { rows, columns }: { rows: number; columns: number },
): CellPlace | undefined {
  const steps: Record<string, CellPlace> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
  };
  const next = steps[key];
  if (!next) return undefined;
  const within = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
  return { row: within(next.row, rows), column: within(next.column, columns) };
}
