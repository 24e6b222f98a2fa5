/** Turns GeoJSON features into the paths of a small drawing. */

type Position = readonly [lng: number, lat: number];
interface Geometry {
  type: string;
  coordinates: unknown;
}

export interface Drawing {
  viewBox: string;
  /** SVG path data of lines and outlines. */
  outlines: string;
  /** The same of the surroundings. */
  context: string;
  points: { x: number; y: number }[];
}

const WIDTH = 480;
const HEIGHT = 320;
const MARGIN = 12;

function linesOf(geometry: Geometry | undefined): Position[][] {
  if (geometry?.type === 'MultiLineString') return geometry.coordinates as Position[][];
  if (geometry?.type === 'MultiPolygon') return (geometry.coordinates as Position[][][]).flat();
  if (geometry?.type === 'Polygon') return geometry.coordinates as Position[][];
  return [];
}

/** A drawing of the features, north up, as large as fits, over the outline of `context`; undefined when there is nothing to draw. */
export function drawingOf(
  features: readonly Record<string, unknown>[],
  context?: { type: string; coordinates: unknown },
): Drawing | undefined {
  const geometries = features.map((feature) => feature.geometry as Geometry | undefined);
  const points = geometries.flatMap((geometry) =>
    geometry?.type === 'Point' ? [geometry.coordinates as Position] : [],
  );
  const lines = geometries.flatMap(linesOf);
  const all = [...points, ...lines.flat()];
  const [first] = all;
  if (!first) return undefined;
  let [west, south] = first;
  let [east, north] = first;
  for (const [lng, lat] of all) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max((east - west) * squeeze, 1e-4),
    (HEIGHT - 2 * MARGIN) / Math.max(north - south, 1e-4),
  );
  const place = ([lng, lat]: Position) => ({
    x: round(WIDTH / 2 + (lng - (west + east) / 2) * squeeze * scale),
    y: round(HEIGHT / 2 - (lat - (south + north) / 2) * scale),
  });
  const pathOf = (line: Position[]) =>
    `M${line.map((position) => Object.values(place(position)).join(' ')).join('L')}`;
  return {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    outlines: lines.map(pathOf).join(''),
    context: linesOf(context).map(pathOf).join(''),
    points: points.map(place),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
