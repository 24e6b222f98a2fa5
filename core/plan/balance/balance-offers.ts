import { type BalanceFrame, mayHold } from './balance-frame.ts';
import { isBetter, SLIGHT, type Standing } from './balance-objective.ts';
import type { BalanceSearch } from './balance-search.ts';
import type { BlockTransfer } from './block-transfer.ts';
import type { FlipLog } from './flip-log.ts';
import { type Proposal, proposalOf } from './proposal.ts';
import { TransferOrder } from './transfer-order.ts';

/** A way is long if it has more transfers than this for each block that moves, and some more. */
const LONG = { each: 1.1, more: 3 };

/** Makes proposals of what a search finds: only of what can be reached, and each better than the one before. */
export class BalanceOffers {
  /** The last proposal. */
  proposal: Proposal | null = null;
  #offered: Standing;
  /** A better partition to which only a long way leads. */
  #aside: { way: FlipLog; standing: Standing } | null = null;
  readonly #frame: BalanceFrame;
  readonly #search: BalanceSearch;
  readonly #order: TransferOrder;

  constructor(frame: BalanceFrame, search: BalanceSearch) {
    this.#frame = frame;
    this.#search = search;
    this.#order = new TransferOrder(frame.graph, frame.gridCount, (block, grid) =>
      mayHold(frame, block, grid),
    );
    this.#offered = search.best;
  }

  /** Of the best partition, if it is better than what was offered and can be reached straight. */
  straight(): Proposal | null {
    if (!isBetter(this.#search.best, this.#offered)) return null;
    const { found, isWhole } = this.#order.towards(this.#frame.gridOf, this.#search.bestWay().partition());
    return isWhole ? this.#offer(found, this.#search.best) : null;
  }

  /**
   * The same at the end of a round; of what can not be reached straight, the nearest on the way there that is better than what was offered, or
   * else the whole by a way that is not long. Otherwise none, and the search goes on from that nearest.
   */
  atEnd(): Proposal | null {
    const { best } = this.#search;
    if (!isBetter(best, this.#offered)) return null;
    const way = this.#search.bestWay();
    const { found, isWhole } = this.#order.towards(this.#frame.gridOf, way.partition());
    const reached = this.#search.adopt(found);
    if (isBetter(reached, this.#offered)) {
      if (!isWhole) this.#aside = { way, standing: best };
      return this.#offer(found, reached);
    }
    const long = this.#order.along(way);
    const isShort = long && long.length <= LONG.each * best.moved + LONG.more;
    if (isShort) return this.#offer(long, this.#search.adopt(long));
    this.#aside = { way, standing: best };
    return null;
  }

  /** What only a long way leads to, if it makes the workload more even than anything that was offered; the search goes on from what was offered last. */
  byLongWay(): Proposal | null {
    const isEvener = this.#aside && this.#aside.standing.unevenness < this.#offered.unevenness - SLIGHT;
    const long = isEvener ? this.#order.along(this.#aside!.way) : null;
    this.#aside = null;
    const standing = this.#search.adopt(long ?? this.proposal?.transfers ?? []);
    return long && this.#offer(long, standing);
  }

  #offer(transfers: BlockTransfer[], standing: Standing): Proposal {
    this.#offered = standing;
    this.proposal = proposalOf(this.#frame, transfers);
    return this.proposal;
  }
}
