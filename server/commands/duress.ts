import type { Alarm } from '../../core/contract/alarm.ts';
import { roundGeometry } from '../../core/contract/coordinates.ts';
import type { Point } from '../../core/contract/geometry.ts';
import type { Condition } from '../../core/live/alarm-record.ts';
import type { Queryable } from '../database/database.ts';
import { notFound } from '../problem.ts';
import { selectAlarmsOf } from '../queries/alarms.ts';
import { UNITS } from '../queries/nouns.ts';
import { selectPlacedOne } from '../queries/placed.ts';
import { observeConditions } from './alarms.ts';
import type { Doing } from './command.ts';

/**
 * A unit calls for help, or no longer does: raises or ends its alarm of duress where it says it is (degrees, EPSG:4326), else at
 * its latest position. The alarm belongs to the unit's home area, so that whoever sees the unit sees it. Said again it changes
 * nothing. Answers the alarm as it is now.
 */
export async function reportDuress(
  tx: Queryable,
  unitId: string,
  report: { isActive: boolean; geometry?: Point | undefined },
  { actor, now }: Doing,
): Promise<Alarm> {
  const unit = await selectPlacedOne(tx, UNITS, unitId, actor.scopeCode);
  if (!unit) throw notFound('units', `unit ${unitId}`);
  const place = report.geometry ? roundGeometry(report.geometry) : (unit.geometry as Point | null);
  const [lng, lat] = place?.coordinates ?? [null, null];
  const condition: Condition = {
    key: `unit_duress:${unit.id}`,
    kind: 'unit_duress',
    priority: 1,
    isActive: report.isActive,
    subjectNoun: 'units',
    subjectId: unit.id,
    subjectLabel: String(unit.properties.code),
    areaCode: String(unit.properties.areaCode),
    lng,
    lat,
    at: now,
    facts: { sinceAt: now, unitId: unit.id },
  };
  const [changed] = await observeConditions(tx, [condition], now, actor.accountId);
  const alarm = changed ?? (await selectAlarmsOf(tx, { keys: [condition.key] }))[0];
  if (!alarm) throw notFound('alarms', `alarm of duress of unit ${condition.subjectLabel}`);
  return alarm;
}
