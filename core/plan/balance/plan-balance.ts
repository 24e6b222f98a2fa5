/** Proposals for a more even plan, made of its own streets: blocks of grids pass to their neighbours, step by step, as operations on the plan. */
import { type AtomOrder, type Atoms, makeAtoms } from './atoms.ts';
import { type BalanceResult, balance, type LooseLimit, type NoProposal } from './balance.ts';
import { type BalanceLimits, USUAL_LIMITS } from './balance-frame.ts';
import { type PlanStep, planSteps } from './plan-steps.ts';
import type { Proposal } from './proposal.ts';

export interface PlanBalanceOrder extends AtomOrder {
  /** USUAL_LIMITS for those left out. */
  limits?: Partial<BalanceLimits>;
  /** Whole number; the same order with the same seed has the same answers. */
  seed: number;
  /** About after so many tries it ends by itself; as many as `balance` makes without it. */
  mostTries?: number;
}

/** What a proposal comes to; loads are 1 for a mean grid of those chosen. */
export interface PlanProposal {
  steps: readonly PlanStep[];
  /** Of each grid chosen, by id. */
  loads: readonly { grid: string; before: number; after: number }[];
  /** Coefficient of variation of the loads. */
  variation: BeforeAfter;
  /** Of the least compact grid: Polsby-Popper, 0 to 1. */
  leastCompactness: BeforeAfter;
  /** Border between grids that may exchange ground, in the end beside the start. */
  borderFactor: number;
  /** Metres of rivers and main roads within grids. */
  barrierMetres: BeforeAfter;
  dwellingsMoved: number;
  /** Of all dwellings of the grids chosen. */
  dwellings: number;
  blocksMoved: number;
}

export interface BeforeAfter {
  before: number;
  after: number;
}

export interface PlanBalanceProgress {
  /** Part of the search that is done, 0 to 1. */
  part: number;
  /** Blocks that the grids were parted into. */
  blocks: number;
  /** One that is better than all before; null if there is none since the last step. */
  proposal: PlanProposal | null;
}

export interface PlanBalanceResult {
  /** The last proposal. */
  best: PlanProposal | null;
  /** Null if there is a proposal. */
  reason: NoProposal | null;
  /** See `BalanceResult`. */
  tight: readonly LooseLimit[];
  /** Ids of grids that lie in several parts: they were left as they are. */
  inParts: readonly string[];
}

/**
 * Looks for better and better plans; may be stopped after any step. Each proposal starts from the plan as it is: its operations, applied in order
 * with the same rights, are all accepted, and leave every grid in one piece after each. One that would not be is not proposed.
 * The first step comes when the blocks are made (see `makeAtoms`). Throws a RangeError for an order that makes no sense.
 */
export function* planBalance(order: PlanBalanceOrder): Generator<PlanBalanceProgress, PlanBalanceResult> {
  const atoms = makeAtoms(order);
  const blocks = atoms.gridOf.length;
  yield { part: 0, blocks, proposal: null };
  const { graph, gridOf, lockedGrids, lockedBlocks } = atoms;
  const limits = { ...USUAL_LIMITS, ...order.limits };
  const { seed, mostTries } = order;
  const search = balance({ graph, gridOf, lockedGrids, lockedBlocks, limits, seed }, mostTries);
  let best: PlanProposal | null = null;
  let step = search.next();
  for (; !step.done; step = search.next()) {
    const { part, proposal: found } = step.value;
    const proposal = found && planProposal(atoms, found);
    best = proposal ?? best;
    yield { part, blocks, proposal };
  }
  return { best, ...why(atoms, step.value, best) };
}

function why(
  { grids }: Atoms,
  { reason, tight, inParts }: BalanceResult,
  best: PlanProposal | null,
): Omit<PlanBalanceResult, 'best'> {
  return {
    reason: best ? null : (reason ?? 'none_found'),
    tight,
    inParts: inParts.map((grid) => grids[grid]!),
  };
}

/** A proposal as steps on the plan; null if one of them would be refused. */
export function planProposal(atoms: Atoms, found: Proposal): PlanProposal | null {
  const steps = planSteps(atoms, found.transfers);
  if (!steps) return null;
  const { grids, graph, gridOf } = atoms;
  const loadsOf = (partition: Int32Array): Float64Array => {
    const loads = new Float64Array(grids.length);
    for (const [block, grid] of partition.entries()) loads[grid]! += graph.workload[block]!;
    return loads;
  };
  const [before, after] = [loadsOf(gridOf), loadsOf(found.gridOf)];
  return {
    steps,
    loads: grids.map((grid, at) => ({ grid, before: before[at]!, after: after[at]! })),
    variation: { before: found.spreadBefore.variation ?? 0, after: found.spreadAfter.variation ?? 0 },
    leastCompactness: { before: found.compactnessBefore, after: found.compactnessAfter },
    borderFactor: found.innerMetresAfter / found.innerMetresBefore,
    barrierMetres: { before: found.barrierMetresBefore, after: found.barrierMetresAfter },
    dwellingsMoved: found.dwellingsMoved,
    dwellings: graph.dwellings.reduce((sum, one) => sum + one, 0),
    blocksMoved: found.blocksMoved,
  };
}
