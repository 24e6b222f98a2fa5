import { distanceMetres } from '../../geometry/metres.ts';
import { Points } from '../points.ts';
import type { Polygons7 } from '../proof.ts';

/** How long the border between two grids is, by their places in the list; `b` is -1 for the border of `a` to no grid. */
export interface SharedBorder {
  a: number;
  b: number;
  metres: number;
}

/** Numbers of points are below this. */
const MOST_POINTS = 2 ** 26;

/**
 * The borders between the grids of a partition (integer units; edges matched vertex by vertex), once for each pair that shares any, a < b, and
 * of each grid to the outside; in order of a, then b with the outside last. Grids that meet in a point share none. Whose border is long beside what
 * it encloses is not compact together with its neighbours: the sum over all pairs is what a plan cuts.
 */
export function sharedBorders(grids: readonly Polygons7[]): SharedBorder[] {
  const points = new Points();
  const owners = new Map<number, number>();
  const along = grids.map((polygons) => polygons.flat().map((ring) => points.along(ring)));
  eachEdge(along, (grid, from, to) => owners.set(from * MOST_POINTS + to, grid));
  const metresOf = grids.map(() => new Map<number, number>());
  eachEdge(along, (grid, from, to) => {
    const other = owners.get(to * MOST_POINTS + from) ?? grids.length;
    if (other <= grid) return;
    const metres = distanceMetres(points.lng7[from]!, points.lat7[from]!, points.lng7[to]!, points.lat7[to]!);
    const own = metresOf[grid]!;
    own.set(other, (own.get(other) ?? 0) + metres);
  });
  return metresOf.flatMap((own, a) =>
    [...own]
      .sort(([one], [other]) => one - other)
      .map(([b, metres]) => ({ a, b: b === grids.length ? -1 : b, metres })),
  );
}

/** Calls `visit` with the ends of each edge, by the numbers of their points. */
function eachEdge(
  along: readonly (readonly (readonly number[])[])[],
  visit: (grid: number, from: number, to: number) => void,
): void {
  along.forEach((rings, grid) => {
    for (const ids of rings) for (let i = 1; i < ids.length; i++) visit(grid, ids[i - 1]!, ids[i]!);
  });
}
