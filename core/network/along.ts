import { bearingDegrees, distanceMetres } from '../geometry/metres.ts';

/** A line with the metres from its start to each of its vertices. */
export interface MeasuredLine {
  /** Flat [lng7, lat7, ...]. */
  line: ArrayLike<number>;
  metres: Float64Array;
  lengthMetres: number;
}

/** A place on a line and the direction of travel there. */
export interface PlaceOnLine {
  lng7: number;
  lat7: number;
  /** Clockwise from north. */
  headingDegrees: number;
}

/** Measures a flat line of at least one vertex. */
export function measureLine(line: ArrayLike<number>): MeasuredLine {
  const metres = new Float64Array(line.length / 2);
  for (let i = 1; i < metres.length; i += 1)
    metres[i] =
      metres[i - 1]! + distanceMetres(line[i * 2 - 2]!, line[i * 2 - 1]!, line[i * 2]!, line[i * 2 + 1]!);
  return { line, metres, lengthMetres: metres.at(-1) ?? 0 };
}

/** The place `metres` from the start of a line, kept between its ends. */
export function pointAlong({ line, metres, lengthMetres }: MeasuredLine, at: number): PlaceOnLine {
  const wanted = Math.min(lengthMetres, Math.max(0, at));
  let low = 0;
  let high = metres.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (metres[middle]! <= wanted) low = middle;
    else high = middle;
  }
  const [aLng, aLat, bLng, bLat] = [line[low * 2]!, line[low * 2 + 1]!, line[high * 2]!, line[high * 2 + 1]!];
  const span = metres[high]! - metres[low]!;
  const share = span > 0 ? (wanted - metres[low]!) / span : 0;
  return {
    lng7: Math.round(aLng + share * (bLng - aLng)),
    lat7: Math.round(aLat + share * (bLat - aLat)),
    headingDegrees: bearingDegrees(aLng, aLat, bLng, bLat),
  };
}

/** The part of a line between two of its metres, flat [lng7, lat7, ...]. */
export function partAlong(measured: MeasuredLine, from: number, to: number): number[] {
  const { line, metres } = measured;
  const [start, end] = [pointAlong(measured, from), pointAlong(measured, to)];
  const part = [start.lng7, start.lat7];
  for (let i = 0; i < metres.length; i += 1)
    if (metres[i]! > from && metres[i]! < to) part.push(line[i * 2]!, line[i * 2 + 1]!);
  return [...part, end.lng7, end.lat7];
}

/** Metres from the start of a line to the place on it that is nearest to (lng7, lat7), and how far off that place is. */
export function nearestAlong(
  measured: MeasuredLine,
  lng7: number,
  lat7: number,
): { metres: number; offMetres: number } {
  const { line, metres } = measured;
  let best = { metres: 0, offMetres: distanceMetres(line[0]!, line[1]!, lng7, lat7) };
  const lngScale = Math.cos((lat7 * Math.PI) / 180e7);
  for (let i = 0; i + 1 < metres.length; i += 1) {
    const [aLng, aLat, bLng, bLat] = [line[i * 2]!, line[i * 2 + 1]!, line[i * 2 + 2]!, line[i * 2 + 3]!];
    const dx = (bLng - aLng) * lngScale;
    const dy = bLat - aLat;
    const length2 = dx * dx + dy * dy;
    const along = length2 > 0 ? ((lng7 - aLng) * lngScale * dx + (lat7 - aLat) * dy) / length2 : 0;
    const share = Math.min(1, Math.max(0, along));
    const offMetres = distanceMetres(aLng + share * (bLng - aLng), aLat + share * (bLat - aLat), lng7, lat7);
    if (offMetres < best.offMetres)
      best = { metres: metres[i]! + share * (metres[i + 1]! - metres[i]!), offMetres };
  }
  return best;
}
