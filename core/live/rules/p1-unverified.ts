import type { Incident } from '../../contract/incident.ts';
import type { Condition } from '../alarm-record.ts';
import { holding, type RuleLook } from './rule.ts';

/** Incidents of priority 1 that nobody has verified for longer than the limit after the report. */
export function p1Unverified(look: RuleLook<'p1_unverified'>, incidents: Iterable<Incident>): Condition[] {
  const { seconds } = look.setting.limits;
  const found: Condition[] = [];
  for (const { id, geometry, properties } of incidents) {
    const { status, priority, reportedAt, number, areaCode } = properties;
    if (status !== 'reported' || priority !== 1) continue;
    const dueMs = Date.parse(reportedAt) + seconds * 1000;
    if (look.nowMs < dueMs) continue;
    const subject = { noun: 'incidents', id, label: number, areaCode, place: geometry.coordinates } as const;
    found.push(holding(look, subject, dueMs, { sinceAt: reportedAt, limitSeconds: seconds, incidentId: id }));
  }
  return found;
}
