import { beforeAll, describe, expect, it } from 'vitest';
import { distanceMetres } from '../../../core/geometry/metres.ts';
import {
  INCIDENT_SOURCES,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  type IncidentType,
  OPEN_INCIDENT_STATUSES,
} from '../../../core/vocabulary.ts';
import type { CityIncidents, DemoCity, Planted } from '../../../data/city/city.ts';
import { madeCity } from '../../support/made-city.ts';
import { AS_OF, isInGrid, LOOKED_AT } from './fixture.ts';

const COUNT = LOOKED_AT.incidents;
const AS_OF_SECONDS = Date.parse(AS_OF) / 1000;
const DAY = 86_400;

let city: DemoCity;
let incidents: CityIncidents;

beforeAll(async () => {
  city = await madeCity(LOOKED_AT);
  incidents = city.incidents;
}, 240_000);

const rows = () => Array.from({ length: incidents.count }, (_, i) => i);
const typed = (type: IncidentType) =>
  rows().filter((i) => incidents.type[i] === INCIDENT_TYPES.indexOf(type));
const localHour = (i: number) => Math.floor(((incidents.reportedAt[i]! + 8 * 3600) % DAY) / 3600);
const localMonth = (i: number) => new Date((incidents.reportedAt[i]! + 8 * 3600) * 1000).getUTCMonth();
const share = (all: readonly number[], test: (i: number) => boolean) => all.filter(test).length / all.length;
const status = (i: number) => INCIDENT_STATUSES[incidents.status[i]!]!;
const isOpen = (i: number) => OPEN_INCIDENT_STATUSES.some((open) => open === status(i));

describe('the incidents', () => {
  it('cover the year before asOf in order, in all types', () => {
    expect(incidents.count).toBe(COUNT);
    expect(incidents.reportedAt[0]).toBeGreaterThanOrEqual(AS_OF_SECONDS - 365 * DAY);
    expect(incidents.reportedAt[COUNT - 1]).toBeLessThan(AS_OF_SECONDS);
    expect(rows().every((i) => i === 0 || incidents.reportedAt[i]! >= incidents.reportedAt[i - 1]!)).toBe(
      true,
    );
    expect(new Set(incidents.type).size).toBe(INCIDENT_TYPES.length);
  });

  it('lie strictly inside the grid they name', () => {
    const lost = rows()
      .filter((i) => i % 7 === 0)
      .filter((i) => !isInGrid([incidents.lng7[i]!, incidents.lat7[i]!], city.grids[incidents.grid[i]!]!));
    expect(lost).toEqual([]);
  });

  it('keep the rhythm of the day', () => {
    expect(share(typed('burglary'), (i) => localHour(i) < 6)).toBeGreaterThan(0.38);
    const rush = (i: number) => [7, 8, 17, 18].includes(localHour(i));
    expect(share(typed('collision'), rush)).toBeGreaterThan(0.3);
    expect(share(typed('fraud'), (i) => localHour(i) >= 8 && localHour(i) < 20)).toBeGreaterThan(0.75);
    expect(share(typed('noise'), (i) => localHour(i) >= 19)).toBeGreaterThan(0.45);
  });

  it('keep the rhythm of the year and the week', () => {
    const summer = (i: number) => [5, 6, 7].includes(localMonth(i));
    const winter = (i: number) => [11, 0, 1].includes(localMonth(i));
    expect(share(typed('noise'), summer)).toBeGreaterThan(2 * share(typed('noise'), winter));
    expect(share(typed('fire'), winter)).toBeGreaterThan(1.6 * share(typed('fire'), summer));
    const weekend = (i: number) => {
      const day = new Date((incidents.reportedAt[i]! + 8 * 3600) * 1000).getUTCDay();
      return day === 0 || day === 6;
    };
    expect(share(typed('assault'), weekend)).toBeGreaterThan(share(typed('fraud'), weekend) + 0.08);
  });

  it('come mostly by report, some from patrols, few from devices', () => {
    const from = (source: (typeof INCIDENT_SOURCES)[number]) =>
      share(rows(), (i) => INCIDENT_SOURCES[incidents.source[i]!] === source);
    expect(from('report')).toBeCloseTo(0.85, 1);
    expect(from('patrol')).toBeCloseTo(0.12, 1);
    expect(from('device')).toBeCloseTo(0.03, 1);
  });

  it('are settled after two days and partly open in the last two hours', () => {
    const age = (i: number) => AS_OF_SECONDS - incidents.reportedAt[i]!;
    expect(rows().filter((i) => age(i) > 2 * DAY && isOpen(i))).toEqual([]);
    const newest = rows().filter((i) => age(i) < 7200);
    expect(newest.filter(isOpen).length).toBeGreaterThan(0);
    expect(rows().filter((i) => age(i) > 6 * 3600 && isOpen(i)).length / newest.length).toBeLessThan(2);
  });

  it('have times in order that had passed by asOf', () => {
    const wrong = rows().filter((i) => {
      const steps = [
        incidents.verifiedAfter,
        incidents.assignedAfter,
        incidents.arrivedAfter,
        incidents.resolvedAfter,
      ];
      const reached = steps.map((column) => column[i]!).filter((seconds) => seconds > 0);
      const inOrder = reached.every((seconds, k) => k === 0 || seconds >= reached[k - 1]!);
      const age = AS_OF_SECONDS - incidents.reportedAt[i]!;
      const isPast = age > 2 * DAY || reached.every((seconds) => seconds <= age);
      const gapless = steps.every((column, k) => k === 0 || column[i] === 0 || steps[k - 1]![i]! > 0);
      return !(inOrder && isPast && gapless);
    });
    expect(wrong).toEqual([]);
    const course = rows().filter((i) => status(i) === 'closed');
    expect(course.every((i) => incidents.resolvedAfter[i]! > 0)).toBe(true);
  });

  it('are answered sooner when urgent and in town', () => {
    const median = (all: readonly number[]) =>
      all.map((i) => incidents.arrivedAfter[i]!).sort((a, b) => a - b)[Math.floor(all.length / 2)]!;
    const arrived = rows().filter((i) => incidents.arrivedAfter[i]! > 0);
    const urgent = arrived.filter((i) => incidents.priority[i] === 0);
    expect(median(urgent)).toBeLessThan(720);
    expect(median(urgent)).toBeLessThan(0.6 * median(arrived.filter((i) => incidents.priority[i] === 3)));
    const inCentre = (i: number) => city.grids[incidents.grid[i]!]!.code.startsWith('630102');
    const inCounty = (i: number) => city.grids[incidents.grid[i]!]!.code.startsWith('630123');
    expect(median(urgent.filter(inCentre))).toBeLessThan(median(urgent.filter(inCounty)));
  });
});

