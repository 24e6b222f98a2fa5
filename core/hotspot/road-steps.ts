/** Roads cut into equal steps, on which densities spread. Every road can be walked both ways. */
export interface Roads {
  nodeCount: number;
  /** Node at the start and at the end of each road. */
  from: Int32Array;
  to: Int32Array;
  lengthMetres: Float64Array;
}

export interface RoadSteps {
  roads: Roads;
  /** Wanted length of a step; a road of m steps counts as m times as long. */
  stepMetres: number;
  /** Steps of each road, at least one. */
  steps: Int32Array;
  /** Where the inner points of each road start, `steps − 1` of them, and one past the last. */
  first: Int32Array;
  /** Ends of roads at each node: 2 × road for its start, one more for its end; those of node v are `ends[firstEnd[v]]` to `ends[firstEnd[v + 1] − 1]`. */
  firstEnd: Int32Array;
  ends: Int32Array;
}

/** Cuts roads into steps of about `stepMetres`: each has a whole number of them, so that its length is rounded to steps. */
export function roadSteps(roads: Roads, stepMetres: number): RoadSteps {
  const count = roads.from.length;
  const steps = Int32Array.from(roads.lengthMetres, (metres) => Math.max(1, Math.round(metres / stepMetres)));
  const first = new Int32Array(count + 1);
  const firstEnd = new Int32Array(roads.nodeCount + 1);
  for (let road = 0; road < count; road++) {
    first[road + 1] = first[road]! + steps[road]! - 1;
    firstEnd[roads.from[road]! + 1]!++;
    firstEnd[roads.to[road]! + 1]!++;
  }
  for (let node = 0; node < roads.nodeCount; node++) firstEnd[node + 1]! += firstEnd[node]!;
  const next = firstEnd.slice();
  const ends = new Int32Array(2 * count);
  for (let road = 0; road < count; road++) {
    ends[next[roads.from[road]!]!++] = 2 * road;
    ends[next[roads.to[road]!]!++] = 2 * road + 1;
  }
  return { roads, stepMetres, steps, first, firstEnd, ends };
}
