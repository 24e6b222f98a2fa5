import type { RoadNetwork } from '../contract/road.ts';

/** Roads with their lines in typed arrays: the places of road i are `starts[i]` to `starts[i + 1] − 1`. */
export interface RoadLines {
  nodeCount: number;
  /** Nodes, counted from 0. */
  from: Int32Array;
  to: Int32Array;
  starts: Int32Array;
  /** Degrees times 1e7, EPSG:4326. */
  lng7: Int32Array;
  lat7: Int32Array;
}

/** Roads as they cross the wire. `line` is flat [lng7, lat7, ...]; nodes of any ids are counted anew from 0. */
export function packRoads(
  roads: readonly { fromNode: number; toNode: number; line: ArrayLike<number> }[],
): RoadNetwork {
  const places = new Map<number, number>();
  const placeOf = (id: number): number => {
    const known = places.get(id);
    if (known !== undefined) return known;
    places.set(id, places.size);
    return places.size - 1;
  };
  const wire: RoadNetwork = { nodes: 0, from: [], to: [], vertices: [], lng7: [], lat7: [] };
  let [lng7, lat7] = [0, 0];
  for (const { fromNode, toNode, line } of roads) {
    wire.from.push(placeOf(fromNode));
    wire.to.push(placeOf(toNode));
    wire.vertices.push(line.length / 2);
    for (let i = 0; i + 1 < line.length; i += 2) {
      wire.lng7.push(line[i]! - lng7);
      wire.lat7.push(line[i + 1]! - lat7);
      [lng7, lat7] = [line[i]!, line[i + 1]!];
    }
  }
  return { ...wire, nodes: places.size };
}

/** The roads that `packRoads` packed. */
export function unpackRoads({ nodes, from, to, vertices, lng7, lat7 }: RoadNetwork): RoadLines {
  const starts = new Int32Array(vertices.length + 1);
  vertices.forEach((count, road) => {
    starts[road + 1] = starts[road]! + count;
  });
  return {
    nodeCount: nodes,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    starts,
    lng7: summed(lng7),
    lat7: summed(lat7),
  };
}

function summed(differences: readonly number[]): Int32Array {
  const values = new Int32Array(differences.length);
  let value = 0;
  differences.forEach((difference, i) => {
    value += difference;
    values[i] = value;
  });
  return values;
}
