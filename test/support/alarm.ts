import type { Alarm, AlarmProperties } from '../../core/contract/alarm.ts';

/** An alarm of a silent device, unacknowledged, but for what is given. */
export function alarm({ id = 'alarm', ...given }: Partial<AlarmProperties> & { id?: string } = {}): Alarm {
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [101.78, 36.62] },
    properties: {
      version: 1,
      updatedAt: '2026-11-23T04:00:00.000Z',
      areaCode: '630102001001001',
      key: `device_silent:${id}`,
      kind: 'device_silent',
      priority: 3,
      state: 'unacknowledged',
      isActive: true,
      raisedAt: '2026-11-23T04:00:00.000Z',
      clearedAt: null,
      acknowledgedAt: null,
      acknowledgedBy: null,
      acknowledgedByName: null,
      shelvedUntil: null,
      shelvedReason: null,
      outOfServiceReason: null,
      setAsideAt: null,
      setAsideBy: null,
      setAsideByName: null,
      subjectNoun: 'devices',
      subjectId: 'd',
      subjectLabel: 'D-1',
      facts: {},
      count: 1,
      lastAct: 'raise',
      ...given,
    },
  };
}
