import type { Bbox } from '../../../core/contract/geometry.ts';
import { type GridName, shortGridName } from '../../../core/contract/grid-name.ts';
import type {
  DifferenceChange,
  DifferenceGrid,
  ShownChange,
} from '../../../core/contract/plan-difference.ts';
import { boundsOf, isInsidePolygons } from '../../../core/geometry/ring.ts';
import type { Polygons7 } from '../../../core/plan/proof.ts';
import type { Version } from './grid-topology.ts';

/** A grid as one of the plans has it. */
export interface GridOfSide {
  code: string;
  /** Its own name, else its number. */
  name: GridName;
  polygons: Polygons7;
}

/** A grid that the two plans have otherwise, with its surface in each. */
export interface ComparedGrid {
  id: string;
  kind: ShownChange;
  before: GridOfSide | null;
  after: GridOfSide | null;
}
export type Side = 'before' | 'after';

/** The changed grids with the surfaces that both plans give them. */
export function comparedGrids(
  changes: readonly DifferenceChange[],
  before: Version,
  after: Version,
): ComparedGrid[] {
  const ofSide = (grid: DifferenceGrid | null, version: Version): GridOfSide | null => {
    const polygons = grid && version.surfaceOf(grid.code);
    return polygons ? { code: grid.code, name: shortGridName(grid.code, grid), polygons } : null;
  };
  return changes.map((change) => ({
    id: change.id,
    kind: change.kind,
    before: ofSide(change.before, before),
    after: ofSide(change.after, after),
  }));
}

/** What holds these grids in both plans, in degrees; null: there is nothing to hold. */
export function boxOfGrids(grids: readonly ComparedGrid[]): Bbox | null {
  const rings = grids.flatMap(({ before, after }) =>
    [before, after].flatMap((side) => side?.polygons.flat() ?? []),
  );
  if (rings.length === 0) return null;
  let [west, south, east, north] = boundsOf(rings[0]!);
  for (const ring of rings) {
    const box = boundsOf(ring);
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[2]);
    north = Math.max(north, box[3]);
  }
  return [west / 1e7, south / 1e7, east / 1e7, north / 1e7];
}

/** The changed grid at a place, looked for in the plans in the order of `sides`; undefined: nothing changed there. */
export function gridAt(
  grids: readonly ComparedGrid[],
  { lng, lat }: { lng: number; lat: number },
  sides: readonly Side[],
): ComparedGrid | undefined {
  const [lng7, lat7] = [Math.round(lng * 1e7), Math.round(lat * 1e7)];
  for (const side of sides)
    for (const grid of grids) {
      const polygons = grid[side]?.polygons;
      if (polygons && isInsidePolygons(lng7, lat7, polygons)) return grid;
    }
  return undefined;
}
