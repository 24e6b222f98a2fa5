import { describe, expect, it } from 'vitest';
import type { Geofence } from '../../../../core/contract/geofence.ts';
import { toInt7 } from '../../../../core/geometry/integer.ts';
import type { Condition } from '../../../../core/live/alarm-record.ts';
import { newFenceWatch, takeFixes } from '../../../../core/live/geofence.ts';
import {
  geofenceCrossed,
  geofenceCrossedLate,
  geofencePassed,
} from '../../../../core/live/rules/geofence-crossed.ts';
import { fence, fixAt, iso, look, watched } from './things.ts';

const shapeOf = ({ id, geometry, properties }: Geofence) => ({
  id,
  rings: (geometry.coordinates as [number, number][][]).map((ring) => ring.flat().map(toInt7)),
  persistenceSeconds: properties.persistenceSeconds,
});

/** Walks a unit along x at north 50, a fix every 10 s, through fences; the alarms that stand after each fix. */
function walk(
  fences: Geofence[],
  easts: readonly number[],
  unit: object = {},
  kind: 'geofence_entered' | 'geofence_left' = 'geofence_entered',
) {
  const watch = newFenceWatch(fences.map(shapeOf));
  const byId = new Map(fences.map((one) => [one.id, one]));
  const passed: Condition[] = [];
  const stands = easts.map((east, i) => {
    const fix = fixAt(i * 10, east, 50);
    const crossings = takeFixes(watch, [fix]);
    const units = new Map([['u', watched(unit, fix)]]);
    passed.push(...geofencePassed(look(kind, i * 10), byId, units, crossings));
    return geofenceCrossed(look(kind, i * 10), byId, units, watch);
  });
  return { stands, counts: stands.map(({ length }) => length), passed };
}

describe('geofence_entered and geofence_left', () => {
  it('an alarm stands while a unit that entered is inside', () => {
    const { stands, counts } = walk([fence('f', 0, 0, 100)], [-50, 50, 60, 150]);
    expect(counts).toEqual([0, 1, 1, 0]);
    expect(stands[1]?.[0]).toMatchObject({
      key: 'geofence_entered:u:f',
      subjectNoun: 'units',
      subjectLabel: 'U',
      at: iso(10),
      facts: { sinceAt: iso(10), geofenceId: 'f', unitId: 'u', accuracyMetres: 5 },
    });
  });

  it('an alarm stands while a unit that left is outside', () => {
    expect(walk([fence('f', 0, 0, 100)], [50, 60, 150, 160, 50], {}, 'geofence_left').counts).toEqual([
      0, 0, 1, 1, 0,
    ]);
  });

  it('only the watched direction, units and states alarm', () => {
    const entering = (given: Partial<Geofence['properties']>, unit: object = {}) =>
      walk([fence('f', 0, 0, 100, given)], [-50, 50], unit).counts[1];
    const units = { areaCode: null, kinds: [], vehicles: [], states: [], unitIds: [] };
    expect(entering({ direction: 'leave' })).toBe(0);
    expect(entering({ isOn: false })).toBe(0);
    expect(entering({ units: { ...units, areaCode: '630103' } })).toBe(0);
    expect(entering({ units: { ...units, areaCode: '630102', kinds: ['squad'], vehicles: ['car'] } })).toBe(
      1,
    );
    expect(entering({ units: { ...units, vehicles: ['foot'] } })).toBe(0);
    expect(entering({ units: { ...units, unitIds: ['other'] } })).toBe(0);
    expect(entering({ units: { ...units, states: ['patrolling'] } }, { state: 'en_route' })).toBe(0);
    expect(entering({}, { state: 'off_duty' })).toBe(0);
  });

  it('only crossings within its hours and days alarm, and the alarm ends with them', () => {
    // The walk begins on Monday at 12:00:00.
    const hours = (from: string, to: string) => [{ days: [1], from, to }];
    const entering = (given: Partial<Geofence['properties']>) =>
      walk([fence('f', 0, 0, 100, given)], [-50, 50, 50, 50, 50, 50, 50, 50]).counts;
    expect(entering({ hours: hours('11:00', '12:01') })).toEqual([0, 1, 1, 1, 1, 1, 0, 0]);
    expect(entering({ hours: hours('12:01', '13:00') })).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(entering({ validFrom: '2026-11-24' })[1]).toBe(0);
    expect(entering({ validUntil: '2026-11-22' })[1]).toBe(0);
    expect(entering({ validFrom: '2026-11-23', validUntil: '2026-11-23' })[1]).toBe(1);
  });

  it('who goes right through is told at once, begun and ended', () => {
    const { counts, passed } = walk([fence('f', 0, 0, 100)], [-60, 160]);
    expect(counts).toEqual([0, 0]);
    expect(passed.map(({ key, isActive }) => [key, isActive])).toEqual([
      ['geofence_entered:u:f', true],
      ['geofence_entered:u:f', false],
    ]);
    expect(walk([fence('f', 0, 0, 100, { direction: 'leave' })], [-60, 160]).passed).toEqual([]);
  });

  describe('of what is seen long after', () => {
    const entered = (given: Partial<Geofence['properties']> = {}) => {
      const one = fence('f', 0, 0, 100, given);
      const fixes = [-50, 50, 60, -50].map((east, i) => fixAt(i * 10, east, 50));
      const watch = newFenceWatch([shapeOf(one)]);
      const units = new Map([['u', watched({}, fixes[3])]]);
      return { byId: new Map([['f', one]]), units, crossings: takeFixes(watch, fixes) };
    };

    it('who crossed and is back by the time it is seen alarms, and the alarm says when it was learnt', () => {
      const { byId, units, crossings } = entered();
      const begun = {
        key: 'geofence_entered:u:f',
        at: iso(10),
        facts: { sinceAt: iso(10), learntAt: iso(600) },
      };
      expect(geofencePassed(look('geofence_entered', 600), byId, units, crossings)).toMatchObject([
        { ...begun, isActive: true },
        { ...begun, isActive: false },
      ]);
      const [soon] = geofencePassed(look('geofence_entered', 40), byId, units, crossings);
      expect(soon?.facts.learntAt).toBeUndefined();
    });

    it('what fixes tell that came after newer ones alarms apart from what stands', () => {
      const { byId, units, crossings } = entered({ updatedAt: iso(0) });
      expect(
        geofenceCrossedLate(look('geofence_entered', 600), byId, units, crossings).map(
          ({ key, isActive }) => [key, isActive],
        ),
      ).toEqual([
        ['geofence_entered:u:f:late', true],
        ['geofence_entered:u:f:late', false],
      ]);
    });

    it('a fence that was changed since does not alarm on it', () => {
      const { byId, units, crossings } = entered({ updatedAt: iso(11) });
      expect(geofenceCrossedLate(look('geofence_entered', 600), byId, units, crossings)).toEqual([]);
    });
  });
});
