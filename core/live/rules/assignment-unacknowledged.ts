import type { Incident } from '../../contract/incident.ts';
import type { Unit } from '../../contract/unit.ts';
import type { Condition } from '../alarm-record.ts';
import { holding, type RuleLook } from './rule.ts';

/**
 * Units that were sent to an incident and have not acknowledged for longer than the limit: one alarm of the incident for each. It is over
 * when the unit acknowledges, declines or is further, when it is taken back or stood down, and when the incident needs no unit any more.
 */
export function assignmentUnacknowledged(
  look: RuleLook<'assignment_unacknowledged'>,
  incidents: Iterable<Incident>,
  unitOf: (id: string) => Unit | undefined,
): Condition[] {
  const { seconds } = look.setting.limits;
  const found: Condition[] = [];
  for (const { id, geometry, properties } of incidents) {
    const { assignments = [], number, areaCode } = properties;
    for (const { unitId, state, steps } of assignments) {
      const sentAt = steps[0]?.receivedAt;
      if (state !== 'sent' || sentAt === undefined) continue;
      const dueMs = Date.parse(sentAt) + seconds * 1000;
      if (look.nowMs < dueMs) continue;
      const label = [number, unitOf(unitId)?.properties.code].filter(Boolean).join(' · ');
      const subject = { noun: 'incidents', id, label, areaCode, place: geometry.coordinates } as const;
      const facts = { sinceAt: sentAt, limitSeconds: seconds, incidentId: id, unitId };
      found.push(holding(look, subject, dueMs, facts, unitId));
    }
  }
  return found;
}
