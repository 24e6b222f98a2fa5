import { orientation } from './integer.ts';
import { type LocalMetres, squaredMetresToSegment } from './metres.ts';
import type { ShapeIndex } from './shape-index.ts';

/** Bands of a shape between two latitudes; `to` is one past the last. */
function bandsBetween(
  index: ShapeIndex,
  shape: number,
  lowLat7: number,
  highLat7: number,
): [from: number, to: number] {
  const first = index.firstBand[shape]!;
  const count = index.firstBand[shape + 1]! - first;
  const south = index.bounds[shape * 4 + 1]!;
  const height = index.bandHeight[shape]!;
  const from = Math.max(0, Math.floor((lowLat7 - south) / height));
  const to = Math.min(count, Math.floor((highLat7 - south) / height) + 1);
  return [first + from, first + to];
}

/**
 * Metres from the point to the nearest edge of the shape on the local plane, or Infinity when it is farther than `within`.
 * `plane` must touch the earth near the point (`localMetres`).
 */
export function metresToBorder(
  index: ShapeIndex,
  shape: number,
  lng7: number,
  lat7: number,
  plane: LocalMetres,
  within = Number.POSITIVE_INFINITY,
): number {
  const { edges, bands } = index;
  const reach = within / plane.metresPerLat7;
  const [from, to] = bandsBetween(index, shape, lat7 - reach, lat7 + reach);
  let least = within * within;
  let found = false;
  for (let i = bands.starts[from] ?? 0; from < to && i < bands.starts[to]!; i += 1) {
    const edge = bands.items[i]! * 4;
    const squared = squaredMetresToSegment(
      plane,
      lng7,
      lat7,
      edges[edge]!,
      edges[edge + 1]!,
      edges[edge + 2]!,
      edges[edge + 3]!,
    );
    if (squared > least) continue;
    least = squared;
    found = true;
  }
  return found ? Math.sqrt(least) : Number.POSITIVE_INFINITY;
}

/**
 * Where the way from a to b meets the border of the shape: shares of the way, 0 < share < 1, in ascending order. An end of the way or
 * of an edge that merely touches the other may be counted once, twice or not at all: the places between are what counts.
 */
export function sharesAtBorder(
  index: ShapeIndex,
  shape: number,
  aLng7: number,
  aLat7: number,
  bLng7: number,
  bLat7: number,
): number[] {
  const { edges, bands } = index;
  const [from, to] = bandsBetween(index, shape, Math.min(aLat7, bLat7), Math.max(aLat7, bLat7));
  const shares = new Set<number>();
  for (let i = bands.starts[from] ?? 0; from < to && i < bands.starts[to]!; i += 1) {
    const edge = bands.items[i]! * 4;
    const c = orientation(aLng7, aLat7, bLng7, bLat7, edges[edge]!, edges[edge + 1]!);
    const d = orientation(aLng7, aLat7, bLng7, bLat7, edges[edge + 2]!, edges[edge + 3]!);
    if (c > 0 === d > 0) continue;
    const a = orientation(edges[edge]!, edges[edge + 1]!, edges[edge + 2]!, edges[edge + 3]!, aLng7, aLat7);
    const b = orientation(edges[edge]!, edges[edge + 1]!, edges[edge + 2]!, edges[edge + 3]!, bLng7, bLat7);
    if ((a > 0 && b < 0) || (a < 0 && b > 0)) shares.add(a / (a - b));
  }
  return [...shares].sort((one, other) => one - other);
}
