import { describe, expect, it } from 'vitest';
import {
  areasOfRule,
  areaUnderstaffed,
  areaUnvisited,
  routeUnvisited,
  type Shortages,
  type WatchedArea,
} from '../../../../core/live/rules/absence.ts';
import { routeLines } from '../../../../core/live/rules/unit-off-route.ts';
import { newVisits, noteAreaVisit, noteRouteVisits, wasBlind } from '../../../../core/live/rules/visits.ts';
import { at, fixAt, HOME, iso, look, START_MS, thing, watched } from './things.ts';

const area = (code: string, level: WatchedArea['level']): WatchedArea => ({
  code,
  level,
  nameZh: code,
  lng: 101.78,
  lat: 36.62,
});
const streets = ['630102001', '630102002', '630103001'].map((code) => area(code, 'street'));

describe('area_unvisited', () => {
  it('holds once nobody was there for the limit, and begins to count when the watch begins', () => {
    const visits = newVisits(START_MS);
    noteAreaVisit(visits, HOME, START_MS + 600_000);
    const at = (second: number) =>
      areaUnvisited(look('area_unvisited', second, { minutes: 60 }), streets, visits);
    expect(at(3599)).toEqual([]);
    expect(at(3600).map(({ subjectId }) => subjectId)).toEqual(['630102002', '630103001']);
    expect(at(4200).map(({ subjectId }) => subjectId)).toEqual(['630102001', '630102002', '630103001']);
    expect(at(4200)[0]).toMatchObject({
      subjectNoun: 'areas',
      facts: { sinceAt: iso(600), lastSeenAt: iso(600) },
    });
  });

  it('counts a visit of a grid for all areas that hold it, and late fixes not back', () => {
    const visits = newVisits(START_MS);
    noteAreaVisit(visits, HOME, START_MS + 600_000);
    noteAreaVisit(visits, HOME, START_MS + 1000);
    expect([...visits.areas]).toEqual(
      [HOME, HOME.slice(0, 12), HOME.slice(0, 9), HOME.slice(0, 6)].map((code) => [code, START_MS + 600_000]),
    );
  });

  it('does not alarm for what happened while it was blind', () => {
    const visits = newVisits(START_MS);
    wasBlind(visits, START_MS + 7_200_000);
    expect(areaUnvisited(look('area_unvisited', 7300, { minutes: 60 }), streets, visits)).toEqual([]);
  });

  it('is about the areas of its level within its codes', () => {
    const areas = [...streets, area('630102', 'district'), area('630102001001', 'community')];
    const codes = (level: 'street' | 'district', within: string[]) =>
      areasOfRule(areas, { level, within }).map(({ code }) => code);
    expect(codes('street', ['630102'])).toEqual(['630102001', '630102002']);
    expect(codes('street', ['630100'])).toHaveLength(3);
    expect(codes('district', ['630102', '630103'])).toEqual(['630102']);
    expect(codes('street', [])).toEqual([]);
  });
});

describe('route_unvisited', () => {
  const line = (east: number) =>
    [at(east, 0), at(east, 500)].map(({ lng7, lat7 }) => [lng7 / 1e7, lat7 / 1e7]);
  const routes = [
    thing('routes', 'near', { shift: 'day' }, line(0)),
    thing('routes', 'far', { shift: 'day' }, line(900)),
    thing('routes', 'night', { shift: 'night' }, line(2000)),
  ];

  it('counts only the shift on duty, from its start, and a visit near the line', () => {
    const visits = newVisits(START_MS - 86_400_000);
    noteRouteVisits(visits, routeLines(routes), fixAt(-600, 40, 250), 50);
    noteRouteVisits(visits, routeLines(routes), fixAt(-300, 800, 250), 50);
    const at = (second: number, minutes: number) =>
      routeUnvisited(look('route_unvisited', second, { minutes }), routes, visits).map(
        ({ subjectId }) => subjectId,
      );
    // The day shift began at 08:00, four hours before the start.
    expect(at(0, 239)).toEqual(['far']);
    expect(at(0, 241)).toEqual([]);
    expect(at(0, 9)).toEqual(['near', 'far']);
    expect(at(0, 11)).toEqual(['far']);
    expect(at(4 * 3600 + 60, 5)).toEqual([]);
  });
});

describe('area_understaffed', () => {
  const inStreet = (id: string, gridCode: string, given: object = {}, second = 0) =>
    watched(given, fixAt(second, 0, 0, 5, id), gridCode);

  it('holds while for the limit fewer units on duty are heard there than required', () => {
    const shortages: Shortages = new Map();
    const at = (second: number, ...units: ReturnType<typeof inStreet>[]) =>
      areaUnderstaffed(
        look('area_understaffed', second, { units: 2, seconds: 60 }),
        [streets[0]!],
        units,
        shortages,
      ).length;
    const one = inStreet('a', HOME, {}, 60);
    expect([at(0, one), at(59, one), at(60, one)]).toEqual([0, 0, 1]);
    const elsewhere = [
      inStreet('b', '630103001001001', {}, 60),
      { ...inStreet('c', HOME, {}, 60), gridCode: undefined },
    ];
    const resting = [
      inStreet('d', HOME, { state: 'off_duty' }, 60),
      inStreet('e', HOME, { state: 'unavailable' }, 60),
    ];
    expect(at(61, one, ...elsewhere, ...resting)).toBe(1);
    expect(at(62, one, inStreet('f', HOME, {}, 60))).toBe(0);
    expect(at(63, one)).toBe(0);
    expect(at(400, inStreet('a', HOME, {}, 390), inStreet('f', HOME, {}, 60))).toBe(1);
  });
});
