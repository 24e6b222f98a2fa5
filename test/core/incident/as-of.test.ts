import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../core/contract/incident.ts';
import { incidentAsOf, incidentSteps } from '../../../core/incident/as-of.ts';

const REPORTED_MS = Date.parse('2026-11-20T08:00:00.000Z');
const HOUR_MS = 3_600_000;
const at = (hours: number): string => new Date(REPORTED_MS + hours * HOUR_MS).toISOString();

function incident(properties: Partial<Incident['properties']>): Incident {
  return {
    type: 'Feature',
    id: '01a1cdb5-0000-7000-8000-000000000001',
    geometry: { type: 'Point', coordinates: [101.7, 36.6] },
    properties: {
      version: 1,
      updatedAt: at(2),
      areaCode: '630102001001001',
      number: '261120-0001',
      type: 'theft',
      priority: 2,
      status: 'closed',
      source: 'report',
      net: 'street',
      text: '',
      reportedAt: at(0),
      verifiedAt: at(0.1),
      assignedAt: at(0.2),
      arrivedAt: at(0.5),
      resolvedAt: at(2),
      unitId: 'unit',
      recordedAt: at(0),
      reopenedAt: null,
      heldBy: 'community',
      missed: [],
      duplicateOf: null,
      remarkCount: 0,
      ...properties,
    },
  };
}

const shown = (whole: Incident, hours: number) => {
  const { status, unitId, verifiedAt, assignedAt, arrivedAt, resolvedAt } = incidentAsOf(
    whole,
    REPORTED_MS + hours * HOUR_MS,
  ).properties;
  return [status, unitId, [verifiedAt, assignedAt, arrivedAt, resolvedAt].filter((time) => time).length];
};

describe('an incident without a history', () => {
  it('stands at the last step whose time had come, and knows nothing of later ones', () => {
    const whole = incident({});
    expect(shown(whole, 0)).toEqual(['reported', null, 0]);
    expect(shown(whole, 0.1)).toEqual(['verified', null, 1]);
    expect(shown(whole, 0.3)).toEqual(['assigned', 'unit', 2]);
    expect(shown(whole, 1)).toEqual(['on_scene', 'unit', 3]);
    expect(shown(whole, 2)).toEqual(['closed', 'unit', 4]);
    expect(incidentAsOf(whole, REPORTED_MS + 0.3 * HOUR_MS).properties.updatedAt).toBe(at(0.2));
  });

  it('is as it is known when no step has a time, and from 24 h after its report on', () => {
    const bare = incident({
      status: 'false_alarm',
      verifiedAt: null,
      assignedAt: null,
      arrivedAt: null,
      resolvedAt: null,
    });
    expect(incidentAsOf(bare, REPORTED_MS)).toBe(bare);
    const slow = incident({ resolvedAt: at(30) });
    expect(shown(slow, 23)).toEqual(['on_scene', 'unit', 3]);
    expect(incidentAsOf(slow, REPORTED_MS + 24 * HOUR_MS)).toBe(slow);
  });

  it('changes at its steps and at no other instant', () => {
    const time = fc.option(fc.double({ min: 0, max: 40, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(
        time,
        time,
        time,
        time,
        fc.double({ min: 0, max: 48, noNaN: true }),
        (v, a, o, r, hours) => {
          const [verifiedAt, assignedAt, arrivedAt, resolvedAt] = [v, a, o, r].map((t) =>
            t === null ? null : at(t),
          );
          const whole = incident({ verifiedAt, assignedAt, arrivedAt, resolvedAt } as Partial<
            Incident['properties']
          >);
          const ms = Math.floor(REPORTED_MS + hours * HOUR_MS);
          const steps = incidentSteps(whole, REPORTED_MS - 1, ms);
          const last = steps.at(-1) ?? REPORTED_MS;
          expect(incidentAsOf(whole, ms)).toEqual(incidentAsOf(whole, last));
        },
      ),
    );
  });
});
