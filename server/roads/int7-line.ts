import { readWkb } from '../tiles/wkb.ts';

/** The line of a road, as little-endian WKB in degrees, as flat [lng7, lat7, ...]. */
export function toInt7Line(wkb: Uint8Array): Int32Array {
  return Int32Array.from(readWkb(wkb).parts[0] ?? [], (degrees) => Math.round(degrees * 1e7));
}
