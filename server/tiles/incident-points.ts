import { BUFFER } from './clip.ts';
import { DayChanges } from './day-changes.ts';
import type { IncidentRecord } from './incident-record.ts';
import { IncidentRows } from './incident-rows.ts';
import { EXTENT, exactX, exactY, type TileFrame, tileBbox } from './mercator.ts';
import { PointCells } from './point-cells.ts';
import { Touches } from './touches.ts';

/** More rows than this behind the ordered ones, and all are put in order again. */
const MOST_LOOSE = 4096;

/** Incidents in memory, for tiles: which of them lie in a box, newest first. */
export class IncidentPoints {
  readonly touches = new Touches();
  #rows = new IncidentRows();
  /** Rows before this one are in order of time and id, and in `#cells`; the few others are looked through one by one. */
  #ordered = 0;
  #cells = new PointCells(0, Number, Number);
  readonly #scopes = new Map<string, Uint8Array>();
  readonly #changes = new DayChanges();

  get rows(): IncidentRows {
    return this.#rows;
  }

  /** Adds many at once; `settle` when all are there. */
  load(records: Iterable<IncidentRecord>): void {
    for (const record of records) {
      const known = this.#rows.find(record.id);
      if (known >= 0) this.#rows.alive[known] = 0;
      this.#rows.add(record);
    }
  }

  /** Adds an incident or takes over what changed of it. */
  put(record: IncidentRecord): void {
    const rows = this.#rows;
    this.#touchAt(record.lng7, record.lat7);
    this.#changes.note(record.reportedMs);
    const known = rows.find(record.id);
    if (known >= 0) {
      this.#changes.note(rows.reportedMs[known]!);
      this.#touchAt(rows.lng7[known]!, rows.lat7[known]!);
      const stays =
        rows.lng7[known] === record.lng7 &&
        rows.lat7[known] === record.lat7 &&
        rows.reportedMs[known] === record.reportedMs;
      if (stays) {
        rows.setLooks(known, record);
        return;
      }
      rows.alive[known] = 0;
    }
    const added = rows.add(record);
    if (known >= 0) rows.batch[added] = rows.batch[known]!;
    if (rows.count - this.#ordered > MOST_LOOSE) this.settle();
  }

  remove(id: IncidentRecord['id']): void {
    const row = this.#rows.find(id);
    if (row < 0) return;
    this.#touchAt(this.#rows.lng7[row]!, this.#rows.lat7[row]!);
    this.#changes.note(this.#rows.reportedMs[row]!);
    this.#rows.alive[row] = 0;
  }

  /** Removes what came with an import. */
  removeBatch(batchId: string): void {
    this.#rows.killBatch(batchId);
    this.touches.touchAll();
    this.#changes.noteAll();
  }

  /** Puts all rows in order and drops the dead. */
  settle(): void {
    const from = this.#rows;
    const order = this.#order();
    const rows = new IncidentRows(Math.ceil(order.length * 1.1) + MOST_LOOSE, from);
    for (const row of order) rows.copy(from, row);
    this.#rows = rows;
    this.#ordered = rows.count;
    this.#cells = new PointCells(
      rows.count,
      (row) => exactX(rows.lng7[row]! / 1e7),
      (row) => exactY(rows.lat7[row]! / 1e7),
    );
  }

  /** Grows whenever an incident reported in [fromMs, toMs), or close to it, is added, changed or removed. */
  changesIn(fromMs: number, toMs: number): number {
    return this.#changes.in(fromMs, toMs);
  }

