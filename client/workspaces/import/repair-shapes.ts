/** Draws what is mended in a file of boundaries: metres east and south of a middle, and a camera over them. */

export type Position = readonly [lng: number, lat: number];
export interface Shape {
  type: string;
  coordinates: unknown;
}

/** Degrees to metres on a plane round a middle: x east, y south. */
export interface Plane {
  lng: number;
  lat: number;
  metresPerLng: number;
}

/** A box in metres. */
export interface Box {
  west: number;
  north: number;
  east: number;
  south: number;
}

const METRES_PER_DEGREE = 111_195;

export function linesOf({ type, coordinates }: Shape): Position[][] {
  if (type === 'LineString') return [coordinates as Position[]];
  if (type === 'Polygon') return coordinates as Position[][];
  return type === 'MultiPolygon' ? (coordinates as Position[][][]).flat() : [];
}

/** A plane round the middle of shapes. */
export function planeRound(shapes: readonly Shape[]): Plane {
  const positions = shapes.flatMap((shape) => linesOf(shape).flat());
  const [lngs, lats] = [positions.map(([lng]) => lng), positions.map(([, lat]) => lat)];
  const middle = (all: number[]) => (all.reduce(min, Infinity) + all.reduce(max, -Infinity)) / 2;
  const [lng, lat] = positions.length > 0 ? [middle(lngs), middle(lats)] : [0, 0];
  return { lng, lat, metresPerLng: METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180) };
}

function min(a: number, b: number): number {
  return Math.min(a, b);
}
function max(a: number, b: number): number {
  return Math.max(a, b);
}

function pointOn({ lng, lat, metresPerLng }: Plane, position: Position): [x: number, y: number] {
  return [(position[0] - lng) * metresPerLng, (lat - position[1]) * METRES_PER_DEGREE];
}

/** SVG path data of a shape, to the millimetre. */
export function pathOf(plane: Plane, shape: Shape): string {
  return linesOf(shape)
    .map(
      (line) =>
        `M${line
          .map((at) =>
            pointOn(plane, at)
              .map((m) => m.toFixed(3))
              .join(' '),
          )
          .join('L')}`,
    )
    .join('');
}

/** The box round shapes; undefined where there is none. */
export function boxRound(plane: Plane, shapes: readonly Shape[]): Box | undefined {
  let box: Box | undefined;
  for (const shape of shapes)
    for (const position of linesOf(shape).flat()) {
      const [x, y] = pointOn(plane, position);
      box ??= { west: x, east: x, north: y, south: y };
      box.west = Math.min(box.west, x);
      box.east = Math.max(box.east, x);
      box.north = Math.min(box.north, y);
      box.south = Math.max(box.south, y);
    }
  return box;
}

/** What is seen: a middle, and metres across. */
export interface Camera {
  x: number;
  y: number;
  metres: number;
}

/** A camera that has the box in view with room round it, at least `leastMetres` across; `aspect` is width by height. */
export function cameraOn({ west, east, north, south }: Box, aspect: number, leastMetres: number): Camera {
  const metres = Math.max((east - west) * 1.2, (south - north) * 1.2 * aspect, leastMetres);
  return { x: (west + east) / 2, y: (north + south) / 2, metres };
}

/** The camera with so many times as much in view. */
export function zoomed(camera: Camera, times: number): Camera {
  return { ...camera, metres: Math.min(1e6, Math.max(2, camera.metres * times)) };
}
