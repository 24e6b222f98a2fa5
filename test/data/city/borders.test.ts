import { beforeAll, describe, expect, it } from 'vitest';
import { isOnSegment, segmentsCross } from '../../../core/geometry/integer.ts';
import { polygonsAreaM2 } from '../../../core/geometry/metres.ts';
import { isSimpleRing, type Polygons7, provePartition } from '../../../core/plan/proof.ts';
import type { CityArea, DemoCity, MultiPolygon7 } from '../../../data/city/city.ts';
import { madeCity } from '../../support/made-city.ts';
import { illegalMeetings, LOOKED_AT } from './fixture.ts';

let city: DemoCity;

beforeAll(async () => {
  city = await madeCity(LOOKED_AT);
}, 240_000);

const atLevel = (level: CityArea['level']) => city.areas.filter((area) => area.level === level);
const shapes = (items: readonly { polygons: MultiPolygon7 }[]): Polygons7[] => items.map((i) => i.polygons);

describe('the borders', () => {
  it.each([
    ['grid', 'community'],
    ['community', 'street'],
    ['street', 'district'],
    ['district', 'city'],
    ['grid', 'city'],
  ] as const)('of each %s add up to those of its %s', (child, parent) => {
    const children = child === 'grid' ? city.grids : atLevel(child);
    expect(provePartition(shapes(children), shapes(atLevel(parent)))).toEqual([]);
  });

  it('add up within every single community', () => {
    for (const community of atLevel('community')) {
      const inside = city.grids.filter((g) => g.communityCode === community.code);
      expect(provePartition(shapes(inside), [community.polygons])).toEqual([]);
    }
  });

  it('are simple rings at every level', () => {
    for (const { polygons } of [...city.areas, ...city.grids])
      expect(isSimpleRing(polygons[0]![0]!)).toBe(true);
  });

  it('give areas that add up to their parent', () => {
    const grids = city.grids.reduce((sum, g) => sum + polygonsAreaM2(g.polygons), 0);
    const whole = polygonsAreaM2(atLevel('city')[0]!.polygons);
    expect(Math.abs(grids - whole)).toBeLessThan(10);
  });

  const mutations: Record<string, (rings: Polygons7[]) => Polygons7[]> = {
    'a vertex moved by 1e-7 degree': (all) =>
      all.map((p, i) => (i === 1700 ? [[Array.from(p[0]![0]!, (v, k) => (k === 4 ? v + 1 : v))]] : p)),
    'a deleted grid': (all) => all.filter((_, i) => i !== 800),
    'a duplicated grid': (all) => [...all, all[42]!],
    'a pushed hole': (all) => all.map((p, i) => (i === 99 ? [[p[0]![0]!, holeIn(p)]] : p)),
  };

  it.each(Object.keys(mutations))('show up %s', (name) => {
    const broken = mutations[name]!(shapes(city.grids));
    expect(provePartition(broken, shapes(atLevel('community'))).length).toBeGreaterThan(0);
  });

  it('come from one arc set that rebuilds every ring of every level', () => {
    const between = new Map<string, number>();
    for (const arc of city.arcs) {
      expect(city.nodes[arc.fromNode]!.point).toEqual(arc.line.slice(0, 2));
      expect(city.nodes[arc.toNode]!.point).toEqual(arc.line.slice(-2));
      between.set(arc.level, (between.get(arc.level) ?? 0) + 1);
      expect(arc.level).toBe(levelBetween(arc.left, arc.right));
    }
    expect([...between.keys()].sort()).toEqual(['city', 'community', 'district', 'grid', 'street']);
    const loops = city.grids.map((): number[][] => []);
    for (const { left, right, line } of city.arcs) {
      if (left >= 0) loops[left]!.push([...line]);
      if (right >= 0) loops[right]!.push(backwards(line));
    }
    expect(
      provePartition(
        loops.map((rings) => [rings]),
        shapes(city.grids),
      ),
    ).toEqual([]);
  });

  it('and the roads lie in one planar graph: nothing meets except in a common point', () => {
    const lines = [...city.arcs.map((a) => a.line), ...city.roads.map((r) => r.line)];
    expect(illegalMeetings(lines, meetsIllegally)).toEqual([]);
  });
});

function holeIn(polygons: Polygons7): number[] {
  const grid = city.grids[99]!;
  const [lng7, lat7] = grid.label;
  expect(polygons).toBe(grid.polygons);
  return [lng7, lat7, lng7, lat7 + 20, lng7 + 20, lat7 + 20, lng7 + 20, lat7, lng7, lat7];
}

function backwards(line: readonly number[]): number[] {
  const back: number[] = [];
  for (let i = line.length - 2; i >= 0; i -= 2) back.push(line[i]!, line[i + 1]!);
  return back;
}

function levelBetween(left: number, right: number): string {
  const a = city.grids[left]?.code;
  const b = city.grids[right]?.code;
  if (!a || !b) return 'city';
  if (a.slice(0, 6) !== b.slice(0, 6)) return 'district';
  if (a.slice(0, 9) !== b.slice(0, 9)) return 'street';
  return a.slice(0, 12) === b.slice(0, 12) ? 'grid' : 'community';
}

function meetsIllegally(s: readonly number[], t: readonly number[]): boolean {
  const [a, b, c, d, e, f, g, h] = [...s, ...t] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (segmentsCross(a, b, c, d, e, f, g, h)) return true;
  const inside = (x: number, y: number, u: readonly number[]) =>
    (x !== u[0] || y !== u[1]) && (x !== u[2] || y !== u[3]) && isOnSegment(x, y, u[0]!, u[1]!, u[2]!, u[3]!);
  return inside(a, b, t) || inside(c, d, t) || inside(e, f, s) || inside(g, h, s);
}
