import fc from 'fast-check';
import { boundsOf } from '../../../core/geometry/ring.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import type { Operation } from '../../../core/plan/operation.ts';
import { type Place, type Plan, placeAt, pointsIn } from '../../../core/plan/plan.ts';

/** What chance decides of an operation. */
export type Dice = readonly [kind: number, a: number, b: number, c: number, d: number];
export const dice: fc.Arbitrary<Dice> = fc.tuple(
  fc.nat({ max: 11 }),
  fc.nat({ max: 9999 }),
  fc.nat({ max: 9999 }),
  fc.integer({ min: -1000, max: 1000 }),
  fc.integer({ min: -1000, max: 1000 }),
);

/** Some operation on a plan as it is, likely to be a sensible one. */
export function operationOf(plan: Plan, [kind, a, b, c, d]: Dice, sequence: number): Operation {
  const arcs = [...plan.arcs.keys()].sort((one, other) => one - other);
  const grids = [...plan.grids.keys()].sort();
  const arc = arcs[a % arcs.length] ?? 0;
  const grid = grids[a % grids.length] ?? '';
  const { line } = plan.arcs.get(arc)!;
  const count = pointsIn(line);
  const index = 1 + (b % Math.max(1, count - 2));
  const by = { lng7: c * 4, lat7: d * 4 };
  const near = (place: Place): Place => ({ lng7: place.lng7 + by.lng7, lat7: place.lat7 + by.lat7 });
  const [west, south, east, north] = boundsOf(polygonsOf(plan, grid)?.[0]?.[0] ?? []);
  const within = (east01: number, north01: number): Place => ({
    lng7: Math.round(west + east01 * (east - west)),
    lat7: Math.round(south + north01 * (north - south)),
  });
  const community = plan.grids.get(grid)?.code.slice(0, 12) ?? '';
  const made = { id: `new${sequence}`, code: `${community}${String(100 + sequence).padStart(3, '0')}` };
  const neighbour = (): string => {
    const { left, right } = plan.arcs.get(
      plan.arcsOf.get(grid)?.[b % (plan.arcsOf.get(grid)?.length ?? 1)] ?? 0,
    )!;
    return (left === grid ? right : left) ?? grid;
  };
  const [x, y] = [(c + 1000) / 2000, (d + 1000) / 2000];
  switch (kind) {
    case 0:
      return { kind: 'moveVertex', arc, index, to: near(placeAt(line, Math.min(index, count - 1))) };
    case 1:
      return { kind: 'moveNode', node: plan.arcs.get(arc)!.from, to: near(placeAt(line, 0)) };
    case 2:
      return { kind: 'insertVertex', arc, index, at: near(placeAt(line, index - 1)) };
    case 3:
      return { kind: 'deleteVertex', arc, index };
    case 4:
      return { kind: 'pushBorder', arc, first: index, last: count - 2, by };
    case 5:
      return { kind: 'straighten', arc, first: index - 1, last: count - 1 };
    case 6:
      return { kind: 'simplify', arc, toleranceMetres: 1 + (b % 20) };
    case 7: {
      const [from, to] = [placeAt(line, 0), placeAt(line, count - 1)];
      const half = near({
        lng7: Math.round((from.lng7 + to.lng7) / 2),
        lat7: Math.round((from.lat7 + to.lat7) / 2),
      });
      return { kind: 'reshape', arc, line: [from, half, to], snapMetres: 3 };
    }
    case 8:
      return {
        kind: 'split',
        grid,
        line:
          b % 2 === 0
            ? [within(-0.1, x), within(1.1, y)]
            : [within(x, -0.1), within(0.5, 0.5), within(y, 1.1)],
        made,
        keeps: 'larger',
        snapMetres: 12,
      };
    case 9: {
      const r = 0.05 + (b % 100) / 400;
      const ring = [within(x - r, y - r), within(x + r, y - r), within(x, y + r), within(x - r, y - r)];
      return { kind: 'split', grid, line: ring, made, keeps: 'larger', snapMetres: 12 };
    }
    case 10:
      return { kind: 'merge', keeps: grid, goes: neighbour() };
    default: {
      const r = 0.1 + (b % 100) / 300;
      const patch = [within(x - r, y - r), within(x + r, y - r), within(x + r, y + r), within(x - r, y + r)];
      return { kind: 'transfer', from: grid, to: neighbour(), line: patch, snapMetres: 12 };
    }
  }
}