describe('what is planted', () => {
  const countNear = (planted: Planted, radiusMetres: number, from: number, to: number) =>
    rows().filter((i) => {
      const time = incidents.reportedAt[i]!;
      if (time < from || time >= to) return false;
      if (!planted.types.includes(INCIDENT_TYPES[incidents.type[i]!]!)) return false;
      const [lng7, lat7] = planted.centre;
      return distanceMetres(lng7, lat7, incidents.lng7[i]!, incidents.lat7[i]!) <= radiusMetres;
    }).length;
  const of = (kind: Planted['kind']) => city.planted.filter((p) => p.kind === kind);
  const seconds = (iso: string) => Date.parse(iso) / 1000;

  it('is of every kind and really there', () => {
    expect(new Set(city.planted.map((p) => p.kind)).size).toBe(5);
    for (const p of city.planted) {
      expect(p.incidents).toBeGreaterThan(3);
      expect(countNear(p, p.radiusMetres + 1, seconds(p.from), seconds(p.to))).toBeGreaterThanOrEqual(
        p.incidents,
      );
    }
  });

  it('makes hotspots several times as dense as their surroundings', () => {
    for (const p of of('hotspot')) {
      const [from, to] = [seconds(p.from), seconds(p.to)];
      const inside = countNear(p, p.radiusMetres, from, to);
      const around = countNear(p, 4 * p.radiusMetres, from, to) - inside;
      expect(inside / (Math.max(1, around) / 15)).toBeGreaterThan(3);
    }
  });

  it('makes emerging spots grow and fading spots shrink', () => {
    const halves = (p: Planted) => {
      const [from, to] = [seconds(p.from), seconds(p.to)];
      const middle = (from + to) / 2;
      return [countNear(p, p.radiusMetres, from, middle), countNear(p, p.radiusMetres, middle, to)] as const;
    };
    for (const p of of('emerging')) expect(halves(p)[1]).toBeGreaterThan(1.3 * halves(p)[0]);
    for (const p of of('fading')) expect(halves(p)[0]).toBeGreaterThan(1.3 * halves(p)[1]);
  });

  it('puts burglary bursts within days and a few hundred metres', () => {
    expect(of('near_repeat').length).toBeGreaterThan(3);
    for (const p of of('near_repeat')) {
      expect(seconds(p.to) - seconds(p.from)).toBeLessThanOrEqual(14 * DAY);
      expect(p.radiusMetres).toBeLessThanOrEqual(300);
    }
  });
});
