import fc from 'fast-check';
import {
  type Block,
  type BlockBorder,
  type BlockGraph,
  blockGraph,
} from '../../../../core/plan/balance/block-graph.ts';

/** Unit squares, row by row, that border on their sides. */
export function boardGraph(side: number, workload: (cell: number) => number = () => 1): BlockGraph {
  const cells = Array.from({ length: side * side }, (_, cell) => cell);
  const edges = ({ x, y }: { x: number; y: number }) =>
    [x === 0, x === side - 1, y === 0, y === side - 1].filter((isEdge) => isEdge).length;
  const blocks = cells.map((cell) => ({
    workload: workload(cell),
    dwellings: 1,
    areaM2: 1,
    outerMetres: edges({ x: cell % side, y: Math.floor(cell / side) }),
  }));
  const borders = cells.flatMap((cell) => [
    ...(cell % side < side - 1 ? [{ a: cell, b: cell + 1, metres: 1, isBarrier: false }] : []),
    ...(cell + side < side * side ? [{ a: cell, b: cell + side, metres: 1, isBarrier: false }] : []),
  ]);
  return blockGraph(blocks, borders);
}

export interface MadeBlocks {
  graph: BlockGraph;
  /** Contiguous grids, none empty. */
  gridOf: Int32Array;
  gridCount: number;
}

const whole = (max: number, min = 0) => fc.integer({ min, max });
const many = <T>(one: fc.Arbitrary<T>, length: number) =>
  fc.array(one, { minLength: length, maxLength: length });

/** Blocks of a crooked town: cells of a lattice, some joined to larger blocks, with borders of any length and barriers; and grids grown from any of them. */
export const madeBlocks: fc.Arbitrary<MadeBlocks> = fc
  .tuple(whole(7, 2), whole(7, 2))
  .chain(([columns, rows]) => {
    const cells = columns * rows;
    return fc.record({
      columns: fc.constant(columns),
      rows: fc.constant(rows),
      joins: fc.array(whole(2 * cells - 1), { maxLength: Math.floor(cells / 3) }),
      lengths: many(whole(9, 1), 2 * cells),
      barriers: many(
        fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
        2 * cells,
      ),
      amounts: many(fc.tuple(whole(20), whole(30), whole(9, 1)), cells),
      seeds: fc.uniqueArray(whole(cells - 1), { minLength: 2, maxLength: 6 }),
      growth: many(whole(1000), 4 * cells),
    });
  })
  .map(({ columns, rows, joins, lengths, barriers, amounts, seeds, growth }) => {
    /** Side 2c of a cell lies to its right, 2c + 1 below it. */
    const across = (side: number): [number, number] | null => {
      const cell = side >> 1;
      if (side % 2 === 0) return cell % columns < columns - 1 ? [cell, cell + 1] : null;
      return cell + columns < columns * rows ? [cell, cell + columns] : null;
    };
    const joined = Array.from({ length: columns * rows }, (_, cell) => cell);
    for (const side of joins) {
      const pair = across(side);
      if (!pair) continue;
      const [a, b] = [joined[pair[0]], joined[pair[1]]];
      for (const [cell, block] of joined.entries()) if (block === b) joined[cell] = a ?? 0;
    }
    const names = [...new Set(joined)];
    const blockOf = joined.map((name) => names.indexOf(name));
    const blocks: Block[] = names.map((name) => {
      const [workload, dwellings, outerMetres] = amounts[name] ?? [0, 0, 0];
      const size = joined.filter((other) => other === name).length;
      return { workload, dwellings, areaM2: 10 * size, outerMetres };
    });
    const borders: BlockBorder[] = lengths.flatMap((metres, side) => {
      const [a, b] = (across(side) ?? []).map((cell) => blockOf[cell] ?? 0);
      return a === undefined || b === undefined || a === b
        ? []
        : [{ a, b, metres, isBarrier: barriers[side] ?? false }];
    });
    const graph = blockGraph(blocks, borders);
    return { graph, ...grownGrids(graph, [...new Set(seeds.map((cell) => blockOf[cell] ?? 0))], growth) };
  });

function grownGrids(
  graph: BlockGraph,
  seeds: readonly number[],
  growth: readonly number[],
): Omit<MadeBlocks, 'graph'> {
  const gridOf = new Int32Array(graph.workload.length).fill(-1);
  for (const [grid, block] of seeds.entries()) gridOf[block] = grid;
  for (let step = 0; gridOf.includes(-1); step++) {
    const open = Array.from(gridOf.keys()).filter(
      (block) => gridOf[block] === -1 && neighboursOf(graph, block).some((next) => gridOf[next] !== -1),
    );
    const block = open[(growth[step % growth.length] ?? 0) % open.length] ?? 0;
    const near = neighboursOf(graph, block).filter((next) => gridOf[next] !== -1);
    gridOf[block] = gridOf[near[step % near.length] ?? 0] ?? 0;
  }
  return { gridOf, gridCount: seeds.length };
}

export function neighboursOf(graph: BlockGraph, block: number): number[] {
  return Array.from(graph.neighbours.subarray(graph.starts[block], graph.starts[block + 1]));
}

/** In how many pieces the blocks of a grid lie: by a flood of its own, 0 without blocks. */
export function piecesOf(graph: BlockGraph, gridOf: Int32Array, grid: number): number {
  const left = new Set(Array.from(gridOf.keys()).filter((block) => gridOf[block] === grid));
  let pieces = 0;
  for (const first of left) {
    pieces++;
    const piece = [first];
    left.delete(first);
    for (const block of piece)
      for (const next of neighboursOf(graph, block)) if (left.delete(next)) piece.push(next);
  }
  return pieces;
}
