import type { LoggedNoun } from '../../core/contract/live.ts';
import type { ShiftEvent } from '../../core/handover/happenings.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import { WHOLE_BEFORE } from './event-before.ts';
import { withinCode } from './scope.ts';

/** At most this many events of a shift are looked at, the last ones. */
export const MAX_SHIFT_EVENTS = 20_000;

/** Nouns whose events a handover tells of. Units and devices change all the time: their state is told, not their way there. */
const NOUNS: readonly LoggedNoun[] = [
  'incidents',
  'alarms',
  'alarm_rules',
  'alarm_suppressions',
  'response_targets',
  'skill_needs',
  'checkpoints',
  'geofences',
  'areas',
  'grids',
  'imports',
];

/** A property of what an event shows, of a Feature or of a plain record. */
function told(side: 'after' | 'before', name: string): Sql {
  const column = side === 'after' ? sql`e.after` : sql`e.before`;
  return sql`coalesce(${column} -> 'properties' ->> ${name}::text, ${column} ->> ${name}::text)`;
}

/** The property after the event, or before it when the thing is gone. */
function lastTold(name: string): Sql {
  return sql`coalesce(${told('after', name)}, ${told('before', name)})`;
}

/** Events of a scope in [from, to) (ISO 8601 UTC) that a handover looks at, in order; one more than MAX_SHIFT_EVENTS when there are more. */
export async function selectShiftEvents(
  db: Queryable,
  { scopeCode, from, to }: { scopeCode: string; from: string; to: string },
): Promise<ShiftEvent[]> {
  const missed = (side: 'after' | 'before') => {
    const list =
      side === 'after' ? sql`e.after -> 'properties' -> 'missed'` : sql`e.before -> 'properties' -> 'missed'`;
    return sql`CASE WHEN e.noun = 'incidents' AND jsonb_typeof(${list}) = 'array' THEN jsonb_array_length(${list}) ELSE 0 END`;
  };
  const name = sql`coalesce(${lastTold('number')}, ${lastTold('subjectLabel')}, ${lastTold('code')}`;
  const rows = await db.query<ShiftEvent>(sql`
    SELECT e.seq, e.at, e.noun, e.kind, e.subject_id AS id, e.area_code AS "areaCode", a.display_name AS "actorName",
      ${name}, ${lastTold('nameZh')}, ${lastTold('fileName')}, '') AS label,
      ${name}, ${lastTold('nameEn')}, ${lastTold('fileName')}, '') AS "labelEn",
      (${lastTold('priority')})::integer AS priority,
      coalesce(${told('after', 'status')}, ${told('after', 'state')}) AS became,
      coalesce(${told('before', 'status')}, ${told('before', 'state')}) AS was,
      ${missed('after')} AS missed, ${missed('before')} AS "missedBefore",
      CASE WHEN e.noun IN ('alarms', 'alarm_rules', 'alarm_suppressions') THEN ${lastTold('kind')} END AS "alarmKind",
      ${told('after', 'lastAct')} AS act
    FROM (SELECT e.seq, e.at, e.noun, e.kind, e.subject_id, e.area_code, e.actor_id, e.after, ${WHOLE_BEFORE} AS before
      FROM event e
      WHERE e.at >= ${from}::timestamptz AND e.at < ${to}::timestamptz AND ${withinCode(sql`e.area_code`, scopeCode)}
        AND (e.noun = ANY(${[...NOUNS]}::text[]) OR e.kind = 'bulk')
        AND e.after -> 'replaced' IS NULL -- what a plan moved: the plan itself is told
      ORDER BY e.seq DESC LIMIT ${MAX_SHIFT_EVENTS + 1}) e LEFT JOIN account a ON a.id = e.actor_id
    ORDER BY e.seq DESC`);
  return rows.reverse();
}
