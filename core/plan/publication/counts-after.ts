import { boundsOf, type FlatRing } from '../../geometry/ring.ts';
import type { Polygons7 } from '../proof.ts';
import { windingOf } from '../workload/attribution.ts';
import { edgesOf } from '../workload/border-change.ts';
import { homesOf } from '../workload/homes.ts';

export interface Counts {
  residents: number;
  dwellings: number;
}

/**
 * Residents and dwellings of the grids `after` that take the place of the grids `before` on the same ground (integer units of EPSG:4326): the homes of the old
 * grids (core/plan/workload/homes.ts) are those that the workspace counts by, and each goes to the new grid in which it stands. Every sum is
 * kept; homes that stand in none (of grids about as thin as a unit) go to the first.
 */
export function countsAfter(
  before: readonly (Counts & { polygons: Polygons7 })[],
  after: readonly { id: string; polygons: Polygons7 }[],
  streets: readonly FlatRing[],
): Map<string, Counts> {
  const grids = after.map(({ id, polygons }) => {
    const edges = edgesOf(polygons);
    return { edges, bounds: boundsOf(edges), counts: { id, residents: 0, dwellings: 0 } };
  });
  for (const { lng7, lat7, residents, dwellings } of homesOf(before, streets)) {
    const isIn = ({ edges, bounds: [west, south, east, north] }: (typeof grids)[number]) =>
      lng7 >= west && lng7 <= east && lat7 >= south && lat7 <= north && windingOf(edges, lng7, lat7) > 0;
    const counts = (grids.find(isIn) ?? grids[0])?.counts;
    if (!counts) continue;
    counts.residents += residents;
    counts.dwellings += dwellings;
  }
  return new Map(grids.map(({ counts: { id, residents, dwellings } }) => [id, { residents, dwellings }]));
}
