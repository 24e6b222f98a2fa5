/** Blocks between streets, the atoms of which grids are put together, and which of them lie side by side. */

export interface Block {
  /** At least 0, in any unit. */
  workload: number;
  dwellings: number;
  areaM2: number;
  /** Border that it has with no other block of the graph; 0 if none. */
  outerMetres: number;
}

/** A stretch of border between two blocks, by their numbers. */
export interface BlockBorder {
  a: number;
  b: number;
  metres: number;
  /** A river or a main road runs along it. */
  isBarrier: boolean;
}

/** Blocks by number, and their neighbours as compressed sparse rows: those of block `b` stand from `starts[b]` up to `starts[b + 1]`. */
export interface BlockGraph {
  workload: Float64Array;
  dwellings: Float64Array;
  areaM2: Float64Array;
  outerMetres: Float64Array;
  starts: Uint32Array;
  neighbours: Uint32Array;
  sharedMetres: Float64Array;
  isBarrier: Uint8Array;
}

/**
 * The graph of blocks with borders between them. Stretches between the same two blocks are summed, and are a barrier only if all of them are;
 * blocks that only touch in a point are no neighbours and must not be given. Throws a RangeError for a block that does not exist or borders on
 * itself, and for amounts that are negative, infinite or not numbers (a border: not above 0).
 */
export function blockGraph(blocks: readonly Block[], borders: readonly BlockBorder[]): BlockGraph {
  const rows = blocks.map(() => new Map<number, { metres: number; isBarrier: boolean }>());
  for (const { a, b, metres, isBarrier } of borders) {
    if (a === b || !rows[a] || !rows[b]) throw new RangeError(`no border between the blocks ${a} and ${b}`);
    if (!(metres > 0 && Number.isFinite(metres))) throw new RangeError(`a border of ${metres} m`);
    for (const [row, other] of [
      [rows[a], b],
      [rows[b], a],
    ] as const) {
      const before = row.get(other);
      row.set(other, {
        metres: metres + (before?.metres ?? 0),
        isBarrier: isBarrier && (before?.isBarrier ?? true),
      });
    }
  }
  const entries = rows.flatMap((row) => [...row]);
  let at = 0;
  return {
    workload: amounts(blocks, 'workload'),
    dwellings: amounts(blocks, 'dwellings'),
    areaM2: amounts(blocks, 'areaM2'),
    outerMetres: amounts(blocks, 'outerMetres'),
    starts: Uint32Array.from([0, ...rows.map((row) => (at += row.size))]),
    neighbours: Uint32Array.from(entries, ([other]) => other),
    sharedMetres: Float64Array.from(entries, ([, { metres }]) => metres),
    isBarrier: Uint8Array.from(entries, ([, { isBarrier }]) => (isBarrier ? 1 : 0)),
  };
}

function amounts(blocks: readonly Block[], name: keyof Block): Float64Array {
  const values = Float64Array.from(blocks, (block) => block[name]);
  const odd = values.findIndex((value) => !(value >= 0 && Number.isFinite(value)));
  if (odd >= 0) throw new RangeError(`${name} ${values[odd]} of block ${odd}`);
  return values;
}
