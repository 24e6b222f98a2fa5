import { boundsOf, type FlatRing } from '../geometry/ring.ts';
import type { Polygons7 } from './proof.ts';

/** Part of the median height of the grids that a row reaches south of its northernmost grid. */
const ROW_DEPTH = 0.5;

interface Placed {
  index: number;
  lng: number;
  lat: number;
  height: number;
}

/**
 * The order in which the standard numbers the grids of a community, west to east in rows from north to south, as places in the list.
 *
 * A grid stands where its centroid does (all parts, holes left out; rounded to units). The first row begins at the northernmost grid and takes
 * every grid that stands less than half a grid's height south of it, the height being the median of the grids' boxes; the next row begins at the
 * northernmost of the rest. So a row follows the grids themselves and no raster laid over them: on a regular board rows are its rows
 * whatever the shape of its cells, and centroids may be off by a quarter of a cell without a change. The centroid moves as smoothly as a border
 * does, so that the order changes only where a grid comes to the end of a row, or as far west as its neighbour. Of grids
 * at one place the one that was given first comes first.
 */
export function readingOrder(grids: readonly Polygons7[]): number[] {
  const placed = grids.map((polygons, index): Placed => {
    const [lng, lat] = centroid7(polygons);
    return { index, lng, lat, height: heightOf(polygons) };
  });
  const depth = ROW_DEPTH * median(placed.map(({ height }) => height));
  const fromNorth = placed.toSorted((a, b) => b.lat - a.lat);
  const order: number[] = [];
  while (fromNorth.length > 0) {
    const north = fromNorth[0]!.lat;
    const end = fromNorth.findIndex(({ lat }) => lat < north && north - lat >= depth);
    const row = fromNorth.splice(0, end < 0 ? fromNorth.length : end);
    row.sort((a, b) => a.lng - b.lng || b.lat - a.lat || a.index - b.index);
    order.push(...row.map(({ index }) => index));
  }
  return order;
}

/**
 * The centre of mass of polygons (shells counter-clockwise, holes clockwise), rounded to integer units; of polygons without area the middle
 * of their box, [0, 0] of none.
 */
export function centroid7(polygons: Polygons7): [lng7: number, lat7: number] {
  const [west, south, east, north] = boxOf(polygons);
  if (west > east) return [0, 0];
  let [area, lngSum, latSum] = [0, 0, 0];
  for (const ring of polygons.flat())
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [aLng, aLat] = [ring[i]! - west, ring[i + 1]! - south];
      const [bLng, bLat] = [ring[i + 2]! - west, ring[i + 3]! - south];
      const cross = aLng * bLat - bLng * aLat;
      area += cross;
      lngSum += cross * (aLng + bLng);
      latSum += cross * (aLat + bLat);
    }
  if (area === 0) return [Math.round((west + east) / 2), Math.round((south + north) / 2)];
  return [Math.round(west + lngSum / (3 * area)), Math.round(south + latSum / (3 * area))];
}

function heightOf(polygons: Polygons7): number {
  const [, south, , north] = boxOf(polygons);
  return Math.max(0, north - south);
}

function boxOf(polygons: Polygons7): [west: number, south: number, east: number, north: number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of polygons.flat() as FlatRing[]) {
    const [w, s, e, n] = boundsOf(ring);
    [west, south, east, north] = [
      Math.min(west, w),
      Math.min(south, s),
      Math.max(east, e),
      Math.max(north, n),
    ];
  }
  return [west, south, east, north];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
