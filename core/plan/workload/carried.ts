/**
 * What the grids of a plan carry, whole or brought up to date from a change of border. Both ways give the same numbers to the last bit:
 * amounts are whole, lengths whole multiples of a quantum, and nothing beyond the box of what changed can change (core/plan/workload/attribution.ts).
 */

import { polygonsAreaM2 } from '../../geometry/metres.ts';
import { boundsOf } from '../../geometry/ring.ts';
import type { Polygons7 } from '../proof.ts';
import { metresInside, windingOf } from './attribution.ts';
import { borderChange, type Edges, edgesOf } from './border-change.ts';
import {
  eachPieceNear,
  eachPointIn,
  POINT_AMOUNTS,
  type PointAmount,
  type ThingIndex,
} from './thing-index.ts';

/**
 * Sums of a grid: incidents by priority; `responses` of them with a unit on the scene, after `responseSeconds` in all; residents,
 * dwellings, institutions; road in metres, one on a border half on each side; area in square metres of the ellipsoid.
 */
export interface Carried extends Readonly<Record<PointAmount, number>> {
  readonly roadMetres: number;
  readonly areaM2: number;
}

const COLUMNS = POINT_AMOUNTS.length;

/** What lies within the polygons (holes left out, all parts together). */
export function carriedBy(index: ThingIndex, polygons: Polygons7): Carried {
  return carriedOf(sumsWithin(index, edgesOf(polygons)), polygons);
}

/** What a grid carries when its border goes from `before` to `after`; `carried` is what it carried before. Only what lies in the box of the edges that changed is looked at. */
export function carriedAfter(
  index: ThingIndex,
  carried: Carried,
  before: Polygons7,
  after: Polygons7,
): Carried {
  const sums = sumsWithin(index, borderChange(before, after));
  POINT_AMOUNTS.forEach((name, at) => {
    sums[at] = sums[at]! + carried[name];
  });
  sums[COLUMNS] = sums[COLUMNS]! + carried.roadMetres;
  return carriedOf(sums, after);
}

/** The amounts of points and the metres of road that the edges wind round. */
function sumsWithin(index: ThingIndex, edges: Edges): Float64Array {
  const sums = new Float64Array(COLUMNS + 1);
  const bounds = boundsOf(edges);
  const { lng7, lat7, amounts, pieces, pieceMetres } = index;
  eachPointIn(index, bounds, (point) => {
    const winding = windingOf(edges, lng7[point]!, lat7[point]!);
    if (winding === 0) return;
    for (let at = 0; at < COLUMNS; at++) sums[at] = sums[at]! + winding * amounts[point * COLUMNS + at]!;
  });
  let metres = 0;
  eachPieceNear(index, bounds, (piece) => {
    const at = 4 * piece;
    metres += metresInside(
      edges,
      pieces[at]!,
      pieces[at + 1]!,
      pieces[at + 2]!,
      pieces[at + 3]!,
      pieceMetres[piece]!,
    );
  });
  sums[COLUMNS] = metres;
  return sums;
}

function carriedOf(sums: Float64Array, polygons: Polygons7): Carried {
  const [priority1, priority2, priority3, priority4, responses, responseSeconds] =
    sums as unknown as number[];
  return {
    priority1: priority1!,
    priority2: priority2!,
    priority3: priority3!,
    priority4: priority4!,
    responses: responses!,
    responseSeconds: responseSeconds!,
    residents: sums[6]!,
    dwellings: sums[7]!,
    institutions: sums[8]!,
    roadMetres: sums[COLUMNS]!,
    areaM2: polygonsAreaM2(polygons),
  };
}
