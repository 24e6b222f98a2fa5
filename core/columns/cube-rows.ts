import { latitudeOf, mercatorY } from '../hotspot/density.ts';
import { HOURS_A_WEEK } from './crossfilter.ts';
import { fillHours } from './incident-table.ts';
import { orderOf } from './order-of.ts';

/** One incident as `CubeRows` takes it. */
export interface CubeRow {
  /** The last 64 bits of its UUID. */
  idHigh: number;
  idLow: number;
  /** Unix seconds, UTC. */
  second: number;
  /** Degrees times 1e7, EPSG:4326. */
  lng7: number;
  lat7: number;
  /** See cube-kind.ts. */
  kind: number;
  gridCode: string;
}

/** Side of the world in its own units: cells of the Web Mercator pyramid are shifts of them. */
export const WORLD = 2 ** 32;
const LNG7_WORLD = 3_600_000_000;
const SPARE = 65_536;
/** Added to -0 it makes 0. */
const NO_SIGN = 0;

/**
 * Many incidents in order of time, 27 bytes each, from which cubes are made. Rows are loaded in any order and put in order once (`settle`); later
 * ones are put in their place. A row that was removed stays, in the hour HOURS_A_WEEK, which no clause lets through.
 */
export class CubeRows {
  readonly zone: string;
  count = 0;
  seconds: Uint32Array;
  /** World units of EPSG:3857 from the north-west, 2³² to the world: about a centimetre. */
  x: Uint32Array;
  y: Uint32Array;
  kinds: Uint16Array;
  /** Hour of the week by the zone's clock, 0 being Monday 00-01. */
  hours: Uint8Array;
  grids: Uint32Array;
  idHigh: Uint32Array;
  idLow: Uint32Array;
  readonly gridCodes: string[] = [];
  readonly #gridPlaces = new Map<string, number>();

  /** `zone`: IANA name; `room` for so many. */
  constructor(zone: string, room: number) {
    this.zone = zone;
    this.seconds = new Uint32Array(room);
    this.x = new Uint32Array(room);
    this.y = new Uint32Array(room);
    this.kinds = new Uint16Array(room);
    this.hours = new Uint8Array(room);
    this.grids = new Uint32Array(room);
    this.idHigh = new Uint32Array(room);
    this.idLow = new Uint32Array(room);
  }

  /** The place of a code in `gridCodes`, where it is put if it is new. */
  gridPlace(code: string): number {
    let place = this.#gridPlaces.get(code);
    if (place === undefined) {
      place = this.gridCodes.push(code) - 1;
      this.#gridPlaces.set(code, place);
    }
    return place;
  }

  /** Adds one behind the others, whatever its time; `settle` when all are there. `grid`: see `gridPlace`. */
  load(
    idHigh: number,
    idLow: number,
    second: number,
    lng7: number,
    lat7: number,
    kind: number,
    grid: number,
  ): void {
    if (this.count === this.seconds.length) this.#grow();
    this.#write(this.count++, idHigh, idLow, second, lng7, lat7, kind, grid);
  }

  /** Puts the loaded rows in order of time. */
  settle(): void {
    const order = orderOf(this.seconds.subarray(0, this.count));
    if (order)
      for (const column of [this.seconds, this.x, this.y, this.kinds, this.grids, this.idHigh, this.idLow]) {
        const before = column.slice(0, this.count);
        for (let row = 0; row < order.length; row++) column[row] = before[order[row]!]!;
      }
    fillHours(this.hours, this.seconds, 0, this.count, this.zone);
  }

  /** The first row reported at or after a Unix second. */
  firstAt(second: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.seconds[middle]! < second) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row of an id, or -1. With the second that it was reported at only those of it are looked at. */
  find(idHigh: number, idLow: number, second?: number): number {
    const [first, end] =
      second === undefined ? [0, this.count] : [this.firstAt(second), this.firstAt(second + 1)];
    for (let row = first; row < end; row++)
      if (this.idLow[row] === idLow && this.idHigh[row] === idHigh && this.hours[row] !== HOURS_A_WEEK)
        return row;
    return -1;
  }

  /** Puts one in its place, and answers its row. */
  insert(row: CubeRow): number {
    if (this.count === this.seconds.length) this.#grow();
    const at = this.firstAt(row.second + 1);
    if (at < this.count) for (const column of this.#columns()) column.copyWithin(at + 1, at, this.count);
    this.count++;
    const { idHigh, idLow, second, lng7, lat7, kind, gridCode } = row;
    this.#write(at, idHigh, idLow, second, lng7, lat7, kind, this.gridPlace(gridCode));
    fillHours(this.hours, this.seconds, at, at + 1, this.zone);
    return at;
  }

  /** Takes over what may change of a row without its time. */
  change(at: number, { lng7, lat7, kind, gridCode }: CubeRow): void {
    this.x[at] = worldX(lng7);
    this.y[at] = worldY(lat7);
    this.kinds[at] = kind;
    this.grids[at] = this.gridPlace(gridCode);
  }

  remove(at: number): void {
    this.hours[at] = HOURS_A_WEEK;
  }

  #write(
    at: number,
    idHigh: number,
    idLow: number,
    second: number,
    lng7: number,
    lat7: number,
    kind: number,
    grid: number,
  ): void {
    this.idHigh[at] = idHigh;
    this.idLow[at] = idLow;
    this.seconds[at] = second;
    this.x[at] = worldX(lng7);
    this.y[at] = worldY(lat7);
    this.kinds[at] = kind;
    this.grids[at] = grid;
  }

  #columns() {
    return [this.seconds, this.x, this.y, this.kinds, this.hours, this.grids, this.idHigh, this.idLow];
  }

  #grow(): void {
    const room = Math.ceil(this.seconds.length * 1.1) + SPARE;
    const grown = <A extends { set(from: A): void }>(to: A, from: A): A => {
      to.set(from);
      return to;
    };
    for (const name of ['seconds', 'x', 'y', 'grids', 'idHigh', 'idLow'] as const)
      this[name] = grown(new Uint32Array(room), this[name]);
    this.kinds = grown(new Uint16Array(room), this.kinds);
    this.hours = grown(new Uint8Array(room), this.hours);
  }
}

/** World units, 0 at 180° W, of degrees times 1e7. */
export function worldX(lng7: number): number {
  return clamped(((lng7 + LNG7_WORLD / 2) / LNG7_WORLD) * WORLD);
}

/** World units, 0 in the north, of degrees times 1e7. */
export function worldY(lat7: number): number {
  return clamped(mercatorY(lat7 / 1e7) * WORLD);
}

/** The degrees times 1e7 that `worldX` makes `x` of. */
export function lng7Of(x: number): number {
  return Math.round(((x + 0.5) / WORLD) * LNG7_WORLD - LNG7_WORLD / 2) + NO_SIGN;
}

/** The degrees times 1e7 that `worldY` makes `y` of. */
export function lat7Of(y: number): number {
  return Math.round(latitudeOf((y + 0.5) / WORLD) * 1e7) + NO_SIGN;
}

function clamped(units: number): number {
  return Math.min(WORLD - 1, Math.max(0, Math.floor(units)));
}
