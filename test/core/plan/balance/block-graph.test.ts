import { describe, expect, it } from 'vitest';
import { blockGraph } from '../../../../core/plan/balance/block-graph.ts';

const block = { workload: 1, dwellings: 2, areaM2: 3, outerMetres: 4 };
const border = { a: 0, b: 1, metres: 5, isBarrier: true };

describe('the graph of blocks', () => {
  it('has the stretches between two blocks as one, both ways, and a barrier only where there is no way round', () => {
    const graph = blockGraph(
      [block, block, block],
      [border, { a: 1, b: 0, metres: 7, isBarrier: false }, { a: 2, b: 1, metres: 1, isBarrier: true }],
    );
    expect(graph.starts).toEqual(Uint32Array.of(0, 1, 3, 4));
    expect(graph.neighbours).toEqual(Uint32Array.of(1, 0, 2, 1));
    expect(graph.sharedMetres).toEqual(Float64Array.of(12, 12, 1, 1));
    expect(graph.isBarrier).toEqual(Uint8Array.of(0, 0, 1, 1));
    expect(graph.dwellings).toEqual(Float64Array.of(2, 2, 2));
  });

  it('is refused for blocks that do not exist, borders of a block on itself and amounts that can not be', () => {
    const graph = (...borders: Partial<typeof border>[]) =>
      blockGraph(
        [block, block],
        borders.map((one) => ({ ...border, ...one })),
      );
    expect(() => graph({ b: 2 })).toThrow(RangeError);
    expect(() => graph({ b: 0 })).toThrow(RangeError);
    for (const metres of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => graph({ metres })).toThrow(RangeError);
    for (const workload of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => blockGraph([{ ...block, workload }], [])).toThrow('workload');
    expect(blockGraph([], []).starts).toEqual(Uint32Array.of(0));
  });
});