  /** When the first and the last incident were reported, milliseconds since 1970; undefined without any. */
  span(): { firstMs: number; lastMs: number } | undefined {
    const { alive, reportedMs, count } = this.#rows;
    let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let row = 0; row < count; row += 1) {
      if (alive[row] === 0) continue;
      firstMs = Math.min(firstMs, reportedMs[row]!);
      lastMs = Math.max(lastMs, reportedMs[row]!);
    }
    return firstMs <= lastMs ? { firstMs, lastMs } : undefined;
  }

  /** Rows reported in [fromMs, toMs) whose grid starts with `prefix`, in order of time and id. */
  between(fromMs: number, toMs: number, prefix: string): Uint32Array {
    const { alive, reportedMs, grid, count } = this.#rows;
    const mine = this.#gridsWithin(prefix);
    const loose: number[] = [];
    for (let row = this.#ordered; row < count; row += 1)
      if (alive[row] === 1 && reportedMs[row]! >= fromMs && reportedMs[row]! < toMs && mine[grid[row]!] === 1)
        loose.push(row);
    loose.sort((a, b) => (this.#rows.isBefore(a, b) ? -1 : 1));
    const [first, end] = [this.#firstAt(fromMs), this.#firstAt(toMs)];
    const rows = new Uint32Array(end - first + loose.length);
    let [length, next] = [0, 0];
    for (let row = first; row < end; row += 1) {
      if (alive[row] === 0 || mine[grid[row]!] !== 1) continue;
      while (next < loose.length && this.#rows.isBefore(loose[next]!, row)) rows[length++] = loose[next++]!;
      rows[length++] = row;
    }
    while (next < loose.length) rows[length++] = loose[next++]!;
    return rows.subarray(0, length);
  }

  /** The first ordered row reported at or after an instant. */
  #firstAt(ms: number): number {
    let [low, high] = [0, this.#ordered];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#rows.reportedMs[middle]! < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** At most `limit` rows in a tile or its buffer whose grid starts with `prefix`, newest first. */
  inTile(frame: TileFrame, prefix: string, limit: number): number[] {
    const [west, south, east, north] = tileBbox(frame, BUFFER).map((degrees) => degrees * 1e7) as Box;
    const { alive, lng7, lat7, grid, count } = this.#rows;
    const mine = this.#gridsWithin(prefix);
    const isIn = (row: number): boolean =>
      alive[row] === 1 &&
      lng7[row]! >= west &&
      lng7[row]! <= east &&
      lat7[row]! >= south &&
      lat7[row]! <= north &&
      mine[grid[row]!] === 1;
    const loose: number[] = [];
    for (let row = this.#ordered; row < count; row += 1) if (isIn(row)) loose.push(row);
    loose.sort((a, b) => (this.#rows.isBefore(a, b) ? 1 : -1));
    return this.#merge(this.#orderedIn(frame, limit, isIn), loose, limit);
  }

  /** Ordered rows: either the newest of all until there are enough, or those of the cells, whichever looks at fewer. */
  #orderedIn(frame: TileFrame, limit: number, isIn: (row: number) => boolean): number[] {
    const { originX, originY, scale } = frame;
    const [before, after] = [BUFFER * scale, (EXTENT + BUFFER) * scale];
    const runs = this.#cells.runs(originX - before, originY - before, originX + after, originY + after);
    let near = 0;
    for (let i = 0; i < runs.length; i += 2) near += runs[i + 1]! - runs[i]!;
    const found: number[] = [];
    if (near > limit && (this.#ordered / near) * limit < near * 2) {
      for (let row = this.#ordered - 1; row >= 0 && found.length < limit; row -= 1)
        if (isIn(row)) found.push(row);
      return found;
    }
    for (let i = 0; i < runs.length; i += 2)
      for (let place = runs[i]!; place < runs[i + 1]!; place += 1) {
        const row = this.#cells.rowAt(place);
        if (isIn(row)) found.push(row);
      }
    return [...Uint32Array.from(found).sort().reverse().subarray(0, limit)];
  }

  #merge(ordered: readonly number[], loose: readonly number[], limit: number): number[] {
    if (loose.length === 0) return ordered.slice(0, limit);
    const merged: number[] = [];
    for (let i = 0, j = 0; merged.length < limit && (i < ordered.length || j < loose.length); ) {
      const takesLoose =
        i === ordered.length || (j < loose.length && this.#rows.isBefore(ordered[i]!, loose[j]!));
      merged.push(takesLoose ? loose[j++]! : ordered[i++]!);
    }
    return merged;
  }

  /** For each place of a grid code whether it starts with `prefix`. */
  #gridsWithin(prefix: string): Uint8Array {
    const codes = this.#rows.gridCodes;
    let mine = this.#scopes.get(prefix);
    if (mine?.length !== codes.length) {
      mine = Uint8Array.from(codes, (code) => (code.startsWith(prefix) ? 1 : 0));
      if (this.#scopes.size > 1000) this.#scopes.clear();
      this.#scopes.set(prefix, mine);
    }
    return mine;
  }

  /** Living rows in order of time and id. */
  #order(): Uint32Array {
    const rows = this.#rows;
    const loose: number[] = [];
    for (let row = this.#ordered; row < rows.count; row += 1) if (rows.alive[row] === 1) loose.push(row);
    if (loose.some((row, i) => i > 0 && !rows.isBefore(loose[i - 1]!, row)))
      loose.sort((a, b) => (rows.isBefore(a, b) ? -1 : 1));
    const order = new Uint32Array(this.#ordered + loose.length);
    let length = 0;
    let next = 0;
    for (let row = 0; row < this.#ordered; row += 1) {
      if (rows.alive[row] === 0) continue;
      while (next < loose.length && rows.isBefore(loose[next]!, row)) order[length++] = loose[next++]!;
      order[length++] = row;
    }
    while (next < loose.length) order[length++] = loose[next++]!;
    return order.subarray(0, length);
  }

  #touchAt(lng7: number, lat7: number): void {
    const [x, y] = [exactX(lng7 / 1e7), exactY(lat7 / 1e7)];
    this.touches.touch([x, y, x, y]);
  }
}

type Box = [west: number, south: number, east: number, north: number];
