import { beforeAll, describe, expect, it } from 'vitest';
import { signedArea2 } from '../../../core/geometry/ring.ts';
import { isSimpleRing, type Polygons7, provePartition } from '../../../core/plan/proof.ts';
import {
  DEVICE_KINDS,
  INSTITUTION_KINDS,
  LAND_KINDS,
  POST_KINDS,
  ROAD_CLASSES,
  STAFF_ROLES,
} from '../../../core/vocabulary.ts';
import type { CityArea, CityRoad, DemoCity, MultiPolygon7, Point7 } from '../../../data/city/city.ts';
import { DISTRICTS } from '../../../data/city/frame.ts';
import { makeCity } from '../../../data/city/make-city.ts';
import { strongComponents } from '../../../data/city/strong-components.ts';
import { madeCity } from '../../support/made-city.ts';
import { AS_OF, gridsByCode, hashOf, isInGrid, LOOKED_AT, ringHas } from './fixture.ts';

let city: DemoCity;

beforeAll(async () => {
  city = await madeCity(LOOKED_AT);
}, 240_000);

const atLevel = (level: CityArea['level']) => city.areas.filter((area) => area.level === level);
const shapes = (items: readonly { polygons: MultiPolygon7 }[]): Polygons7[] => items.map((i) => i.polygons);

/** Xining's units: square kilometres, and how far they reach west, east, south and north in degrees. */
const FRAME: Record<string, { km2: number; range: readonly [number, number, number, number] }> = {
  '630102': { km2: 117, range: [101.776, 101.914, 36.525, 36.654] },
  '630103': { km2: 155, range: [101.618, 101.801, 36.472, 36.633] },
  '630104': { km2: 58, range: [101.622, 101.782, 36.589, 36.655] },
  '630105': { km2: 129, range: [101.564, 101.806, 36.63, 36.758] },
  '630106': { km2: 2435, range: [101.168, 101.898, 36.231, 37.056] },
  '630121': { km2: 3156, range: [100.87, 101.914, 36.716, 37.47] },
  '630123': { km2: 1541, range: [100.904, 101.426, 36.306, 36.868] },
};

describe('the surfaces', () => {
  it('are simple rings of every kind, rivers and woods included', () => {
    const broken = city.land.filter((l) =>
      l.polygons.some((rings) => !rings.every((ring) => isSimpleRing(ring))),
    );
    expect(broken.map((l) => l.kind)).toEqual([]);
  });

  it('stay a moderate number of vertices', () => {
    const vertices = (items: readonly { polygons: MultiPolygon7 }[]) =>
      items.reduce((sum, i) => sum + i.polygons[0]![0]!.length / 2, 0);
    expect(vertices(city.grids)).toBeLessThan(250_000);
    expect(vertices(city.land)).toBeLessThan(250_000);
  });
});

