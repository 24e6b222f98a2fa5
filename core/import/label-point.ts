import { boundsOf, type FlatRing, signedArea2 } from '../geometry/ring.ts';

const SCANLINES = 15;

/** Longitudes at which the polygon's rings cross a latitude, ascending. */
function crossings(polygon: readonly FlatRing[], lat: number): number[] {
  const found: number[] = [];
  for (const ring of polygon)
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const aLat = ring[i + 1] as number;
      const bLat = ring[i + 3] as number;
      if (aLat > lat === bLat > lat) continue;
      const aLng = ring[i] as number;
      found.push(aLng + ((lat - aLat) / (bLat - aLat)) * ((ring[i + 2] as number) - aLng));
    }
  return found.sort((a, b) => a - b);
}

/**
 * A point well inside the largest polygon, for its label: the middle of the widest run among evenly spaced scan lines, those near
 * the middle preferred. Integer units in and out.
 */
export function labelPoint(polygons: readonly (readonly FlatRing[])[]): [lng7: number, lat7: number] {
  const sizes = polygons.map((polygon) => signedArea2(polygon[0] ?? []));
  const polygon = polygons[sizes.indexOf(Math.max(...sizes))] ?? [];
  const [west, south, east, north] = boundsOf(polygon[0] ?? []);
  let best: [number, number] = [Math.round((west + east) / 2), Math.round((south + north) / 2)];
  let bestScore = -Infinity;
  for (let line = 1; line <= SCANLINES; line++) {
    const share = line / (SCANLINES + 1);
    const lat = Math.floor(south + (north - south) * share) + 0.5;
    const runs = crossings(polygon, lat);
    for (let i = 0; i + 1 < runs.length; i += 2) {
      const from = runs[i] as number;
      const to = runs[i + 1] as number;
      const score = (to - from) * (1 - Math.abs(share - 0.5));
      if (score <= bestScore) continue;
      bestScore = score;
      best = [Math.round((from + to) / 2), Math.round(lat)];
    }
  }
  return best;
}
