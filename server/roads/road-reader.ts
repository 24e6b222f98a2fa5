import type { Road } from '../../core/network/road-graph.ts';
import type { TurnRestriction } from '../../core/network/turn-restrictions.ts';
import type { RoadClass, UnitVehicle } from '../../core/vocabulary.ts';
import { CopyReader, type TakeRow } from '../database/copy-reader.ts';
import { toInt7Line } from './int7-line.ts';

/** What the road graphs of a city are made of. */
export interface CityRoads {
  points: ReadonlyMap<number, readonly [lng7: number, lat7: number]>;
  roads: readonly Road[];
  restrictions: readonly TurnRestriction[];
}

/** What is copied, with the number of its fields (queries/roads.ts). */
const FIELDS = { roads: 11, nodes: 3, turns: 6 };
export type RoadTable = keyof typeof FIELDS;

/** Reads the roads of a city as the database copies them out; a table may come in several copies, one behind the other. */
export class RoadReader {
  readonly #points = new Map<number, readonly [lng7: number, lat7: number]>();
  readonly #roads: Road[] = [];
  readonly #restrictions: TurnRestriction[] = [];
  #copy: CopyReader | undefined;

  /** What comes next is a copy of this table. Throws if the one before is not whole. */
  begin(table: RoadTable): void {
    this.#copy?.end();
    const takeRow: Record<RoadTable, TakeRow> = {
      roads: (...row) => this.#roads.push(roadOf(...row)),
      nodes: (view, _, [id, lng7, lat7]) =>
        this.#points.set(view.getInt32(id!), [view.getInt32(lng7!), view.getInt32(lat7!)]),
      turns: (...row) => this.#restrictions.push(turnOf(...row)),
    };
    this.#copy = new CopyReader(FIELDS[table], takeRow[table]);
  }

  take(piece: Uint8Array<ArrayBuffer>): void {
    if (!this.#copy) throw new Error('no copy has begun');
    this.#copy.take(piece);
  }

  /** All that was read. Restrictions of roads that were left out (an import under way writes them) are left out too. Throws if the last copy is not whole. */
  city(): CityRoads {
    this.#copy?.end();
    const known = new Set(this.#roads.map(({ id }) => id));
    return {
      points: this.#points,
      roads: this.#roads,
      restrictions: this.#restrictions.filter(({ fromRoad, viaRoads = [], toRoad }) =>
        [fromRoad, ...viaRoads, toRoad].every((id) => known.has(id)),
      ),
    };
  }
}

function roadOf(view: DataView, bytes: Uint8Array, starts: Int32Array): Road {
  const vehicles = fieldOf(view, bytes, starts, 9);
  return {
    id: view.getInt32(starts[0]!),
    fromNode: view.getInt32(starts[1]!),
    toNode: view.getInt32(starts[2]!),
    class: textOf(view, bytes, starts, 3) as RoadClass,
    nameZh: textOf(view, bytes, starts, 4),
    nameEn: textOf(view, bytes, starts, 5),
    oneWay: view.getUint8(starts[6]!) === 1,
    lengthMetres: view.getFloat64(starts[7]!),
    speedKmh: view.getFloat64(starts[8]!),
    vehicles: vehicles && vehiclesOf(text(vehicles)),
    line: toInt7Line(fieldOf(view, bytes, starts, 10) ?? new Uint8Array()),
  };
}

function turnOf(view: DataView, bytes: Uint8Array, starts: Int32Array): TurnRestriction {
  const over = textOf(view, bytes, starts, 5);
  return {
    kind: textOf(view, bytes, starts, 0) as TurnRestriction['kind'],
    fromRoad: view.getInt32(starts[1]!),
    viaNode: view.getInt32(starts[2]!),
    ...(over === '' ? {} : { viaRoads: over.split(',').map(Number) }),
    toRoad: view.getInt32(starts[3]!),
    except: vehiclesOf(textOf(view, bytes, starts, 4)),
  };
}

function vehiclesOf(list: string): UnitVehicle[] {
  return list === '' ? [] : (list.split(',') as UnitVehicle[]);
}

/** The bytes of a field; null where it is null. */
function fieldOf(view: DataView, bytes: Uint8Array, starts: Int32Array, field: number): Uint8Array | null {
  const length = view.getInt32(starts[field]! - 4);
  return length < 0 ? null : bytes.subarray(starts[field]!, starts[field]! + length);
}

function textOf(view: DataView, bytes: Uint8Array, starts: Int32Array, field: number): string {
  return text(fieldOf(view, bytes, starts, field) ?? new Uint8Array());
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}
