import Flatbush from 'flatbush';
import { orientation } from '../../core/geometry/integer.ts';
import { boundsOf, locateInRing } from '../../core/geometry/ring.ts';

const BAND_UNITS = 40_000;

/** A fast exact test of being inside one large ring: its sides are filed by bands of latitude. */
export function makeInsideTest(ring: readonly number[]): (lng7: number, lat7: number) => boolean {
  const [, south, , north] = boundsOf(ring);
  const bandOf = (lat7: number) => Math.floor((lat7 - south) / BAND_UNITS);
  const bands: number[][] = Array.from({ length: bandOf(north) + 1 }, () => []);
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const low = bandOf(Math.min(ring[i + 1]!, ring[i + 3]!));
    const high = bandOf(Math.max(ring[i + 1]!, ring[i + 3]!));
    for (let band = low; band <= high; band++) bands[band]!.push(i);
  }
  return (lng7, lat7) => {
    let inside = false;
    for (const i of bands[bandOf(lat7)] ?? []) {
      const rises = ring[i + 3]! > lat7;
      if (ring[i + 1]! > lat7 === rises) continue;
      const side = orientation(ring[i]!, ring[i + 1]!, ring[i + 2]!, ring[i + 3]!, lng7, lat7);
      if (side > 0 === rises) inside = !inside;
    }
    return inside;
  };
}

/** Finds the ring that strictly contains a point, -1 if none. */
export function makeLocator(
  rings: readonly (readonly number[])[],
  skip: number,
): (lng7: number, lat7: number) => number {
  const index = new Flatbush(rings.length, 8, Float64Array);
  for (const ring of rings) {
    const [west, south, east, north] = boundsOf(ring);
    index.add(west, south, east, north);
  }
  index.finish();
  return (lng7, lat7) => {
    let found = -1;
    index.search(lng7, lat7, lng7, lat7, (i) => {
      if (i !== skip && found < 0 && locateInRing(lng7, lat7, rings[i]!) === 1) found = i;
      return false;
    });
    return found;
  };
}
