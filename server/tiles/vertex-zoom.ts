import { MAX_ZOOM } from './mercator.ts';

/** A vertex that moves a line by less than this many tile units (4096 a tile) is left out at that zoom. */
const TOLERANCE = 2;

/** Zoom from which a vertex is needed whose absence moves the line by `distance` world units. */
function zoomOf(distance: number): number {
  if (distance <= 0) return MAX_ZOOM;
  const zoom = Math.ceil(MAX_ZOOM - Math.log2(distance / TOLERANCE));
  return Math.min(MAX_ZOOM, Math.max(0, zoom));
}

/**
 * The zoom from which each vertex of a flat line (world units) is worth drawing, by Douglas and Peucker (1973): ends always, and
 * no vertex before those that its distance was measured from. `lineZooms` of a closed ring keeps its first and farthest vertex.
 */
export function lineZooms(line: Int32Array): Uint8Array {
  const count = line.length / 2;
  const zooms = new Uint8Array(count).fill(MAX_ZOOM);
  zooms[0] = 0;
  zooms[count - 1] = 0;
  const stack: [first: number, last: number, zoom: number][] = [[0, count - 1, 0]];
  for (let range = stack.pop(); range; range = stack.pop()) {
    const [first, last, above] = range;
    if (last - first < 2) continue;
    const { index, distance } = farthest(line, first, last);
    const zoom = Math.max(above, zoomOf(distance));
    zooms[index] = zoom;
    stack.push([first, index, zoom], [index, last, zoom]);
  }
  return zooms;
}

function farthest(line: Int32Array, first: number, last: number): { index: number; distance: number } {
  const ax = line[first * 2]!;
  const ay = line[first * 2 + 1]!;
  const dx = line[last * 2]! - ax;
  const dy = line[last * 2 + 1]! - ay;
  const length2 = dx * dx + dy * dy;
  let index = (first + last) >> 1;
  let greatest = -1;
  for (let i = first + 1; i < last; i += 1) {
    const px = line[i * 2]! - ax;
    const py = line[i * 2 + 1]! - ay;
    const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
    const ex = px - along * dx;
    const ey = py - along * dy;
    const squared = ex * ex + ey * ey;
    if (squared > greatest) {
      greatest = squared;
      index = i;
    }
  }
  return { index, distance: Math.sqrt(greatest) };
}

/** Remembers the zoom of vertices of shared borders, so that neighbours leave out the same ones and no gap opens between them. */
export class SharedVertices {
  readonly #zooms = new Map<number, number>();

  /** Notes the vertices of one border; where borders meet, a vertex is needed as soon as any of them needs it. */
  add(line: Int32Array, zooms: Uint8Array): void {
    for (let i = 0; i < zooms.length; i += 1) {
      const key = keyOf(line[i * 2]!, line[i * 2 + 1]!);
      const zoom = zooms[i]!;
      const known = this.#zooms.get(key);
      if (known === undefined || known > zoom) this.#zooms.set(key, zoom);
    }
  }

  /**
   * Zooms of a ring's vertices, undefined when the ring is not made of the borders noted. A stray vertex of a ring that
   * otherwise is (rounded differently) is always kept.
   */
  zoomsOf(ring: Int32Array): Uint8Array | undefined {
    const zooms = new Uint8Array(ring.length / 2);
    let strays = 0;
    for (let i = 0; i < zooms.length; i += 1) {
      const zoom = this.#zooms.get(keyOf(ring[i * 2]!, ring[i * 2 + 1]!));
      if (zoom === undefined) strays += 1;
      zooms[i] = zoom ?? 0;
    }
    return strays > zooms.length / 10 ? undefined : zooms;
  }
}

function keyOf(x: number, y: number): number {
  return x * 2 ** 25 + (y % 2 ** 25);
}
