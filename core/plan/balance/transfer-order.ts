import type { BlockGraph } from './block-graph.ts';
import { afterTransfers, type BlockTransfer, isBeside } from './block-transfer.ts';
import { Contiguity } from './contiguity.ts';
import type { FlipLog } from './flip-log.ts';

/** How long it looks for ways round, and for a whole way along a log, in blocks looked at; and what one test of contiguity counts. */
const EFFORT = 500_000;
const WHOLE_EFFORT = 8_000_000;
const TEST_EFFORT = 100;

/** A partition on its way to another one. */
interface Way {
  gridOf: Int32Array;
  to: Int32Array;
  workload: Float64Array;
  /** Blocks that are not yet where they are to go. */
  left: number[];
  /** How often a grid has changed. */
  version: Int32Array;
  /** At which versions of its two grids a block could not move. */
  stuckAt: Int32Array;
  transfers: BlockTransfer[];
}

/** Finds orders of transfers of which each leaves every grid contiguous and not empty. */
export class TransferOrder {
  readonly #graph: BlockGraph;
  readonly #gridCount: number;
  readonly #mayDetour: (block: number, grid: number) => boolean;
  readonly #contiguity: Contiguity;
  #spent = 0;

  /** `mayDetour`: whether a block may be put into a grid on the way to another. */
  constructor(graph: BlockGraph, gridCount: number, mayDetour: (block: number, grid: number) => boolean) {
    this.#graph = graph;
    this.#gridCount = gridCount;
    this.#mayDetour = mayDetour;
    this.#contiguity = new Contiguity(graph);
  }

  /**
   * From the start of the log to where it leads by way of partitions that it passes: there is such a way, though not a short one. Null if it took
   * too long to find.
   */
  along(log: FlipLog): BlockTransfer[] | null {
    const limit = this.#spent + WHOLE_EFFORT;
    const transfers: BlockTransfer[] = [];
    const open = [log.length];
    let start = 0;
    let from = log.partition(0);
    for (let end = open.at(-1); end !== undefined; end = open.at(-1)) {
      const to = log.partition(end);
      const { found, isWhole } = this.towards(from, to);
      if (this.#spent > limit) return null;
      if (isWhole) {
        for (const transfer of found) transfers.push(transfer);
        from = to;
        start = end;
        open.pop();
      } else open.push(start + Math.ceil((end - start) / 2));
    }
    return this.#shortened(log.partition(0), transfers);
  }

  /** The same way with its stretches, long ones first, put in place by shorter ones where there are such. */
  #shortened(start: Int32Array, transfers: readonly BlockTransfer[]): BlockTransfer[] {
    let whole = [...transfers];
    for (const share of [0.75, 0.5, 0.25]) {
      const stretch = Math.max(1, Math.ceil(whole.length * share));
      for (let at = 0; at + stretch <= whole.length; at += Math.ceil(stretch / 3)) {
        const from = afterTransfers(start, whole.slice(0, at));
        const { found, isWhole } = this.towards(from, afterTransfers(from, whole.slice(at, at + stretch)));
        if (isWhole && found.length < stretch)
          whole = [...whole.slice(0, at), ...found, ...whole.slice(at + stretch)];
      }
    }
    return whole;
  }

  /**
   * From one partition to another: each block that differs moves once, but for some that make way for others. If no such way was found
   * (`isWhole` false), from the one to where it went on no more.
   */
  towards(from: Int32Array, to: Int32Array): { found: BlockTransfer[]; isWhole: boolean } {
    let found: BlockTransfer[] = [];
    for (const effort of [0, EFFORT]) {
      const forwards = this.#walk(from, to, effort);
      found = forwards.transfers;
      if (forwards.left.length === 0) return { found, isWhole: true };
      const backwards = this.#walk(to, from, effort);
      if (backwards.left.length === 0) return { found: reversed(backwards.transfers), isWhole: true };
    }
    return { found, isWhole: false };
  }

