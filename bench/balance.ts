/** Auto-balance: how even, and at what cost, grids of made cities become after half a second, a second and at the end. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { balance } from '../core/plan/balance/balance.ts';
import { USUAL_LIMITS } from '../core/plan/balance/balance-frame.ts';
import type { Proposal } from '../core/plan/balance/proposal.ts';
import { makeCity } from './balance-city.ts';
import { districtRows } from './balance-plan.ts';
import { percentile, printResults, type ResultRow } from './table.ts';

/** What counts as balanced in the column `evenMs`: this part of the variance is gone. */
const CUT = 0.95;
const AFTER_MS = [500, 1000, Number.POSITIVE_INFINITY];

interface Run {
  /** The last proposal by each of `AFTER_MS`. */
  kept: (Proposal | null)[];
  firstMs: number;
  /** Until the variance was cut by `CUT`; infinite if it never was. */
  evenMs: number;
  wholeMs: number;
  longestStepMs: number;
  dwellings: number;
}

/** `--sizes BLOCKS/GRIDS,...` of made blocks, `--seeds N`; `--districts N` of the demo city, parted along their roads, `--least N` blocks a grid. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: '400/12,1600/24,3600/48' },
      seeds: { type: 'string', default: '20' },
      districts: { type: 'string', default: '12' },
      least: { type: 'string', default: '0' },
    },
  });
  const seeds = Number(values.seeds);
  const rows: ResultRow[] = [];
  for (const size of values.sizes.split(',').filter(Boolean)) {
    const [blocks, grids] = size.split('/').map(Number) as [number, number];
    const runs = Array.from({ length: seeds }, (_, seed) => measure(blocks, grids, seed + 1));
    for (const [at, afterMs] of AFTER_MS.entries()) rows.push(rowOf(size, runs, at, afterMs));
  }
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
  if (rows.length > 0)
    printResults('balance', rows, {
      seeds,
      load,
      note: 'medians; cut: part of the variance of the workload that is gone, in percent; border: times that at the start; steps: transfers for each block that moves; evenMs: until 95 % was gone',
    });
  if (Number(values.districts) > 0)
    printResults('balance-plan', districtRows(Number(values.districts), Number(values.least)), {
      load,
      note: 'medians over communities of the demo city with about 12 grids; after: of search, blocks and steps beside; firstMs: blocks, search and steps until the first proposal; cold: the first community, before anything is compiled; refused: proposals of which the plan refused an operation',
    });
}

function measure(blocks: number, grids: number, seed: number): Run {
  const { graph, gridOf } = makeCity(blocks, grids, seed);
  const run: Run = {
    kept: AFTER_MS.map(() => null),
    firstMs: Number.POSITIVE_INFINITY,
    evenMs: Number.POSITIVE_INFINITY,
    wholeMs: 0,
    longestStepMs: 0,
    dwellings: graph.dwellings.reduce((sum, one) => sum + one, 0),
  };
  const order = { graph, gridOf, lockedGrids: new Set<number>(), lockedBlocks: new Set<number>() };
  const began = performance.now();
  for (const { proposal } of balance({ ...order, limits: USUAL_LIMITS, seed: 1 })) {
    const ms = performance.now() - began;
    run.longestStepMs = Math.max(run.longestStepMs, ms - run.wholeMs);
    run.wholeMs = ms;
    if (!proposal) continue;
    run.firstMs = Math.min(run.firstMs, ms);
    if (cutOf(proposal) >= CUT) run.evenMs = Math.min(run.evenMs, ms);
    for (const [at, afterMs] of AFTER_MS.entries()) if (ms <= afterMs) run.kept[at] = proposal;
  }
  return run;
}

function cutOf({ spreadBefore, spreadAfter }: Proposal): number {
  return 1 - ((spreadAfter.variation ?? 0) / (spreadBefore.variation ?? 0)) ** 2;
}

function rowOf(size: string, runs: readonly Run[], at: number, afterMs: number): ResultRow {
  const found = runs.flatMap((run) => {
    const proposal = run.kept[at];
    return proposal ? [{ ...run, proposal }] : [];
  });
  const all = (of: (run: (typeof found)[number]) => number, percent = 50) =>
    percentile(found.map(of), percent);
  const border = ({ proposal }: { proposal: Proposal }) =>
    proposal.innerMetresAfter / proposal.innerMetresBefore;
  return {
    size,
    after: Number.isFinite(afterMs) ? `${afterMs / 1000} s` : 'end',
    found: found.length,
    variation: all(({ proposal }) => proposal.spreadBefore.variation ?? 0),
    variationAfter: all(({ proposal }) => proposal.spreadAfter.variation ?? 0),
    cut: 100 * all(({ proposal }) => cutOf(proposal)),
    cutWorst: 100 * all(({ proposal }) => cutOf(proposal), 0),
    border: all(border),
    borderWorst: all(border, 100),
    'dwellings%': 100 * all(({ proposal, dwellings }) => proposal.dwellingsMoved / dwellings),
    'dwellings%Worst': 100 * all(({ proposal, dwellings }) => proposal.dwellingsMoved / dwellings, 100),
    steps: all(({ proposal }) => proposal.transfers.length / proposal.blocksMoved),
    stepsWorst: all(({ proposal }) => proposal.transfers.length / proposal.blocksMoved, 100),
    compact: all(({ proposal }) => proposal.compactnessBefore),
    compactAfter: all(({ proposal }) => proposal.compactnessAfter),
    compactAfterWorst: all(({ proposal }) => proposal.compactnessAfter, 0),
    firstMs: all(({ firstMs }) => firstMs),
    evenMs: all(({ evenMs }) => evenMs),
    evenMsWorst: all(({ evenMs }) => evenMs, 100),
    longestStepMs: all(({ longestStepMs }) => longestStepMs, 100),
    wholeMs: all(({ wholeMs }) => wholeMs),
  };
}
