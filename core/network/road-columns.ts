import { ROAD_CLASSES, UNIT_VEHICLES, type UnitVehicle } from '../vocabulary.ts';
import type { Road } from './road-graph.ts';

/**
 * Roads and nodes as columns, which cross to another thread as bytes. Road i runs along `lines[starts[i]]` to `lines[starts[i + 1] - 1]`, flat
 * [lng7, lat7, ...]; node n, of the id `nodeIds[n]`, lies at `points[2 n]`, `points[2 n + 1]`.
 */
export interface RoadColumns {
  nodeIds: Int32Array;
  points: Int32Array;
  ids: Int32Array;
  /** Ids of the nodes where each road starts and ends. */
  fromNode: Int32Array;
  toNode: Int32Array;
  /** Places in ROAD_CLASSES. */
  classes: Uint8Array;
  /** Each name once; a road has those at `nameZh[i]` and `nameEn[i]`. */
  names: readonly string[];
  nameZh: Int32Array;
  nameEn: Int32Array;
  oneWay: Uint8Array;
  lengthMetres: Float64Array;
  speedKmh: Float64Array;
  /** Who may use it, a bit for each of UNIT_VEHICLES; AS_CLASS: as its class says. */
  vehicles: Uint8Array;
  starts: Int32Array;
  lines: Int32Array;
}

const AS_CLASS = 0x80;

/** The columns of roads, in their order, and of nodes by their ids. */
export function columnsOf(
  points: ReadonlyMap<number, readonly [lng7: number, lat7: number]>,
  roads: readonly Road[],
): RoadColumns {
  const names = new Map<string, number>();
  const nameOf = (name: string): number => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  };
  const starts = new Int32Array(roads.length + 1);
  roads.forEach(({ line }, i) => {
    starts[i + 1] = starts[i]! + line.length;
  });
  const lines = new Int32Array(starts[roads.length]!);
  roads.forEach(({ line }, i) => {
    lines.set(line, starts[i]!);
  });
  const flat = new Int32Array(points.size * 2);
  let at = 0;
  for (const point of points.values()) {
    flat.set(point, at);
    at += 2;
  }
  return {
    nodeIds: Int32Array.from(points.keys()),
    points: flat,
    ids: Int32Array.from(roads, ({ id }) => id),
    fromNode: Int32Array.from(roads, ({ fromNode }) => fromNode),
    toNode: Int32Array.from(roads, ({ toNode }) => toNode),
    classes: Uint8Array.from(roads, (road) => ROAD_CLASSES.indexOf(road.class)),
    nameZh: Int32Array.from(roads, ({ nameZh }) => nameOf(nameZh)),
    nameEn: Int32Array.from(roads, ({ nameEn }) => nameOf(nameEn)),
    names: [...names.keys()],
    oneWay: Uint8Array.from(roads, ({ oneWay }) => (oneWay ? 1 : 0)),
    lengthMetres: Float64Array.from(roads, ({ lengthMetres }) => lengthMetres),
    speedKmh: Float64Array.from(roads, ({ speedKmh }) => speedKmh),
    vehicles: Uint8Array.from(roads, ({ vehicles }) => maskOf(vehicles)),
    starts,
    lines,
  };
}

/** Road i of the columns; its line is a view of theirs. */
export function roadAt(columns: RoadColumns, i: number): Road {
  const { ids, fromNode, toNode, classes, names, nameZh, nameEn, oneWay } = columns;
  const { lengthMetres, speedKmh, vehicles, starts, lines } = columns;
  return {
    id: ids[i]!,
    fromNode: fromNode[i]!,
    toNode: toNode[i]!,
    class: ROAD_CLASSES[classes[i]!]!,
    nameZh: names[nameZh[i]!]!,
    nameEn: names[nameEn[i]!]!,
    oneWay: oneWay[i] === 1,
    lengthMetres: lengthMetres[i]!,
    speedKmh: speedKmh[i]!,
    vehicles: vehiclesOf(vehicles[i]!),
    line: lines.subarray(starts[i]!, starts[i + 1]!),
  };
}

/** The nodes of the columns by their ids, in their order. */
export function pointsOf({
  nodeIds,
  points,
}: RoadColumns): Map<number, readonly [lng7: number, lat7: number]> {
  const byId = new Map<number, readonly [lng7: number, lat7: number]>();
  nodeIds.forEach((id, node) => {
    byId.set(id, [points[node * 2]!, points[node * 2 + 1]!]);
  });
  return byId;
}

function maskOf(vehicles: Road['vehicles']): number {
  if (!vehicles) return AS_CLASS;
  return vehicles.reduce((mask, vehicle) => mask | (1 << UNIT_VEHICLES.indexOf(vehicle)), 0);
}

function vehiclesOf(mask: number): UnitVehicle[] | null {
  return mask === AS_CLASS ? null : UNIT_VEHICLES.filter((_, bit) => (mask & (1 << bit)) !== 0);
}
