import type { PatrolFrame } from './patrol-frame.ts';
import type { PatrolRoutes } from './patrol-routes.ts';

const LEAST_GAIN_SECONDS = 1e-6;
/** Orders that are shorter, but not possible, after which it gives up. */
const MOST_REFUSED = 8;
const MOST_MOVED = 3;

/**
 * Makes the way of one unit shorter in the order of its stops: parts are turned round (2-opt, Croes 1958), and up to three stops are put elsewhere in
 * the route (Or 1976), until neither helps. Repeated pairs count as seconds; tables may be asymmetric.
 */
export class ShortenRoute {
  readonly #frame: PatrolFrame;
  readonly #order: Int32Array;
  readonly #nodes: Int32Array;
  readonly #tried: Int32Array;
  /** From each stop to the next. */
  readonly #arc: Float64Array;
  /** Sums of the way there and of the way back up to each stop. */
  readonly #there: Float64Array;
  readonly #back: Float64Array;
  #count = 0;
  /** Shorter orders still to be passed over. */
  #left = 0;

  constructor(frame: PatrolFrame) {
    this.#frame = frame;
    this.#order = new Int32Array(frame.tokenCount + 2);
    this.#nodes = new Int32Array(frame.tokenCount + 2);
    this.#tried = new Int32Array(frame.tokenCount + 2);
    this.#arc = new Float64Array(frame.tokenCount + 2);
    this.#there = new Float64Array(frame.tokenCount + 2);
    this.#back = new Float64Array(frame.tokenCount + 2);
  }

  /** Shortens a possible route, which stays possible; gives whether it became shorter. */
  shorten(routes: PatrolRoutes, unit: number): boolean {
    const first = routes.openFrom[unit]!;
    if (first === -1) return false;
    let [refused, isShorter] = [0, false];
    this.#read(routes, unit, first);
    while (this.#count > 3 && refused < MOST_REFUSED) {
      this.#left = refused;
      if (!this.#turned(unit) && !this.#moved(unit)) break;
      routes.setOrder(first, this.#tried.subarray(1), this.#count - 2);
      if (routes.refresh(unit)) {
        isShorter = true;
        refused = 0;
        this.#read(routes, unit, first);
      } else {
        refused++;
        routes.setOrder(first, this.#order.subarray(1), this.#count - 2);
        routes.refresh(unit);
      }
    }
    return isShorter;
  }

  #read(routes: PatrolRoutes, unit: number, first: number): void {
    const end = routes.startOf(unit) + 1;
    this.#count = 0;
    for (let stop = first; ; stop = routes.next[stop]!) {
      this.#order[this.#count++] = stop;
      this.#nodes[this.#count - 1] = this.#frame.nodeOf[stop]!;
      if (stop === end) break;
    }
    for (let i = 1; i < this.#count; i++) {
      this.#arc[i - 1] = this.#seconds(unit, i - 1, i);
      this.#there[i] = this.#there[i - 1]! + this.#arc[i - 1]!;
      this.#back[i] = this.#back[i - 1]! + this.#seconds(unit, i, i - 1);
    }
  }

  /** From the stop at one position of the order to that at another. */
  #seconds(unit: number, from: number, to: number): number {
    const { nodeCount, travel, pairCost } = this.#frame;
    const arc = this.#nodes[from]! * nodeCount + this.#nodes[to]!;
    return travel[unit]![arc]! + (pairCost ? this.#frame.secondsPerWorth * pairCost[arc]! : 0);
  }

  /** Writes an order with one part turned round that is shorter, after passing over as many as were refused. */
  #turned(unit: number): boolean {
    for (let i = 1; i < this.#count - 2; i++) {
      const into = this.#seconds(unit, i - 1, i);
      for (let j = i + 1; j < this.#count - 1; j++) {
        const gain =
          into +
          (this.#there[j]! - this.#there[i]!) +
          this.#seconds(unit, j, j + 1) -
          this.#seconds(unit, i - 1, j) -
          (this.#back[j]! - this.#back[i]!) -
          this.#seconds(unit, i, j + 1);
        if (!(gain > LEAST_GAIN_SECONDS) || this.#left-- > 0) continue;
        this.#tried.set(this.#order.subarray(0, this.#count));
        this.#tried.subarray(i, j + 1).reverse();
        return true;
      }
    }
    return false;
  }

  /** Writes an order with one to three stops elsewhere that is shorter, after passing over as many as were refused. */
  #moved(unit: number): boolean {
    for (let length = 1; length <= MOST_MOVED; length++)
      for (let i = 1; i + length < this.#count; i++) {
        const j = i + length - 1;
        const without =
          this.#seconds(unit, i - 1, i) + this.#seconds(unit, j, j + 1) - this.#seconds(unit, i - 1, j + 1);
        if (without <= LEAST_GAIN_SECONDS) continue;
        for (let to = 0; to < this.#count - 1; to++) {
          if (to >= i - 1 && to <= j) continue;
          const into = this.#seconds(unit, to, i);
          if (into - this.#arc[to]! >= without) continue;
          const within = into + this.#seconds(unit, j, to + 1) - this.#arc[to]!;
          if (!(without - within > LEAST_GAIN_SECONDS) || this.#left-- > 0) continue;
          this.#writeMoved(i, j, to);
          return true;
        }
      }
    return false;
  }

  #writeMoved(i: number, j: number, to: number): void {
    const order = this.#order.subarray(0, this.#count);
    const part = order.subarray(i, j + 1);
    const pieces =
      to < i
        ? [order.subarray(0, to + 1), part, order.subarray(to + 1, i), order.subarray(j + 1)]
        : [order.subarray(0, i), order.subarray(j + 1, to + 1), part, order.subarray(to + 1)];
    let at = 0;
    for (const piece of pieces) {
      this.#tried.set(piece, at);
      at += piece.length;
    }
  }
}