describe('the frame', () => {
  it('has the seven districts, about 80 streets, 400 communities and 3,500 grids', () => {
    expect(atLevel('district').map((d) => d.code)).toEqual(DISTRICTS.map((d) => d.code));
    expect(atLevel('street').length).toBeGreaterThanOrEqual(76);
    expect(atLevel('street').length).toBeLessThanOrEqual(86);
    expect(atLevel('community').length).toBeGreaterThanOrEqual(380);
    expect(atLevel('community').length).toBeLessThanOrEqual(420);
    expect(city.grids.length).toBeGreaterThanOrEqual(3350);
    expect(city.grids.length).toBeLessThanOrEqual(3650);
  });

  it.each(Object.entries(FRAME))('gives %s its area within 15 % and its place within 3 km', (code, frame) => {
    const area = city.areas.find((a) => a.code === code)!;
    expect(area.areaM2 / 1e6 / frame.km2).toBeGreaterThan(0.85);
    expect(area.areaM2 / 1e6 / frame.km2).toBeLessThan(1.15);
    const ring = area.polygons[0]![0]!;
    const lngs = ring.filter((_, i) => i % 2 === 0).map((lng7) => lng7 / 1e7);
    const lats = ring.filter((_, i) => i % 2 === 1).map((lat7) => lat7 / 1e7);
    const range = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)];
    range.forEach((degrees, side) => {
      expect(Math.abs(degrees - frame.range[side]!)).toBeLessThan(0.03);
    });
  });

  it('holds about 2.5 million residents in grids of a few hundred households', () => {
    const residents = city.grids.map((g) => g.residents).sort((a, b) => a - b);
    const sum = residents.reduce((a, b) => a + b, 0);
    expect(sum).toBeGreaterThan(2.4e6);
    expect(sum).toBeLessThan(2.7e6);
    expect(residents[Math.floor(residents.length * 0.1)]).toBeGreaterThan(250);
    expect(residents[Math.floor(residents.length * 0.95)]).toBeLessThan(1600);
  });

  it('codes every area inside its parent, without repeats', () => {
    const codes = new Set(city.areas.map((a) => a.code));
    expect(codes.size).toBe(city.areas.length);
    for (const area of city.areas) {
      if (area.level === 'district') expect(area.parentCode).toBe('630100');
      else if (area.level !== 'city') expect(area.code.slice(0, -3)).toBe(area.parentCode);
    }
    expect(new Set(city.grids.map((g) => g.code)).size).toBe(city.grids.length);
    for (const grid of city.grids) {
      expect(codes.has(grid.communityCode)).toBe(true);
      expect(grid.code).toMatch(new RegExp(`^${grid.communityCode}\\d{3}$`));
    }
  });

  it('labels every area and grid strictly inside its only ring, which runs counter-clockwise', () => {
    for (const { polygons, label } of [...city.areas, ...city.grids]) {
      expect(polygons).toHaveLength(1);
      expect(polygons[0]).toHaveLength(1);
      const ring = polygons[0]![0]!;
      expect(signedArea2(ring)).toBeGreaterThan(0);
      expect(ringHas(ring, label)).toBe(true);
    }
  });

  it('staffs every grid with all four roles', () => {
    const roles = new Map<string, Set<string>>();
    for (const member of city.staff) {
      roles.set(member.gridCode, (roles.get(member.gridCode) ?? new Set()).add(member.role));
      expect(member.nameEn).toMatch(/^\p{Lu}\p{L}+ \p{Lu}\p{L}+$/u);
    }
    expect(city.staff).toHaveLength(4 * city.grids.length);
    expect(city.grids.every((g) => roles.get(g.code)?.size === STAFF_ROLES.length)).toBe(true);
  });
});

describe('the roads', () => {
  it('are many, of every class, with plausible lengths and speeds', () => {
    expect(city.roads.length).toBeGreaterThanOrEqual(20_000);
    expect(city.roads.length).toBeLessThanOrEqual(40_000);
    expect(new Set(city.roads.map((r) => r.class))).toEqual(new Set(ROAD_CLASSES));
    for (const road of city.roads) {
      expect(road.lengthMetres).toBeGreaterThan(0);
      expect(road.nameZh.length).toBeGreaterThan(0);
      expect(city.roadNodes[road.fromNode]!.point).toEqual(road.line.slice(0, 2));
      expect(city.roadNodes[road.toNode]!.point).toEqual(road.line.slice(-2));
    }
  });

  it('lead from everywhere to everywhere, one-way streets obeyed', () => {
    const moves = city.roads.flatMap((r) =>
      r.oneWay
        ? [[r.fromNode, r.toNode]]
        : [
            [r.fromNode, r.toNode],
            [r.toNode, r.fromNode],
          ],
    );
    const component = strongComponents(
      city.roadNodes.length,
      moves.map((m) => m[0]!),
      moves.map((m) => m[1]!),
    );
    expect(new Set(component).size).toBe(1);
    expect(city.roads.filter((r) => r.oneWay).length).toBeGreaterThan(300);
  });
});

