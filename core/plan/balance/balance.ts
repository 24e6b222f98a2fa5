/** Proposals for grids of more even workload: whole blocks pass to neighbouring grids, one by one, and no grid ever falls apart. */
import { type BalanceFrame, type BalanceLimits, type BalanceOrder, balanceFrame } from './balance-frame.ts';
import { BalanceOffers } from './balance-offers.ts';
import { balanceRounds } from './balance-rounds.ts';
import { BalanceSearch } from './balance-search.ts';
import type { Proposal } from './proposal.ts';

export interface BalanceProgress {
  /** Part of the tries after which it ends by itself, 0 to 1. */
  part: number;
  /** One that is better than all before; null if there is none since the last step. */
  proposal: Proposal | null;
}

/** Why there is nothing better than what is there. */
export type NoProposal =
  /** No two grids lie side by side. */
  | 'one_grid'
  /** No block may pass to another grid: grids or blocks are locked, or grids lie in several parts. */
  | 'all_locked'
  /** The workload is even enough, or as even as it can be between regions that do not touch. */
  | 'already_balanced'
  /** With looser limits there is something better. */
  | 'limits_too_tight'
  /** Nothing better was found, though no limit stood in the way. */
  | 'none_found';

const LIMITS = ['maxMovedDwellings', 'minCompactness', 'borderFactor', 'barrierCost'] as const;

/** A limit that a person may let go. */
export type LooseLimit = (typeof LIMITS)[number];

export interface BalanceResult {
  /** The last proposal. */
  best: Proposal | null;
  /** Null if there is a proposal. */
  reason: NoProposal | null;
  /** If the limits are too tight: those of which one alone, let go, allows something better; none if only several together do. */
  tight: LooseLimit[];
  /** Grids that lie in several parts: they were left as they are. */
  inParts: number[];
}

/** Tries between two steps: some milliseconds, and up to a quarter of a second when an order of thousands of transfers is looked for. */
const SLICE = 5000;
/** Tries, for each block and at least, after which the search ends by itself; and after which it is taken that looser limits do not help. */
const USUAL = { each: 3000, least: 2_000_000 };
const PROBE = { each: 300, least: 30_000 };

/**
 * Looks for better and better plans; may be stopped after any step, and ends by itself after about `mostTries` tries. Throws a RangeError
 * for an order that makes no sense.
 *
 * What counts first is how far the coefficient of variation of the workload lies above what is enough (of the grids that may change, against what
 * they could have: work can not flow between grids that do not touch); then the share of the dwellings that move, of the border that is added and of
 * the compactness that is lost; then the number of blocks that move.
 */
export function* balance(
  order: BalanceOrder,
  mostTries = triesOf(order, USUAL),
): Generator<BalanceProgress, BalanceResult> {
  const frame = balanceFrame(order);
  const none = { best: null, tight: [], inParts: frame.inParts };
  const reason = reasonAtStart(frame);
  if (reason) return { ...none, reason };
  const best = yield* proposals(frame, mostTries);
  if (best) return { ...none, best, reason: null };
  if (!(yield* helps(order, LIMITS))) return { ...none, reason: 'none_found' };
  const tight: LooseLimit[] = [];
  for (const limit of LIMITS) if (yield* helps(order, [limit])) tight.push(limit);
  return { ...none, reason: 'limits_too_tight', tight };
}

function triesOf({ gridOf }: BalanceOrder, { each, least }: { each: number; least: number }): number {
  return Math.max(least, each * gridOf.length);
}

function reasonAtStart(frame: BalanceFrame): NoProposal | null {
  if (frame.innerMetres === 0) return 'one_grid';
  if (frame.movableBlocks === 0) return 'all_locked';
  return new BalanceSearch(frame).best.unevenness === 0 ? 'already_balanced' : null;
}

const LOOSE: Pick<BalanceLimits, LooseLimit> = {
  maxMovedDwellings: Number.POSITIVE_INFINITY,
  minCompactness: 0,
  borderFactor: Number.POSITIVE_INFINITY,
  barrierCost: 0,
};

/** Whether a short search finds something better when some limits are let go. */
function* helps(order: BalanceOrder, which: readonly LooseLimit[]): Generator<BalanceProgress, boolean> {
  const limits = { ...order.limits };
  for (const limit of which) limits[limit] = LOOSE[limit];
  if (which.every((limit) => limits[limit] === order.limits[limit])) return false;
  for (const { proposal } of proposals(balanceFrame({ ...order, limits }), triesOf(order, PROBE))) {
    if (proposal) return true;
    yield { part: 1, proposal: null };
  }
  return false;
}

function* proposals(frame: BalanceFrame, mostTries: number): Generator<BalanceProgress, Proposal | null> {
  const search = new BalanceSearch(frame);
  const offers = new BalanceOffers(frame, search);
  let tries = 0;
  const step = (proposal: Proposal | null) => ({ part: Math.min(1, tries / mostTries), proposal });
  for (const { from, heat } of balanceRounds(frame.movableBlocks, mostTries)) {
    search.restart(from);
    let slices = 0;
    for (const made of search.round(heat, SLICE)) {
      tries += made;
      const isTime = Number.isInteger(Math.log2(++slices));
      yield step(isTime ? offers.straight() : null);
    }
    yield step(offers.atEnd());
    if (from === 'best') yield step(offers.byLongWay());
  }
  return offers.proposal;
}
