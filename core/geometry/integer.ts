/**
 * Integer geographic coordinates: degrees of EPSG:4326 (or EPSG:4490, taken as equal) times 1e7, always lng
 * before lat. One unit is about 0.9 cm east and 1.1 cm north at Xining. Two points are the same place when
 * `===` holds for both numbers, so nothing here has a tolerance.
 */

/** Integer units in one degree. */
export const UNITS_PER_DEGREE = 1e7;

/** Degrees -> integer units. */
export function toInt7(degrees: number): number {
  return Math.round(degrees * UNITS_PER_DEGREE);
}

/** Integer units -> degrees. `toInt7(fromInt7(n)) === n` for every int32 within +-180 degrees. */
export function fromInt7(units: number): number {
  return units / UNITS_PER_DEGREE;
}

/**
 * Twice the signed area of the triangle a, b, c in square units: > 0 when c lies left of a -> b, 0 when the
 * three are collinear. Exact in float64 as long as the points lie within 6 degrees of one another (each product
 * stays below 2^52), which covers any city.
 */
export function orientation(
  aLng: number,
  aLat: number,
  bLng: number,
  bLat: number,
  cLng: number,
  cLat: number,
): number {
  return (bLng - aLng) * (cLat - aLat) - (bLat - aLat) * (cLng - aLng);
}

/** Whether p lies on the closed segment a - b. All in integer units; exact. */
export function isOnSegment(
  pLng: number,
  pLat: number,
  aLng: number,
  aLat: number,
  bLng: number,
  bLat: number,
): boolean {
  if (pLng < Math.min(aLng, bLng) || pLng > Math.max(aLng, bLng)) return false;
  if (pLat < Math.min(aLat, bLat) || pLat > Math.max(aLat, bLat)) return false;
  return orientation(aLng, aLat, bLng, bLat, pLng, pLat) === 0;
}

/** Whether the interiors of a - b and c - d cross in exactly one point that is an end of neither. Exact. */
export function segmentsCross(
  aLng: number,
  aLat: number,
  bLng: number,
  bLat: number,
  cLng: number,
  cLat: number,
  dLng: number,
  dLat: number,
): boolean {
  const c = orientation(aLng, aLat, bLng, bLat, cLng, cLat);
  const d = orientation(aLng, aLat, bLng, bLat, dLng, dLat);
  if ((c > 0 && d > 0) || (c < 0 && d < 0) || c === 0 || d === 0) return false;
  const a = orientation(cLng, cLat, dLng, dLat, aLng, aLat);
  const b = orientation(cLng, cLat, dLng, dLat, bLng, bLat);
  return (a > 0 && b < 0) || (a < 0 && b > 0);
}

/** Whether the closed segments a - b and c - d have any point in common, ends included. Exact. */
export function segmentsTouch(
  aLng: number,
  aLat: number,
  bLng: number,
  bLat: number,
  cLng: number,
  cLat: number,
  dLng: number,
  dLat: number,
): boolean {
  return (
    segmentsCross(aLng, aLat, bLng, bLat, cLng, cLat, dLng, dLat) ||
    isOnSegment(aLng, aLat, cLng, cLat, dLng, dLat) ||
    isOnSegment(bLng, bLat, cLng, cLat, dLng, dLat) ||
    isOnSegment(cLng, cLat, aLng, aLat, bLng, bLat) ||
    isOnSegment(dLng, dLat, aLng, aLat, bLng, bLat)
  );
}