describe('the five nets', () => {
  it('have the wanted numbers and every kind', () => {
    expect(city.posts).toHaveLength(400);
    expect(city.checkpoints).toHaveLength(60);
    expect(city.institutions).toHaveLength(1500);
    expect(city.devices).toHaveLength(4000);
    expect(city.routes).toHaveLength(120);
    expect(city.units).toHaveLength(160);
    expect(new Set(city.posts.map((p) => p.kind)).size).toBe(POST_KINDS.length);
    expect(new Set(city.institutions.map((i) => i.kind)).size).toBe(INSTITUTION_KINDS.length);
    expect(new Set(city.devices.map((d) => d.kind)).size).toBe(DEVICE_KINDS.length);
    expect(new Set(city.land.map((l) => l.kind))).toEqual(new Set(LAND_KINDS));
  });

  it('stand strictly inside the grid they name', () => {
    const grids = gridsByCode(city);
    const placed: { areaCode: string; point: Point7 }[] = [
      ...city.posts,
      ...city.checkpoints,
      ...city.institutions,
      ...city.devices,
    ];
    expect(placed.filter((p) => !isInGrid(p.point, grids.get(p.areaCode)!))).toEqual([]);
  });

  it('walk routes along the network, in the legal direction, back to the start', () => {
    const roads = new Map(city.roads.map((r) => [r.id, r]));
    for (const route of city.routes) {
      const walk = route.roadIds.map((id) => roads.get(id)!);
      expect(nodeAfter(walk)).toBe(true);
      expect(route.line.slice(0, 2)).toEqual(route.line.slice(-2));
      const length = walk.reduce((sum, r) => sum + r.lengthMetres, 0);
      expect(route.lengthMetres).toBeCloseTo(length, 0);
      expect(route.lengthMetres).toBeGreaterThanOrEqual(2000);
    }
  });

  it('keep checkpoints on their road and mostly on borders', () => {
    expect(city.checkpoints.filter((c) => c.border !== 'road').length).toBeGreaterThan(40);
    expect(city.checkpoints.every((c) => city.roads[c.roadId]?.id === c.roadId)).toBe(true);
  });

  it('have some inspections overdue and about 97 % of devices well', () => {
    const overdue = city.institutions.filter((i) => i.inspectionDueOn < AS_OF.slice(0, 10)).length;
    expect(overdue).toBeGreaterThan(30);
    expect(overdue).toBeLessThan(300);
    const ok = city.devices.filter((d) => d.health === 'ok').length / city.devices.length;
    expect(ok).toBeGreaterThan(0.95);
    expect(ok).toBeLessThan(0.985);
  });
});

describe('the whole', () => {
  it('is the same for the same seed, and another for another', () => {
    const again = makeCity({ ...LOOKED_AT });
    expect(hashOf(again)).toBe(hashOf(city));
    const other = makeCity({ ...LOOKED_AT, seed: 7 });
    expect(hashOf(other)).not.toBe(hashOf(city));
    expect(
      provePartition(shapes(other.grids), shapes(other.areas.filter((a) => a.level === 'city'))),
    ).toEqual([]);
  }, 240_000);

  it('knows no private person', () => {
    const keys = new Set<string>();
    JSON.stringify({ ...city, incidents: null }, (key, value) => {
      if (key !== '' && !/^\d+$/.test(key)) keys.add(key);
      return value;
    });
    const forbidden =
      /phone|plate|identity|idNumber|face|ethnic|faith|religion|birth|gender|victim|suspect|person/i;
    expect([...keys].filter((key) => forbidden.test(key))).toEqual([]);
    expect(Object.keys(city.incidents).filter((key) => forbidden.test(key) || key === 'name')).toEqual([]);
  });
});

/** Whether the roads can be walked in this order and end where they began. */
function nodeAfter(walk: readonly CityRoad[]): boolean {
  return [walk[0]!.fromNode, walk[0]!.toNode].some((start) => {
    let node: number = start;
    for (const road of walk) {
      if (road.fromNode === node) node = road.toNode;
      else if (road.toNode === node && !road.oneWay) node = road.fromNode;
      else return false;
    }
    return node === start;
  });
}
