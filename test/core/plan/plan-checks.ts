import { expect } from 'vitest';
import { signedArea2 } from '../../../core/geometry/ring.ts';
import { facesOf, polygonsOf } from '../../../core/plan/faces.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { isSimpleRing, type Polygons7, provePartition } from '../../../core/plan/proof.ts';

/** The surfaces of all grids, in order of their ids. */
export function surfacesOf(plan: Plan): Polygons7[] {
  return [...plan.grids.keys()].sort().map((id) => polygonsOf(plan, id) ?? []);
}

/** Twice the area of surfaces in square units, exactly. */
export function exactArea2(surfaces: readonly Polygons7[]): bigint {
  return surfaces.flat(2).reduce((sum, ring) => sum + BigInt(signedArea2(ring)), 0n);
}

/** Expects a plan to partition `ground` by the proof, by its areas and by Euler's formula, and to be in order itself. */
export function expectPartition(plan: Plan, ground: readonly Polygons7[]): void {
  const surfaces = surfacesOf(plan);
  expect(provePartition(surfaces, ground)).toEqual([]);
  expect(surfaces.flat(2).every(isSimpleRing)).toBe(true);
  expect(surfaces.every(({ length }) => length === 1)).toBe(true);
  expect(exactArea2(surfaces)).toBe(exactArea2(ground));
  expect(plan.nodes.size - plan.arcs.size + facesIn(plan)).toBe(1 + componentsOf(plan));
  expect([...plan.arcsAt].filter(([id, arcs]) => !plan.nodes.has(id) || arcs.length === 0)).toEqual([]);
  expect([...plan.arcs.values()].filter(({ left, right }) => left === right)).toEqual([]);
  const codes = [...plan.grids.values()].map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
}

/** With the outside. */
function facesIn(plan: Plan): number {
  return [...plan.grids.keys()].reduce((sum, id) => sum + (facesOf(plan, id)?.length ?? 0), 1);
}

function componentsOf(plan: Plan): number {
  const seen = new Set<number>();
  let components = 0;
  for (const start of plan.nodes.keys()) {
    if (seen.has(start)) continue;
    components++;
    const waiting = [start];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      for (const id of plan.arcsAt.get(node) ?? []) {
        const arc = plan.arcs.get(id);
        if (arc) waiting.push(arc.from, arc.to);
      }
    }
  }
  return components;
}

/** All of a plan that can be told apart, for comparing. */
export function plainPlan(plan: Plan): unknown {
  const sorted = <K, V>(map: ReadonlyMap<K, V>): [K, V][] =>
    [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    nodes: sorted(plan.nodes),
    arcs: sorted(plan.arcs).map(([id, arc]) => [id, { ...arc, line: Array.from(arc.line) }]),
    grids: sorted(plan.grids),
    arcsOf: sorted(plan.arcsOf).map(([id, arcs]) => [id, [...arcs].sort()]),
    arcsAt: sorted(plan.arcsAt).map(([id, arcs]) => [id, [...arcs].sort()]),
    lockedCommunities: [...plan.lockedCommunities].sort(),
    retiredCodes: [...plan.retiredCodes].sort(),
    next: [plan.nextNode, plan.nextArc],
  };
}
