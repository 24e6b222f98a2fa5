import { kindNumber } from '../../core/columns/cube-kind.ts';
import type { CubeRows } from '../../core/columns/cube-rows.ts';
import { INCIDENT_SOURCES, INCIDENT_STATUSES, INCIDENT_TYPES, NETS } from '../../core/vocabulary.ts';
import { CopyReader } from '../database/copy-reader.ts';
import { wordFinder } from './word-finder.ts';

/** Seconds from 1970 to 2000, which PostgreSQL counts its microseconds from. */
const EPOCH_SECONDS = 946_684_800;
/** Bits of the type of a geometry: it is followed by the number of its reference system. */
const HAS_SRID = 0x2000_0000;
const FIELDS = 9;

const typeAt = wordFinder(INCIDENT_TYPES);
const statusAt = wordFinder(INCIDENT_STATUSES);
const netAt = wordFinder(NETS);
const sourceAt = wordFinder(INCIDENT_SOURCES);

/** Reads the rows of `COPY_INCIDENTS` (queries/incident-cubes.ts) as they come, in pieces that may end anywhere. */
export class RowReader {
  readonly #rows: CubeRows;
  readonly #grids = new Map<number, number>();
  readonly #copied = new CopyReader(FIELDS, (view, bytes, starts) => this.#load(view, bytes, starts));

  constructor(rows: CubeRows) {
    this.#rows = rows;
  }

  take(piece: Uint8Array<ArrayBuffer>): void {
    this.#copied.take(piece);
  }

  /** All came. Throws if they did not. */
  end(): void {
    this.#copied.end();
  }

  #load(view: DataView, bytes: Uint8Array, starts: Int32Array): void {
    const [id, at, geometry] = [starts[0]!, starts[1]!, starts[2]!];
    const micros = view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4);
    const isLittle = view.getUint8(geometry) === 1;
    const x = geometry + ((view.getUint32(geometry + 1, isLittle) & HAS_SRID) === 0 ? 5 : 9);
    const word = (field: number): number => view.getInt32(starts[field]! - 4);
    const kind = kindNumber({
      type: typeAt(bytes, starts[3]!, word(3)),
      priority: view.getInt16(starts[4]!),
      status: statusAt(bytes, starts[5]!, word(5)),
      net: netAt(bytes, starts[6]!, word(6)),
      source: sourceAt(bytes, starts[7]!, word(7)),
    });
    this.#rows.load(
      view.getUint32(id + 8),
      view.getUint32(id + 12),
      Math.floor(micros / 1e6) + EPOCH_SECONDS,
      Math.round(view.getFloat64(x, isLittle) * 1e7),
      Math.round(view.getFloat64(x + 8, isLittle) * 1e7),
      kind,
      this.#grid(bytes, starts[8]!, word(8)),
    );
  }

  #grid(bytes: Uint8Array, start: number, length: number): number {
    let digits = length;
    for (let i = 0; i < length; i++) digits = digits * 10 + bytes[start + i]! - 48;
    let place = this.#grids.get(digits);
    if (place === undefined) {
      place = this.#rows.gridPlace(Buffer.from(bytes.subarray(start, start + length)).toString('latin1'));
      this.#grids.set(digits, place);
    }
    return place;
  }
}
