import { IdIndex } from './id-index.ts';
import type { IncidentRecord } from './incident-record.ts';

/** Numbers of incidents as UTF-8, one after another. */
class TextHeap {
  bytes = new Uint8Array(1 << 12);
  length = 0;

  /** Appends a text and answers where it starts. */
  add(text: Uint8Array): number {
    const start = this.length;
    if (start + text.length > this.bytes.length) {
      const grown = new Uint8Array(Math.max(this.bytes.length * 2, start + text.length));
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes.set(text, start);
    this.length = start + text.length;
    return start;
  }
}

/** Rows are never fewer than this apart from being full. */
const LEAST_ROOM = 1024;

/** The columns of incidents in memory, about 60 bytes a row. A row that is not alive stays where it is until the rows are put in order. */
export class IncidentRows {
  count = 0;
  room: number;
  ids: Uint32Array;
  reportedMs: Float64Array;
  lng7: Int32Array;
  lat7: Int32Array;
  priority: Uint8Array;
  type: Uint8Array;
  status: Uint8Array;
  net: Uint8Array;
  source: Uint8Array;
  alive: Uint8Array;
  /** Place in `gridCodes`. */
  grid: Uint32Array;
  /** Place in `batches`; 0: none that is known. */
  batch: Uint32Array;
  numberStart: Uint32Array;
  numberLength: Uint16Array;
  readonly numbers = new TextHeap();
  readonly gridCodes: string[];
  readonly #gridPlaces: Map<string, number>;
  readonly #batchPlaces: Map<string, number>;
  #index: IdIndex;

  /** Empty rows with room for `room`; codes and batches may go on from other rows. */
  constructor(room = LEAST_ROOM, from?: IncidentRows) {
    this.room = Math.max(LEAST_ROOM, room);
    this.ids = new Uint32Array(this.room * 4);
    this.reportedMs = new Float64Array(this.room);
    this.lng7 = new Int32Array(this.room);
    this.lat7 = new Int32Array(this.room);
    this.priority = new Uint8Array(this.room);
    this.type = new Uint8Array(this.room);
    this.status = new Uint8Array(this.room);
    this.net = new Uint8Array(this.room);
    this.source = new Uint8Array(this.room);
    this.alive = new Uint8Array(this.room);
    this.grid = new Uint32Array(this.room);
    this.batch = new Uint32Array(this.room);
    this.numberStart = new Uint32Array(this.room);
    this.numberLength = new Uint16Array(this.room);
    this.gridCodes = from ? from.gridCodes : [];
    this.#gridPlaces = from ? from.#gridPlaces : new Map();
    this.#batchPlaces = from ? from.#batchPlaces : new Map();
    this.#index = new IdIndex(this.ids, 0);
  }

  /** The living row of an id, or -1. */
  find([a, b, c, d]: IncidentRecord['id']): number {
    const row = this.#index.find(a, b, c, d);
    return row >= 0 && this.alive[row] === 1 ? row : -1;
  }

  /** Appends a record and answers its row. */
  add(record: IncidentRecord): number {
    if (this.count === this.room) this.#grow();
    const row = this.count;
    this.count += 1;
    this.ids.set(record.id, row * 4);
    this.reportedMs[row] = record.reportedMs;
    this.lng7[row] = record.lng7;
    this.lat7[row] = record.lat7;
    this.source[row] = record.source;
    this.alive[row] = 1;
    this.batch[row] = this.#batchPlace(record.batchId);
    const number = Buffer.from(record.number);
    this.numberStart[row] = this.numbers.add(number);
    this.numberLength[row] = number.length;
    this.#index.put(row);
    this.setLooks(row, record);
    return row;
  }

  /** Writes what may change of an incident without its moving. */
  setLooks(row: number, record: IncidentRecord): void {
    this.priority[row] = record.priority;
    this.type[row] = record.type;
    this.status[row] = record.status;
    this.net[row] = record.net;
    let place = this.#gridPlaces.get(record.areaCode);
    if (place === undefined) {
      place = this.gridCodes.push(record.areaCode) - 1;
      this.#gridPlaces.set(record.areaCode, place);
    }
    this.grid[row] = place;
  }

  /** Appends a row of other rows that share its codes and batches. */
  copy(from: IncidentRows, row: number): void {
    const to = this.count;
    this.count += 1;
    for (let i = 0; i < 4; i += 1) this.ids[to * 4 + i] = from.ids[row * 4 + i]!;
    this.reportedMs[to] = from.reportedMs[row]!;
    this.lng7[to] = from.lng7[row]!;
    this.lat7[to] = from.lat7[row]!;
    this.priority[to] = from.priority[row]!;
    this.type[to] = from.type[row]!;
    this.status[to] = from.status[row]!;
    this.net[to] = from.net[row]!;
    this.source[to] = from.source[row]!;
    this.alive[to] = 1;
    this.grid[to] = from.grid[row]!;
    this.batch[to] = from.batch[row]!;
    const start = from.numberStart[row]!;
    const number = from.numbers.bytes.subarray(start, start + from.numberLength[row]!);
    this.numberStart[to] = this.numbers.add(number);
    this.numberLength[to] = number.length;
    this.#index.put(to);
  }

  /** Kills every row of an import. */
  killBatch(batchId: string): void {
    const batch = this.#batchPlaces.get(batchId);
    if (batch === undefined) return;
    for (let row = 0; row < this.count; row += 1) if (this.batch[row] === batch) this.alive[row] = 0;
  }

  /** Whether row `a` was reported before row `b`; of the same moment, whether its id is smaller. */
  isBefore(a: number, b: number): boolean {
    const difference = this.reportedMs[a]! - this.reportedMs[b]!;
    if (difference !== 0) return difference < 0;
    for (let i = 0; i < 4; i += 1) {
      const [one, other] = [this.ids[a * 4 + i]!, this.ids[b * 4 + i]!];
      if (one !== other) return one < other;
    }
    return false;
  }

  #batchPlace(batchId: string | undefined): number {
    if (batchId === undefined) return 0;
    let place = this.#batchPlaces.get(batchId);
    if (place === undefined) {
      place = this.#batchPlaces.size + 1;
      this.#batchPlaces.set(batchId, place);
    }
    return place;
  }

  #grow(): void {
    this.room = Math.ceil(this.room * 1.5);
    this.ids = grown(this.ids, new Uint32Array(this.room * 4));
    this.reportedMs = grown(this.reportedMs, new Float64Array(this.room));
    this.lng7 = grown(this.lng7, new Int32Array(this.room));
    this.lat7 = grown(this.lat7, new Int32Array(this.room));
    for (const column of ['priority', 'type', 'status', 'net', 'source', 'alive'] as const)
      this[column] = grown(this[column], new Uint8Array(this.room));
    for (const column of ['grid', 'batch', 'numberStart'] as const)
      this[column] = grown(this[column], new Uint32Array(this.room));
    this.numberLength = grown(this.numberLength, new Uint16Array(this.room));
    this.#index = new IdIndex(this.ids, this.count);
  }
}

function grown<A extends Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array>(
  from: A,
  to: A,
): A {
  to.set(from);
  return to;
}
