import type { Queryable } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { createPositionDay, positionDays, positionDayTable } from '../../server/queries/positions.ts';
import { EVENT_COLUMNS, type WrittenLog } from './event-log.ts';
import type { SeededCity } from './seeded-city.ts';
import { insertFixes, tracksByDay } from './tracks-by-day.ts';

/** Loads the event log and the tracks of the city's last days into tables that hold none; does nothing for a city without. */
export async function loadHistory(
  transaction: Queryable,
  seeded: SeededCity,
  log: WrittenLog,
  onProgress: (step: string) => void,
): Promise<void> {
  if (seeded.history.days === 0) return;
  onProgress('event');
  await transaction.query(sql`TRUNCATE event`);
  await transaction.copy('event', EVENT_COLUMNS, log.csv(), { fresh: true, wholeRows: true });
  const { seq, hash } = log.head;
  await transaction.query(sql`UPDATE event_head SET seq = ${seq}::bigint, hash = ${hash}`);
  onProgress('unit_position_history');
  const known = await positionDays(transaction);
  for (const { day, fixes } of tracksByDay(seeded)) {
    const fill = (table: string) => transaction.query(insertFixes(table, fixes));
    if (known.includes(day)) await fill(positionDayTable(day));
    else await createPositionDay(transaction, day, fill);
  }
}