  #walk(from: Int32Array, to: Int32Array, effort: number): Way {
    const way = this.#begin(from, to);
    this.#goOn(way);
    const limit = this.#spent + effort;
    let isOn = true;
    while (isOn && way.left.length > 0) isOn = this.#makeWay(way, limit);
    return way;
  }

  /** Makes all the transfers that can be made straight away, one after another. */
  #goOn(way: Way): void {
    for (let at = this.#firstPossible(way); at !== -1; at = this.#firstPossible(way))
      this.#move(way, way.left[at]!, way.to[way.left[at]!]!);
  }

  #begin(from: Int32Array, to: Int32Array): Way {
    const workload = new Float64Array(this.#gridCount);
    for (const [block, grid] of from.entries()) workload[grid]! += this.#graph.workload[block]!;
    return {
      gridOf: from.slice(),
      to,
      workload,
      left: Array.from(from.keys()).filter((block) => from[block] !== to[block]),
      version: new Int32Array(this.#gridCount),
      stuckAt: new Int32Array(from.length).fill(-1),
      transfers: [],
    };
  }

  #move(way: Way, block: number, to: number): void {
    const from = way.gridOf[block]!;
    way.transfers.push({ block, from, to });
    way.workload[from]! -= this.#graph.workload[block]!;
    way.workload[to]! += this.#graph.workload[block]!;
    way.version[from]!++;
    way.version[to]!++;
    way.gridOf[block] = to;
    way.stuckAt[block] = -1;
    const at = way.left.indexOf(block);
    if (to !== way.to[block]) {
      if (at === -1) way.left.push(block);
    } else if (at !== -1) {
      way.left[at] = way.left.at(-1)!;
      way.left.pop();
    }
  }

  /** Place in `left` of the block whose transfer evens the workload most among those that can be made now; -1 if there is none. */
  #firstPossible(way: Way): number {
    this.#spent += way.left.length;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < way.left.length; i++) {
      const block = way.left[i]!;
      const from = way.gridOf[block]!;
      const to = way.to[block]!;
      const version = way.version[from]! + way.version[to]!;
      if (way.stuckAt[block] === version) continue;
      const work = this.#graph.workload[block]!;
      const change = work * (way.workload[to]! - way.workload[from]! + work);
      if (change >= least) continue;
      if (this.#isPossible(way, block, to)) {
        best = i;
        least = change;
      } else way.stuckAt[block] = version;
    }
    return best;
  }

  #isPossible({ gridOf }: Way, block: number, to: number): boolean {
    this.#spent += TEST_EFFORT;
    return isBeside(this.#graph, gridOf, block, to) && this.#contiguity.holdsWithout(gridOf, block);
  }

  /** Puts a block into some grid where it does not stay, so that after what can be made then fewer blocks are left than before; false if none helps. */
  #makeWay(way: Way, limit: number): boolean {
    const before = way.left.length;
    const length = way.transfers.length;
    for (const [block, grid] of [...this.#detours(way)]) {
      if (this.#spent >= limit) return false;
      if (!this.#isPossible(way, block, grid)) continue;
      this.#move(way, block, grid);
      this.#goOn(way);
      if (way.left.length < before) return true;
      while (way.transfers.length > length) this.#takeBack(way);
    }
    return false;
  }

  #takeBack(way: Way): void {
    const { block, from } = way.transfers.pop()!;
    this.#move(way, block, from);
    way.transfers.pop();
  }

  *#detours({ gridOf, left, to }: Way): Generator<[block: number, grid: number]> {
    const { starts, neighbours } = this.#graph;
    const near = new Set(left);
    for (const block of left)
      for (let i = starts[block]!; i < starts[block + 1]!; i++) near.add(neighbours[i]!);
    for (const block of near)
      for (let i = starts[block]!; i < starts[block + 1]!; i++) {
        const grid = gridOf[neighbours[i]!]!;
        if (grid !== gridOf[block] && grid !== to[block] && this.#mayDetour(block, grid)) yield [block, grid];
      }
  }
}

function reversed(transfers: readonly BlockTransfer[]): BlockTransfer[] {
  return transfers.toReversed().map(({ block, from, to }) => ({ block, from: to, to: from }));
}
