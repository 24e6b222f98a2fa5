import { latitudeOf, mercatorX, mercatorY } from '../../../core/hotspot/density.ts';

interface Placed {
  id: string;
  lng: number;
  lat: number;
}

/** Things that would lie on each other on the screen, drawn as one. */
export interface Cluster<T> {
  /** Where it is drawn: in the thick of its members; the place of its only one. */
  lng: number;
  lat: number;
  /** In order of their ids. */
  members: readonly T[];
}

interface Cell<T> {
  column: number;
  row: number;
  /** Middle of its members, in cells. */
  x: number;
  y: number;
  members: T[];
  taken: boolean;
}

const TILE_PIXELS = 512;
const COLUMNS = 2 ** 26;

/**
 * Gathers things nearer to each other than `reachPixels` on the screen at `zoom`. Every thing is in exactly one cluster, and no two
 * clusters are drawn nearer than the reach. The answer depends on the things and the zoom alone, neither on their order nor on what is
 * in view: panning changes nothing, and a new thing only what is round it.
 *
 * Things are put into square cells as wide as the reach that are fixed to the ground; then the fullest cell takes in the cells whose
 * middle is within reach of its own, and so on.
 */
export function clustersOf<T extends Placed>(
  things: readonly T[],
  zoom: number,
  reachPixels: number,
): Cluster<T>[] {
  const cellsAround = (TILE_PIXELS * 2 ** zoom) / reachPixels;
  const cells = cellsOf(things, cellsAround);
  const byFullness = [...cells.values()].sort(
    (a, b) => b.members.length - a.members.length || a.row - b.row || a.column - b.column,
  );
  return byFullness.flatMap((cell) => (cell.taken ? [] : [gather(cell, cells, cellsAround)]));
}

function cellsOf<T extends Placed>(things: readonly T[], cellsAround: number): Map<number, Cell<T>> {
  const cells = new Map<number, Cell<T>>();
  for (const thing of [...things].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const x = mercatorX(thing.lng) * cellsAround;
    const y = mercatorY(thing.lat) * cellsAround;
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const key = column * COLUMNS + row;
    const cell = cells.get(key) ?? { column, row, x: 0, y: 0, members: [], taken: false };
    cells.set(key, cell);
    cell.members.push(thing);
    cell.x += (x - cell.x) / cell.members.length;
    cell.y += (y - cell.y) / cell.members.length;
  }
  return cells;
}

function gather<T extends Placed>(
  first: Cell<T>,
  cells: ReadonlyMap<number, Cell<T>>,
  cellsAround: number,
): Cluster<T> {
  const members: T[] = [];
  for (let column = first.column - 1; column <= first.column + 1; column++)
    for (let row = first.row - 1; row <= first.row + 1; row++) {
      const cell = cells.get(column * COLUMNS + row);
      if (!cell || cell.taken || Math.hypot(cell.x - first.x, cell.y - first.y) >= 1) continue;
      cell.taken = true;
      members.push(...cell.members);
    }
  members.sort((a, b) => (a.id < b.id ? -1 : 1));
  const [only] = members;
  if (members.length === 1 && only) return { lng: only.lng, lat: only.lat, members };
  return { ...placeOf(first, cellsAround), members };
}

/** Back from cells to degrees. */
function placeOf({ x, y }: { x: number; y: number }, cellsAround: number): { lng: number; lat: number } {
  return { lng: (x / cellsAround) * 360 - 180, lat: latitudeOf(y / cellsAround) };
}
