import type { Queryable } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { eventHead } from '../../server/queries/events.ts';
import { insertNote } from '../../server/queries/handover-notes.ts';
import { insertHandover, signHandoverOn } from '../../server/queries/handovers.ts';
import { insertKeyframe, setChecked } from '../../server/queries/keyframes.ts';
import { createPositionDay, positionDays, positionDayTable } from '../../server/queries/positions.ts';
import { EVENT_COLUMNS, type WrittenLog } from './event-log.ts';
import type { SeededCity } from './seeded-city.ts';
import type { ShiftPapers } from './shift-book.ts';
import { insertFixes, tracksByDay } from './tracks-by-day.ts';

/**
 * Loads the event log with its keyframes and handovers, and the tracks of the city's last days. Does nothing for a city without, or when the log tells of
 * something already.
 */
export async function loadHistory(
  transaction: Queryable,
  seeded: SeededCity,
  log: WrittenLog,
  onProgress: (step: string) => void,
): Promise<void> {
  if (seeded.history.days === 0 || (await eventHead(transaction)).seq > 0) return;
  onProgress('event');
  await transaction.query(sql`TRUNCATE event`);
  await transaction.copy('event', EVENT_COLUMNS, log.csv(), { fresh: true, wholeRows: true });
  const { seq, hash } = log.head;
  await transaction.query(sql`UPDATE event_head SET seq = ${seq}::bigint, hash = ${hash}`);
  onProgress('past_keyframe');
  for (const { things, ...keyframe } of log.keyframes) await insertKeyframe(transaction, keyframe, things);
  await setChecked(transaction, seq);
  await insertPapers(transaction, log.papers);
  onProgress('unit_position_history');
  const known = await positionDays(transaction);
  for (const { day, fixes } of tracksByDay(seeded)) {
    const fill = (table: string) => transaction.query(insertFixes(table, fixes));
    if (known.includes(day)) await fill(positionDayTable(day));
    else await createPositionDay(transaction, day, fill);
  }
}

async function insertPapers(transaction: Queryable, { handovers, notes }: ShiftPapers): Promise<void> {
  for (const note of notes) await insertNote(transaction, note);
  for (const { signedOnBy, signedOnAt, changes, ...signedOff } of handovers) {
    await insertHandover(transaction, signedOff);
    const signed = { id: signedOff.id, by: signedOnBy, now: signedOnAt, aloneReason: null, changes };
    await signHandoverOn(transaction, signed);
  }
}
