import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DUPLICATE_RADIUS_METRES,
  type KnownIncident,
  likelyDuplicates,
} from '../../../core/incident/duplicates.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES } from '../../../core/vocabulary.ts';

const AT = Date.parse('2026-11-23T04:00:00Z');
const report = { lng: 101.78, lat: 36.62, reportedAtMs: AT, type: 'collision' as const };
const known = (id: string, east: number, minutesBefore: number, more: object = {}): KnownIncident => ({
  id,
  geometry: { coordinates: [101.78 + east / 89_500, 36.62] },
  properties: {
    type: 'collision',
    status: 'assigned',
    reportedAt: new Date(AT - minutesBefore * 60_000).toISOString(),
    ...more,
  },
});

describe('likelyDuplicates', () => {
  it('names what is near in space and time, the likeliest first', () => {
    const found = likelyDuplicates(report, [
      known('far', 250, 1),
      known('old', 10, 90),
      known('second', 80, 10),
      known('first', 20, 2),
      known('otherType', 20, 2, { type: 'noise' }),
    ]);
    expect(found.map(({ incident }) => incident.id)).toEqual(['first', 'second', 'otherType']);
    expect(found[0]?.distanceMetres).toBeCloseTo(20, 0);
    expect(found[0]?.laterSeconds).toBe(120);
  });

  it('does not point at what was itself a duplicate, a false alarm or cancelled, but does at what is resolved', () => {
    const found = likelyDuplicates(
      report,
      INCIDENT_STATUSES.map((status) => known(status, 5, 1, { status })),
      99,
    );
    const ids = found.map(({ incident }) => incident.id);
    expect(ids).not.toContain('duplicate');
    expect(ids).not.toContain('false_alarm');
    expect(ids).not.toContain('cancelled');
    expect(ids).toContain('resolved');
  });

  it('is never surer of the farther, the older or the other type', () => {
    const arbitrary = fc.record({
      near: fc.double({ min: 0, max: DUPLICATE_RADIUS_METRES, noNaN: true }),
      further: fc.double({ min: 0, max: 100, noNaN: true }),
      minutes: fc.double({ min: 0, max: 60, noNaN: true }),
      longer: fc.double({ min: 0, max: 30, noNaN: true }),
      type: fc.constantFrom(...INCIDENT_TYPES),
    });
    const likeness = (incident: KnownIncident) => likelyDuplicates(report, [incident])[0]?.likeness ?? 0;
    fc.assert(
      fc.property(arbitrary, ({ near, further, minutes, longer, type }) => {
        const base = likeness(known('a', near, minutes));
        const worse = [
          known('a', near + further, minutes),
          known('a', near, minutes + longer),
          known('a', near, minutes, { type }),
        ];
        return worse.every((one) => likeness(one) <= base + 1e-9);
      }),
    );
  });
});
