import type { PatrolFrame } from './patrol-frame.ts';
import { PatrolRoutes } from './patrol-routes.ts';
import { worthOf } from './worth.ts';

const MOST_KEPT = 8;

/**
 * Good routes of which new ones are put together: adaptive memory (Rochat and Taillard 1995). Each unit takes the remembered route, of a unit like it,
 * that visits most of what the others do not.
 */
export class RouteMemory {
  readonly #frame: PatrolFrame;
  readonly #dice: () => number;
  /** By unit: the first unit like it. */
  readonly #kind: Int32Array;
  readonly #kept: { routes: PatrolRoutes; worth: number }[] = [];

  constructor(frame: PatrolFrame, dice: () => number) {
    this.#frame = frame;
    this.#dice = dice;
    const kinds = frame.problem.units.map(({ id: _, ...unit }, at) =>
      JSON.stringify(unit.pin ? { ...unit, at } : unit),
    );
    this.#kind = Int32Array.from(kinds, (kind) => kinds.indexOf(kind));
  }

  /** Remembers routes, unless it knows some that are worth just as much, or better ones enough. */
  keep(routes: PatrolRoutes): void {
    const worth = worthOf(routes);
    if (this.#kept.some((one) => Math.abs(one.worth - worth) < 1e-9)) return;
    const copy = this.#kept.length < MOST_KEPT ? new PatrolRoutes(this.#frame) : this.#worst(worth);
    if (!copy) return;
    copy.copy(routes);
    this.#kept.push({ routes: copy, worth });
    this.#kept.sort((a, b) => b.worth - a.worth);
  }

  /** Takes the worst out, if it is worth less. */
  #worst(worth: number): PatrolRoutes | null {
    return this.#kept.at(-1)!.worth < worth ? this.#kept.pop()!.routes : null;
  }

  /** Puts remembered routes into `routes`, which hold the pinned stops only. */
  recall(routes: PatrolRoutes): void {
    const units = [...this.#kind.keys()];
    for (let left = units.length; left > 0; left--) {
      const at = Math.floor(this.#dice() * left);
      const unit = units[at]!;
      units[at] = units[left - 1]!;
      this.#give(routes, unit);
    }
  }

  #give(routes: PatrolRoutes, unit: number): void {
    let [best, from, bestUnit]: [number, PatrolRoutes | null, number] = [0, null, -1];
    for (const { routes: source } of this.#kept)
      for (let other = 0; other < this.#frame.unitCount; other++) {
        if (this.#kind[other] !== this.#kind[unit]) continue;
        const worth = this.#newWorth(routes, source, other) * (0.7 + 0.6 * this.#dice());
        if (worth > best) [best, from, bestUnit] = [worth, source, other];
      }
    if (from) this.#take(routes, unit, from, bestUnit);
  }

  #newWorth(routes: PatrolRoutes, source: PatrolRoutes, unit: number): number {
    const { tokenCount, nodeOf, firstToken, weights } = this.#frame;
    let worth = 0;
    for (let stop = source.next[source.startOf(unit)]!; stop < tokenCount; stop = source.next[stop]!) {
      const place = nodeOf[stop]!;
      const token = firstToken[place]! + routes.visits[place]!;
      if (source.pinned[stop] === 0 && token < firstToken[place + 1]!) worth += weights[token]!;
    }
    return worth;
  }

  #take(routes: PatrolRoutes, unit: number, source: PatrolRoutes, from: number): void {
    const { tokenCount, nodeOf, minStay } = this.#frame;
    const taken: number[] = [];
    let at = routes.prev[routes.startOf(unit) + 1]!;
    for (let stop = source.next[source.startOf(from)]!; stop < tokenCount; stop = source.next[stop]!) {
      const token = source.pinned[stop] === 0 ? routes.freeToken(nodeOf[stop]!) : -1;
      if (token === -1) continue;
      routes.setStay(token, minStay[nodeOf[stop]!]!);
      routes.link(token, at);
      taken.push(token);
      at = token;
    }
    if (routes.refresh(unit)) return;
    for (const token of taken) routes.unlink(token);
    routes.refresh(unit);
  }
}
