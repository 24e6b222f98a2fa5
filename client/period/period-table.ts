import {
  emptyIncidentColumns,
  type IncidentColumns,
  type IncidentRow,
  setIncidentRow,
} from '../../core/columns/incident-columns.ts';
import { type MercatorPoints, mercatorPoints, mercatorX, mercatorY } from '../../core/hotspot/density.ts';

const COLUMNS = [
  'reportedAt',
  'lng7',
  'lat7',
  'type',
  'priority',
  'status',
  'net',
  'source',
  'grid',
] as const;
const SPARE_ROWS = 1024;

/** The incidents of the loaded period as columns that can grow, in order of `reportedAt`. */
export class PeriodTable {
  #columns: IncidentColumns;
  #points: MercatorPoints;
  #gridIndex: Map<string, number>;

  constructor(loaded: IncidentColumns) {
    this.#columns = loaded;
    this.#points = mercatorPoints(loaded.lng7, loaded.lat7);
    this.#gridIndex = new Map(loaded.gridCodes.map((code, i) => [code, i]));
  }

  /** The first `count` rows of each column are in use. */
  get columns(): IncidentColumns {
    return this.#columns;
  }

  get points(): MercatorPoints {
    return this.#points;
  }

  /** The row of the incident reported then and there, or -1. An incident never changes its time. */
  find({ reportedAt, lng7, lat7 }: Pick<IncidentRow, 'reportedAt' | 'lng7' | 'lat7'>): number {
    const columns = this.#columns;
    const second = Math.floor(reportedAt);
    for (let i = this.firstAt(second); i < columns.count && columns.reportedAt[i] === second; i++)
      if (columns.lng7[i] === lng7 && columns.lat7[i] === lat7) return i;
    return -1;
  }

  /** The first row reported at or after `second`. */
  firstAt(second: number): number {
    let low = 0;
    let high = this.#columns.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#columns.reportedAt[middle]! < second) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Replaces `before`, if it is held, by `after`; either may be missing. */
  change(before: IncidentRow | undefined, after: IncidentRow | undefined): void {
    const held = before ? this.find(before) : -1;
    if (held >= 0 && after && this.#staysInPlace(before, after)) {
      this.#write(held, after);
      return;
    }
    if (held >= 0) this.#remove(held);
    if (!after) return;
    const same = this.find(after);
    if (same >= 0) this.#write(same, after);
    else this.#insert(after);
  }

  /** Lets go of the rows before `second`, once they are many. */
  dropBefore(second: number): void {
    const { count } = this.#columns;
    const gone = this.firstAt(second);
    if (gone < Math.max(SPARE_ROWS, count / 10)) return;
    for (const name of COLUMNS) this.#columns[name].copyWithin(0, gone, count);
    this.#points.x.copyWithin(0, gone, count);
    this.#points.y.copyWithin(0, gone, count);
    this.#columns.count = count - gone;
  }

  #staysInPlace(before: IncidentRow | undefined, after: IncidentRow): boolean {
    return before !== undefined && Math.floor(before.reportedAt) === Math.floor(after.reportedAt);
  }

  #insert(row: IncidentRow): void {
    const { count } = this.#columns;
    if (count === this.#columns.reportedAt.length) this.#grow();
    const at = this.firstAt(Math.floor(row.reportedAt) + 1);
    for (const name of COLUMNS) this.#columns[name].copyWithin(at + 1, at, count);
    this.#points.x.copyWithin(at + 1, at, count);
    this.#points.y.copyWithin(at + 1, at, count);
    this.#columns.count = count + 1;
    this.#write(at, row);
  }

  #remove(at: number): void {
    const { count } = this.#columns;
    for (const name of COLUMNS) this.#columns[name].copyWithin(at, at + 1, count);
    this.#points.x.copyWithin(at, at + 1, count);
    this.#points.y.copyWithin(at, at + 1, count);
    this.#columns.count = count - 1;
  }

  #write(at: number, row: IncidentRow): void {
    setIncidentRow(this.#columns, at, row, this.#gridIndex);
    this.#points.x[at] = mercatorX(row.lng7 / 1e7);
    this.#points.y[at] = mercatorY(row.lat7 / 1e7);
  }

  #grow(): void {
    const { count, gridCodes } = this.#columns;
    const capacity = Math.ceil(count * 1.1) + SPARE_ROWS;
    const columns = emptyIncidentColumns(capacity, gridCodes);
    for (const name of COLUMNS) columns[name].set(this.#columns[name]);
    columns.count = count;
    const points = { x: new Float64Array(capacity), y: new Float64Array(capacity) };
    points.x.set(this.#points.x);
    points.y.set(this.#points.y);
    this.#columns = columns;
    this.#points = points;
  }
}
