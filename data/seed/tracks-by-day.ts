import { name, type Sql, sql } from '../../server/database/sql.ts';
import type { SeededCity } from './seeded-city.ts';
import { ACCURACY_METRES } from './unit-fix.ts';

const DAY_SECONDS = 86_400;

/** The fixes of all units in one day as columns; headings and speeds in tenths. */
export interface DayOfFixes {
  /** Start of the day, seconds since 1970. */
  start: number;
  unitIds: string[];
  /** Counted from 1. */
  unit: number[];
  seconds: number[];
  lng7: number[];
  lat7: number[];
  heading: (number | null)[];
  speed: number[];
}

/** The tracks of the units day by day (ISO dates, UTC). */
export function* tracksByDay(seeded: SeededCity): Generator<{ day: string; fixes: DayOfFixes }> {
  const { city, history, asOfMs } = seeded;
  const units = city.units
    .map((_, index) => ({ id: seeded.unitId(index), track: history.tracks[index]!, next: 0 }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const first = Math.floor(history.from / DAY_SECONDS);
  for (let day = first; day * DAY_SECONDS <= asOfMs / 1000; day++) {
    const start = day * DAY_SECONDS;
    const fixes = emptyDay(
      start,
      units.map(({ id }) => id),
    );
    units.forEach((unit, number) => {
      const { at, lng7, lat7, heading, speed } = unit.track;
      for (; unit.next < at.length && at[unit.next]! < start + DAY_SECONDS; unit.next++) {
        const i = unit.next;
        fixes.unit.push(number + 1);
        fixes.seconds.push(at[i]! - start);
        fixes.lng7.push(lng7[i]!);
        fixes.lat7.push(lat7[i]!);
        fixes.heading.push(speed[i]! > 0 ? heading[i]! : null);
        fixes.speed.push(speed[i]!);
      }
    });
    yield { day: new Date(start * 1000).toISOString().slice(0, 10), fixes };
  }
}

function emptyDay(start: number, unitIds: string[]): DayOfFixes {
  return { start, unitIds, unit: [], seconds: [], lng7: [], lat7: [], heading: [], speed: [] };
}

/** Arrays go in at half the cost of rows as text. */
export function insertFixes(table: string, fixes: DayOfFixes): Sql {
  const at = sql`to_timestamp(${fixes.start}::float8 + seconds)`;
  return sql`
    INSERT INTO ${name(table)}
      (unit_id, fix_at, lng7, lat7, heading_degrees, speed_kmh, accuracy_metres, received_at)
    SELECT (${fixes.unitIds}::uuid[])[unit], ${at}, lng7, lat7, heading / 10.0::real, speed / 10.0::real,
      ${ACCURACY_METRES}::real, ${at}
    FROM unnest(${fixes.unit}::smallint[], ${fixes.seconds}::integer[], ${fixes.lng7}::integer[],
      ${fixes.lat7}::integer[], ${fixes.heading}::smallint[], ${fixes.speed}::smallint[])
      AS fix (unit, seconds, lng7, lat7, heading, speed)`;
}
