/** Degrees with the seven decimals of the wire (about 1 cm). */
export function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/** A geometry's coordinates, nested however deep, rounded to seven decimals. */
export function roundCoordinates<T>(coordinates: T): T {
  if (Array.isArray(coordinates)) return coordinates.map(roundCoordinates) as T;
  return (typeof coordinates === 'number' ? roundDegrees(coordinates) : coordinates) as T;
}

/** The geometry with coordinates as the wire and the database hold them. */
export function roundGeometry<G extends { coordinates: unknown }>(geometry: G): G {
  return { ...geometry, coordinates: roundCoordinates(geometry.coordinates) };
}
