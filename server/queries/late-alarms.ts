import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { during, instantAt } from './past.ts';
import type { PlacedFeature } from './placed.ts';

/** Older fixes are refused, and so no crossing is learnt later than this. */
const LATEST_MS = 25 * 3_600_000;

/** As the index `event_learnt_late` has it. */
const LEARNT_LATE = sql`e.noun = 'alarms' AND (e.after #>> '{properties,facts,learntAt}') IS NOT NULL
  AND e.after #>> '{properties,lastAct}' IN ('raise', 'clear')`;

/** When the alarm was raised or cleared, whenever that was learnt. */
const HAPPENED = sql`(CASE e.after #>> '{properties,lastAct}' WHEN 'raise' THEN e.after #>> '{properties,raisedAt}'
  ELSE e.after #>> '{properties,clearedAt}' END)::timestamptz`;

/** Events recorded after they happened, of which the log knew nothing before `atMs` (milliseconds since 1970). */
function recordedAfter(atMs: number, untilMs: number): Sql {
  return sql`SELECT e.seq, e.subject_id, e.at, e.after, ${HAPPENED} AS happened FROM event e
    WHERE ${LEARNT_LATE} AND ${during(sql`e.at`, atMs, untilMs)}`;
}

/** Alarms as they were at `atMs` by what was learnt later, and that no later word up to then contradicts. */
export async function lateAlarmsAt(db: Queryable, atMs: number): Promise<PlacedFeature[]> {
  const rows = await db.query<{ after: PlacedFeature }>(sql`
    SELECT DISTINCT ON (d.subject_id) d.after FROM (${recordedAfter(atMs, atMs + LATEST_MS)}) d
    WHERE ${during(sql`d.happened`, null, atMs)} AND NOT EXISTS (
      SELECT FROM event l WHERE l.noun = 'alarms' AND l.subject_id = d.subject_id AND l.kind <> 'bulk'
        AND l.at > d.happened AND l.at < ${instantAt(atMs + 1)}::timestamptz)
    ORDER BY d.subject_id, d.happened DESC, d.seq DESC`);
  return rows.map(({ after }) => after);
}

/** What was so first in (fromMs, toMs], and was recorded later than it was so. */
export async function lateAlarmsBetween(
  db: Queryable,
  fromMs: number,
  toMs: number,
): Promise<{ seq: number; at: string; after: PlacedFeature }[]> {
  return await db.query(sql`
    SELECT d.seq, d.happened AS at, d.after FROM (${recordedAfter(fromMs, toMs + LATEST_MS)}) d
    WHERE ${during(sql`d.happened`, fromMs, toMs)} AND d.at > d.happened ORDER BY d.happened, d.seq`);
}
