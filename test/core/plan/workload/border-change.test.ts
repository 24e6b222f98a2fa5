import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../../core/geometry/ring.ts';
import type { Polygons7 } from '../../../../core/plan/proof.ts';
import { borderChange, edgesOf } from '../../../../core/plan/workload/border-change.ts';
import { partitionsInTurn } from '../../../support/made-partition.ts';

const listed = (edges: ArrayLike<number>): string[] =>
  Array.from({ length: edges.length / 4 }, (_, i) =>
    [0, 1, 2, 3].map((k) => edges[4 * i + k]).join(' '),
  ).sort();
const turned = ([a, b, c, d]: string[]) => [c, d, a, b].join(' ');
const square = (lng: number, lat: number): number[] => [
  ...[lng, lat, lng + 10, lat, lng + 10, lat + 10, lng, lat + 10],
  ...[lng, lat],
];
const rolled = (ring: ArrayLike<number>): number[] => {
  const open = Array.from(ring).slice(0, -2);
  return [...open.slice(4), ...open.slice(0, 4), open[4] ?? 0, open[5] ?? 0];
};

describe('change of a border', () => {
  it('is nothing where rings begin elsewhere or parts come in another order', () => {
    const before: Polygons7 = [[square(0, 0)], [square(100, 0)]];
    expect(borderChange(before, [[rolled(square(100, 0))], [rolled(square(0, 0))]])).toHaveLength(0);
    expect(borderChange(before, before)).toHaveLength(0);
    expect(borderChange([], [])).toHaveLength(0);
  });

  it('is the new edges, and the old ones turned round', () => {
    const moved = [0, 0, 10, 0, 12, 11, 0, 10, 0, 0];
    const change = borderChange([[square(0, 0)]], [[moved]]);
    expect(listed(change)).toEqual(['10 0 12 11', '12 11 0 10', '10 10 10 0', '0 10 10 10'].sort());
    expect(boundsOf(change)).toEqual([0, 0, 12, 11]);
  });

  it('is the whole border of what is made, turned round of what is retired', () => {
    const edges = listed(edgesOf([[square(0, 0)]]));
    expect(listed(borderChange([], [[square(0, 0)]]))).toEqual(edges);
    expect(listed(borderChange([[square(0, 0)]], []))).toEqual(edges.map((e) => turned(e.split(' '))).sort());
  });

  it('leads from one border to the other, edge by edge', () => {
    fc.assert(
      fc.property(partitionsInTurn, ([first, second]) => {
        first?.grids.forEach((before, grid) => {
          const after = second?.grids[grid] ?? [];
          const left = listed(edgesOf(before));
          for (const edge of listed(borderChange(before, after))) {
            const at = left.indexOf(turned(edge.split(' ')));
            if (at >= 0) left.splice(at, 1);
            else left.push(edge);
          }
          expect(left.sort()).toEqual(listed(edgesOf(after)));
        });
      }),
    );
  });
});
