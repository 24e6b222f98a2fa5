import { makeAtoms } from '../core/plan/balance/atoms.ts';
import { balance } from '../core/plan/balance/balance.ts';
import { USUAL_LIMITS } from '../core/plan/balance/balance-frame.ts';
import { type PlanProposal, planProposal } from '../core/plan/balance/plan-balance.ts';
import { indexThings } from '../core/plan/workload/thing-index.ts';
import { DEFAULT_SEED } from '../data/city/make-city.ts';
import { type District, makeDistricts } from './balance-district.ts';
import { percentile, type ResultRow } from './table.ts';

const MEASURE = { shares: { incidentsPerDay: 2, dwellings: 1 }, days: 365 };
const GRIDS = 12;
const AFTER_MS = [500, 1000, 3000];

interface Run {
  grids: number;
  atoms: number;
  atomsMs: number;
  /** From the beginning, blocks and all. */
  firstMs: number;
  /** The last proposal within each of AFTER_MS of the search. */
  kept: (PlanProposal | null)[];
  /** Proposals of which an operation was refused. */
  refused: number;
}

/** Rows for communities of the demo city, parted along their own roads: `most` of them, with `leastBlocks` in each grid or as many as is usual. */
export function districtRows(most: number, leastBlocks?: number): ResultRow[] {
  const districts = makeDistricts(DEFAULT_SEED, GRIDS, most);
  const [first] = districts;
  if (!first) return [];
  // The first is measured before anything is compiled, as in a worker that has just begun.
  const cold = measure(first, leastBlocks);
  const runs = districts.map((district) => measure(district, leastBlocks));
  const median = (of: (run: Run) => number, percent = 50) => percentile(runs.map(of), percent);
  return AFTER_MS.map((afterMs, at) => {
    const found = runs.flatMap(({ kept }) => kept[at] ?? []);
    const all = (of: (proposal: PlanProposal) => number, percent = 50) => percentile(found.map(of), percent);
    const cut = ({ variation }: PlanProposal) => 100 * (1 - (variation.after / variation.before) ** 2);
    return {
      communities: runs.length,
      after: `${afterMs / 1000} s`,
      found: found.length,
      grids: median(({ grids }) => grids),
      atoms: median(({ atoms }) => atoms),
      atomsMs: median(({ atomsMs }) => atomsMs),
      atomsMsWorst: median(({ atomsMs }) => atomsMs, 100),
      atomsMsCold: cold.atomsMs,
      firstMs: median(({ firstMs }) => firstMs),
      firstMsWorst: median(({ firstMs }) => firstMs, 100),
      firstMsCold: cold.firstMs,
      variation: all(({ variation }) => variation.before),
      variationAfter: all(({ variation }) => variation.after),
      cut: all(cut),
      cutWorst: all(cut, 0),
      border: all(({ borderFactor }) => borderFactor),
      borderWorst: all(({ borderFactor }) => borderFactor, 100),
      'dwellings%': all(({ dwellingsMoved, dwellings }) => (100 * dwellingsMoved) / dwellings),
      steps: all(({ steps }) => steps.length),
      blocks: all(({ blocksMoved }) => blocksMoved),
      refused: runs.reduce((sum, { refused }) => sum + refused, 0),
    };
  });
}

function measure({ plan, communities, ground, things, grids }: District, leastBlocks?: number): Run {
  const index = indexThings(things);
  const began = performance.now();
  const atoms = makeAtoms({
    plan,
    communities,
    ground,
    things: index,
    measure: MEASURE,
    ...(leastBlocks ? { leastBlocks } : {}),
  });
  const searched = performance.now();
  const run: Run = {
    grids,
    atoms: atoms.gridOf.length,
    atomsMs: searched - began,
    firstMs: Number.POSITIVE_INFINITY,
    kept: AFTER_MS.map(() => null),
    refused: 0,
  };
  for (const { proposal: found } of balance({ ...atoms, limits: USUAL_LIMITS, seed: 1 })) {
    const proposal = found && planProposal(atoms, found);
    const now = performance.now();
    if (found && !proposal) run.refused++;
    if (proposal) {
      run.firstMs = Math.min(run.firstMs, now - began);
      for (const [at, afterMs] of AFTER_MS.entries()) if (now - searched <= afterMs) run.kept[at] = proposal;
    }
    if (now - searched > Math.max(...AFTER_MS)) break;
  }
  return run;
}
