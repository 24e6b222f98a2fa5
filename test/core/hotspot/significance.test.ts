import { describe, expect, it } from 'vitest';
import { changing, changingDigests } from '../../../core/hotspot/changing.ts';
import { EMERGING_CLASSES } from '../../../core/hotspot/emerging.ts';
import { type MetricGrid, metricGrid } from '../../../core/hotspot/metric-grid.ts';
import {
  type SignificanceOrder,
  significance,
  significanceDigests,
  significanceInSteps,
} from '../../../core/hotspot/significance.ts';

const [LNG, LAT] = [1_017_800_000, 366_200_000];
const square = [0, 0, 300_000, 0, 300_000, 300_000, 0, 300_000, 0, 0].map(
  (at, i) => at + (i % 2 ? LAT : LNG),
);
const grid: MetricGrid = metricGrid([square], 200);
const count = grid.cells.length;
const cells = { kind: 'metric', grid } as const;
/** The cell in a row and column of the lattice. */
const at = (column: number, row: number) => grid.cellAt[row * grid.columns + column]!;
const block = (column: number, row: number) =>
  [0, 1, 2].flatMap((east) => [0, 1, 2].map((north) => at(column + east, row + north)));
/** Even ground with a hot block in the south-west and a cold one in the north-east. */
function scene(): Float64Array {
  const counts = Float64Array.from({ length: count }, (_, i) => 4 + ((i * 7) % 3));
  for (const cell of block(2, 2)) counts[cell] = 14;
  for (const cell of block(9, 9)) counts[cell] = 0;
  return counts;
}
const order = (more: Partial<SignificanceOrder> = {}): SignificanceOrder => ({
  statistic: 'gi_star',
  cells,
  band: { kind: 'distance', metres: 300 },
  counts: scene(),
  exposure: null,
  ground: null,
  permutations: null,
  ...more,
});

describe('significance', () => {
  it.each(['gi_star', 'gi'] as const)(
    '%s: the planted blocks are found, and hardly anything else',
    (statistic) => {
      const { bins, tested, isCompared } = significance(order({ statistic }));
      expect(bins[at(3, 3)]).toBe(3);
      expect(bins[at(10, 10)]).toBeLessThan(0);
      expect(bins[at(3, 10)]).toBe(0);
      expect([tested, isCompared.every((flag) => flag === 1)]).toEqual([count, true]);
    },
  );

  it('local Moran tells a cluster from an outlier', () => {
    const counts = scene();
    counts[at(7, 3)] = 40;
    const { bins, quadrant } = significance(order({ statistic: 'local_moran', counts }));
    expect([bins[at(3, 3)]! > 0, quadrant[at(3, 3)]]).toEqual([true, 1]);
    expect(quadrant[at(7, 3)]).toBe(4);
  });

  it('leaves out cells without exposure or ground, and they count for nobody', () => {
    const exposure = new Float64Array(count).fill(2);
    exposure[at(5, 5)] = Number.NaN;
    const ground = new Uint8Array(count).fill(1);
    ground[at(6, 6)] = 0;
    const all = significance(order({ exposure, ground }));
    for (const cell of [at(5, 5), at(6, 6)])
      expect([all.isCompared[cell], all.z[cell], all.bins[cell]]).toEqual([0, Number.NaN, 0]);
    expect(all.tested).toBe(count - 2);
    expect(all.values[at(3, 3)]).toBe(7);
    const counts = scene();
    counts[at(5, 5)] = 1e6;
    expect(significance(order({ exposure, ground, counts })).z).toEqual(all.z);
  });

  it('by permutation: the same seed gives the same bytes, and it can be stopped', () => {
    const permutations = { rounds: 199, seed: 5 };
    const [one, again] = [0, 1].map(() => significance(order({ permutations })));
    const digests = significanceDigests(order({ permutations }), one!);
    expect(significanceDigests(order({ permutations }), again!)).toEqual(digests);
    const other = significance(order({ permutations: { rounds: 199, seed: 6 } }));
    expect(significanceDigests(order(), other)).toMatchObject({ input: digests.input });
    expect(significanceDigests(order(), other).result).not.toBe(digests.result);
    expect(significanceInSteps(order({ permutations })).next()).toEqual({ done: false, value: 1 });
  });

  it('of nothing, of one incident, and of everything in one cell', () => {
    expect(significance(order({ counts: new Float64Array(count) })).tested).toBe(0);
    for (const incidents of [1, 1e6]) {
      const counts = new Float64Array(count);
      counts[at(3, 3)] = incidents;
      const { z, bins } = significance(order({ counts }));
      expect(z[at(3, 3)]).toBeGreaterThan(0);
      expect(bins[at(12, 12)]).toBe(0);
    }
    const none = significance(order({ ground: new Uint8Array(count) }));
    expect([none.tested, none.bins.every((bin) => bin === 0)]).toEqual([0, true]);
  });
});

describe('changing', () => {
  const STEPS = 12;
  const cube = (hotFrom: number, hotTo: number) => {
    const counts = new Float64Array(count * STEPS);
    for (let step = 0; step < STEPS; step++) {
      for (let i = 0; i < count; i++) counts[step * count + i] = 2 + ((i * 7 + step) % 3);
      if (step >= hotFrom && step < hotTo) for (const cell of block(2, 2)) counts[step * count + cell] = 20;
    }
    return counts;
  };
  const ask = (counts: Float64Array, ground: Uint8Array | null = null) => {
    const order = {
      cells,
      band: { kind: 'distance', metres: 300 },
      counts,
      steps: STEPS,
      ground,
      confidence: 95,
    } as const;
    return { order, result: changing(order) };
  };
  const classAt = (counts: Float64Array) => EMERGING_CLASSES[ask(counts).result.classes[at(3, 3)]!];

  it('names what was planted', () => {
    expect(classAt(cube(11, 12))).toBe('hot_new');
    expect(classAt(cube(8, 12))).toBe('hot_consecutive');
    expect(classAt(cube(0, 12))).toBe('hot_persistent');
    // The step after counts the last hot one among its neighbours: 11 of 12 steps are hot, then 10.
    expect(classAt(cube(0, 10))).toBe('hot_historical');
    expect(classAt(cube(0, 9))).toBe('none');
    const { result } = ask(cube(0, 12));
    expect(EMERGING_CLASSES[result.classes[at(10, 10)]!]).toBe('none');
    expect(result.tested).toBe(count * STEPS);
  });

  it('leaves out what is not of the ground, and has digests of its own', () => {
    const ground = new Uint8Array(count).fill(1);
    ground[at(3, 3)] = 0;
    const part = ask(cube(0, 12), ground);
    expect([part.result.classes[at(3, 3)], part.result.trend[at(3, 3)]]).toEqual([0, Number.NaN]);
    const whole = ask(cube(0, 12));
    const digests = [part, whole].map(({ order, result }) => changingDigests(order, result));
    expect(new Set(digests.flatMap(({ input, result }) => [input, result])).size).toBe(4);
    expect(changingDigests(whole.order, ask(cube(0, 12)).result)).toEqual(digests[1]);
  });

  it('of no incidents and of no steps says nothing', () => {
    expect(ask(new Float64Array(count * STEPS)).result.classes.every((one) => one === 0)).toBe(true);
    expect(changing({ ...ask(new Float64Array()).order, steps: 0 }).tested).toBe(0);
  });
});
