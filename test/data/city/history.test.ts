import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_CITY_ZONE } from '../../../core/city-time.ts';
import { servesIn, shiftAt } from '../../../core/duty/rota.ts';
import { distanceMetres } from '../../../core/geometry/metres.ts';
import type { DemoCity } from '../../../data/city/city.ts';
import { makeHistory } from '../../../data/city/history/make-history.ts';
import type { Call, Change, CityHistory, Track } from '../../../data/city/history/work.ts';
import { madeCity } from '../../support/made-city.ts';
import { AS_OF, LOOKED_AT } from './fixture.ts';

const DAYS = 3;
const TO = Date.parse(AS_OF) / 1000;
const FROM = TO - DAYS * 86_400;

let city: DemoCity;
let history: CityHistory;
let calls: Call[];

beforeAll(async () => {
  city = await madeCity(LOOKED_AT);
  history = makeHistory(city, DAYS);
  calls = [...history.calls.values()];
}, 240_000);

const byThing = <C extends { thing: number }>(changes: readonly C[]): C[][] => {
  const groups = new Map<number, C[]>();
  for (const change of changes) groups.set(change.thing, [...(groups.get(change.thing) ?? []), change]);
  return [...groups.values()];
};
/** Index of the newest fix of a track up to a time. */
const newest = (track: Track, at: number) => track.at.findLastIndex((time) => time <= at);

describe('the history of a city', () => {
  it('is the same for the same city and days', () => {
    expect(makeHistory(city, DAYS)).toEqual(history);
  });

  it('has changes of each thing that follow from one another within its days', () => {
    const all: [string, readonly Change<string>[]][] = [
      ['units', history.units],
      ['checkpoints', history.checkpoints],
      ['devices', history.devices],
    ];
    for (const [kind, changes] of all) {
      expect(changes.length, kind).toBeGreaterThan(100);
      for (const own of byThing(changes))
        own.forEach((change, i) => {
          expect(change.from).not.toBe(change.to);
          expect(change.at).toBeGreaterThanOrEqual(FROM);
          expect(change.at).toBeLessThan(TO);
          if (i === 0) return;
          expect(change.from).toBe(own[i - 1]!.to);
          expect(change.at).toBeGreaterThanOrEqual(own[i - 1]!.at);
        });
    }
  });

  it('ends with the city as it stands', () => {
    for (const own of byThing(history.devices))
      expect(own.at(-1)?.to).toBe(city.devices[own[0]!.thing]?.health);
    for (const own of byThing(history.checkpoints))
      expect(own.at(-1)?.to).toBe(history.checkpointStates[own[0]!.thing]);
    for (const own of byThing(history.units)) {
      const { state, since } = history.unitStates[own[0]!.thing]!;
      expect([own.at(-1)?.to, own.at(-1)?.at]).toEqual([state, since]);
    }
  });

  it('works nearly every incident, and reaches the scene no sooner than the incident says', () => {
    expect(calls.length).toBeGreaterThan(500);
    expect(history.unworked.size / calls.length).toBeLessThan(0.05);
    const { reportedAt, assignedAfter, arrivedAfter } = city.incidents;
    for (const { incident, assignedAt, enRouteAt, arrivedAt, leftAt } of calls) {
      const wanted = (after: Uint32Array) => reportedAt[incident]! + after[incident]!;
      expect(assignedAt).toBeGreaterThanOrEqual(wanted(assignedAfter));
      if (arrivedAfter[incident]! > 0) expect(arrivedAt).toBeGreaterThanOrEqual(wanted(arrivedAfter));
      expect(enRouteAt > assignedAt && arrivedAt > enRouteAt && leftAt > arrivedAt).toBe(true);
    }
  });

  it('has no unit at two scenes, and none at work outside its shift', () => {
    for (const [index, unit] of city.units.entries()) {
      const own = calls.filter((call) => call.unit === index).sort((a, b) => a.assignedAt - b.assignedAt);
      own.forEach((call, i) => {
        if (i > 0) expect(call.assignedAt).toBeGreaterThanOrEqual(own[i - 1]!.leftAt);
        // Nobody goes home on the second.
        const isOn = [0, 240].some((late) =>
          servesIn(unit, shiftAt(DEFAULT_CITY_ZONE, (call.assignedAt - late) * 1000)),
        );
        expect(isOn).toBe(true);
      });
    }
  });

  it('has units where they are called to, all the while', () => {
    const left = calls.filter(({ leftAt, arrivedAt }) => leftAt < TO && arrivedAt > FROM + 60);
    expect(left.length).toBeGreaterThan(300);
    for (const { incident, unit, arrivedAt, leftAt } of left) {
      const track = history.tracks[unit]!;
      for (const at of [arrivedAt, (arrivedAt + leftAt) / 2, leftAt]) {
        const i = newest(track, at);
        const [lng7, lat7] = [city.incidents.lng7[incident]!, city.incidents.lat7[incident]!];
        expect(distanceMetres(track.lng7[i]!, track.lat7[i]!, lng7, lat7)).toBeLessThan(2);
      }
    }
  });

  it('has fixes of who is on duty at least every 140 s, in order, at a speed that roads allow', () => {
    for (const [unit, { at, lng7, lat7, speed }] of history.tracks.entries())
      for (let i = 1; i < at.length; i++) {
        const seconds = at[i]! - at[i - 1]!;
        expect(seconds).toBeGreaterThan(0);
        if (seconds > 3600) continue; // off duty
        expect(seconds).toBeLessThanOrEqual(141);
        const metres = distanceMetres(lng7[i - 1]!, lat7[i - 1]!, lng7[i]!, lat7[i]!);
        expect(metres, `unit ${unit}`).toBeLessThan((80 / 3.6) * (seconds + 1)); // fixes are rounded to seconds
        expect(speed[i]!).toBeLessThanOrEqual(800);
      }
  });

  it('keeps patrols on their routes', () => {
    const routes = new Map(city.routes.map((route) => [route.code, route.line]));
    const index = city.units.findIndex(
      ({ routeCode }, i) =>
        routeCode && calls.every(({ unit }) => unit !== i) && history.tracks[i]!.at.length > 50,
    );
    const line = routes.get(city.units[index]?.routeCode ?? '')!;
    const { lng7, lat7 } = history.tracks[index]!;
    const off = Array.from(lng7, (lng, i) => {
      let least = Infinity;
      for (let k = 0; k + 3 < line.length; k += 2)
        for (const share of [0, 0.25, 0.5, 0.75, 1]) {
          const at = (j: number) => line[k + j]! + share * (line[k + j + 2]! - line[k + j]!);
          least = Math.min(least, distanceMetres(at(0), at(1), lng, lat7[i]!));
        }
      return least;
    });
    expect(Math.max(...off)).toBeLessThan(120);
  });

  it('of no days knows who works what, and nothing else', () => {
    const bare = makeHistory(city, 0);
    expect([bare.units, bare.checkpoints, bare.devices]).toEqual([[], [], []]);
    expect(bare.tracks.every(({ at }) => at.length <= 1)).toBe(true);
    const open = [...bare.calls.values()].filter(({ leftAt }) => leftAt > TO);
    expect(open.length).toBeGreaterThan(0);
    for (const { unit } of open) expect(['en_route', 'on_scene']).toContain(bare.unitStates[unit]!.state);
  });
});
