import type { Condition } from '../../core/live/alarm-record.ts';
import { GRID_LEFT, IN_LEFT, thing } from './small-city.ts';

/** A unit of the left district standing still, but for what is given. */
export function condition(given: Partial<Condition> = {}): Condition {
  const kind = given.kind ?? 'unit_stationary';
  const subjectId = given.subjectId ?? thing('units', 'left');
  return {
    key: `${kind}:${subjectId}`,
    kind,
    priority: 3,
    isActive: true,
    subjectNoun: 'units',
    subjectId,
    subjectLabel: 'U-left',
    areaCode: GRID_LEFT,
    lng: IN_LEFT[0],
    lat: IN_LEFT[1],
    at: '2026-11-23T04:00:00.000Z',
    facts: { sinceAt: '2026-11-23T03:40:00.000Z', limitSeconds: 900 },
    ...given,
  };
}
