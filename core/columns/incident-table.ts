import { type MercatorPoints, mercatorX, mercatorY } from '../hotspot/density.ts';
import { toWallTime } from '../zone.ts';
import { emptyIncidentColumns, type IncidentColumns } from './incident-columns.ts';

const NAMES = ['reportedAt', 'lng7', 'lat7', 'type', 'priority', 'status', 'net', 'source'] as const;
const HOUR_SECONDS = 3600;
const HOURS_A_WEEK = 168;
/** 1970-01-01 was a Thursday: so many hours after the Monday before. */
const FIRST_HOUR = 72;
const SPARE_ROWS = 4096;

/**
 * Many incidents in order of time, put together from stretches that may be replaced: columns, points on the Mercator plane (world units), and the
 * hour of the week by the clock of `zone` (an IANA name), 0 being Monday 00-01. The first `count` rows of every array are in use.
 */
export class IncidentTable {
  readonly #zone: string;
  readonly #gridPlaces = new Map<string, number>();
  #columns: IncidentColumns = emptyIncidentColumns(0);
  #points: MercatorPoints = { x: new Float64Array(0), y: new Float64Array(0) };
  /** Rows before this one have their points: counting needs none, so they are made when they are first wanted. */
  #placed = 0;
  #hours = new Uint8Array(0);

  constructor(zone: string) {
    this.#zone = zone;
  }

  get count(): number {
    return this.#columns.count;
  }

  get columns(): IncidentColumns {
    return this.#columns;
  }

  get points(): MercatorPoints {
    this.#place(this.#placed, this.count);
    this.#placed = this.count;
    return this.#points;
  }

  get hours(): Uint8Array {
    return this.#hours;
  }

  /** Puts `stretch` in the place of the `removed` rows from row `at` on. */
  replace(at: number, removed: number, stretch: IncidentColumns): void {
    const { count } = this.#columns;
    const next = count - removed + stretch.count;
    if (next > this.#hours.length) this.reserve(Math.ceil(next * 1.05) + SPARE_ROWS);
    const columns = this.#columns;
    const { x, y } = this.#points;
    const every = [...NAMES.map((name) => columns[name]), columns.grid, x, y, this.#hours];
    for (const array of every) array.copyWithin(at + stretch.count, at + removed, count);
    for (const name of NAMES) columns[name].set(stretch[name].subarray(0, stretch.count), at);
    const places = Uint32Array.from(stretch.gridCodes, (code) => this.#placeOf(code));
    for (let i = 0; i < stretch.count; i++) columns.grid[at + i] = places[stretch.grid[i]!]!;
    if (at < this.#placed) {
      this.#place(at, at + stretch.count);
      this.#placed += stretch.count - Math.min(removed, this.#placed - at);
    }
    fillHours(this.#hours, columns.reportedAt, at, at + stretch.count, this.#zone);
    columns.count = next;
  }

  /** The first row reported at or after `second` (Unix, UTC). */
  firstAt(second: number): number {
    let [low, high] = [0, this.#columns.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#columns.reportedAt[middle]! < second) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Makes the points of the rows [first, end). */
  #place(first: number, end: number): void {
    const { lng7, lat7 } = this.#columns;
    const { x, y } = this.#points;
    for (let row = first; row < end; row++) {
      x[row] = mercatorX(lng7[row]! / 1e7);
      y[row] = mercatorY(lat7[row]! / 1e7);
    }
  }

  #placeOf(code: string): number {
    const known = this.#gridPlaces.get(code);
    if (known !== undefined) return known;
    const place = this.#columns.gridCodes.push(code) - 1;
    this.#gridPlaces.set(code, place);
    return place;
  }

  /** Makes room for so many rows at once. */
  reserve(room: number): void {
    const before = this.#columns;
    if (room <= this.#hours.length) return;
    const columns = emptyIncidentColumns(room, before.gridCodes);
    for (const name of NAMES) columns[name].set(before[name]);
    columns.grid.set(before.grid);
    columns.count = before.count;
    const points = { x: new Float64Array(room), y: new Float64Array(room) };
    points.x.set(this.#points.x);
    points.y.set(this.#points.y);
    const hours = new Uint8Array(room);
    hours.set(this.#hours);
    this.#columns = columns;
    this.#points = points;
    this.#hours = hours;
  }
}

/**
 * The hour of the week by the clock of `zone`, 0 being Monday 00-01, of rows [first, end) that are in order of time (Unix seconds). Clocks are set
 * on whole quarters of an hour.
 */
export function fillHours(
  hours: Uint8Array,
  reportedAt: Uint32Array,
  first: number,
  end: number,
  zone: string,
): void {
  let [until, hour] = [0, 0];
  for (let row = first; row < end; row++) {
    const second = reportedAt[row]!;
    if (second >= until) {
      const quarter = Math.floor(second / QUARTER_SECONDS) * QUARTER_SECONDS;
      const wallHour = Math.floor(toWallTime(zone, quarter * 1000) / 1000 / HOUR_SECONDS);
      hour = (wallHour + FIRST_HOUR) % HOURS_A_WEEK;
      until = quarter + QUARTER_SECONDS;
    }
    hours[row] = hour;
  }
}
const QUARTER_SECONDS = 900;
