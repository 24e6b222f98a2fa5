import type { PatrolFrame } from './patrol-frame.ts';
import type { PatrolRoutes } from './patrol-routes.ts';

/** How many places near each are known. */
const NEAR = 60;
const MOST_STRING = 10;

/**
 * Takes strings of stops near one place out of the routes, so that what is inserted again can lie otherwise there: slack induction by string removals
 * (Christiaens and Vanden Berghe 2020).
 */
export class Ruin {
  /** Units whose routes lost stops in the last ruin. */
  readonly touched: number[] = [];
  /** By place: 1 if it lost a visit in the last ruin. */
  readonly lost: Uint8Array;
  /** The place around which it was. */
  seed = -1;
  readonly #frame: PatrolFrame;
  readonly #dice: () => number;
  readonly #near: Int32Array[];
  readonly #seeds: number[];

  constructor(frame: PatrolFrame, dice: () => number) {
    this.#frame = frame;
    this.#dice = dice;
    this.lost = new Uint8Array(frame.placeCount);
    this.#near = nearPlaces(frame);
    this.#seeds = [...frame.problem.places.keys()].filter((place) => !frame.problem.places[place]!.forbidden);
  }

  /** Takes about `most` stops out, at the most; the units touched are then to be refreshed. */
  strings(routes: PatrolRoutes, most: number): void {
    this.#begin();
    this.seed = this.#seeds[Math.floor(this.#dice() * this.#seeds.length)]!;
    let left = 1 + Math.floor(this.#dice() * most);
    const longest = Math.min(MOST_STRING, Math.max(1, left));
    for (const place of this.#near[this.seed]!) {
      if (left <= 0) return;
      const stop = this.#visitOf(routes, place);
      if (stop === -1 || this.touched.includes(routes.unitOf[stop]!)) continue;
      left -= this.#string(routes, stop, Math.min(left, 1 + Math.floor(this.#dice() * longest)));
    }
  }

  /** Takes all stops of one unit out. */
  route(routes: PatrolRoutes): void {
    this.#begin();
    this.seed = -1;
    const unit = Math.floor(this.#dice() * this.#frame.unitCount);
    const stop = routes.next[routes.startOf(unit)]!;
    if (stop < this.#frame.tokenCount) this.#string(routes, stop, this.#frame.tokenCount);
  }

  /** Favours the places near the last seed in `favour`, and lets those that lost a visit out of favour, by chance. */
  favour(favour: Float64Array, seedFactor: number, lostChance: number): void {
    favour.fill(1);
    if (seedFactor > 1 && this.seed !== -1) {
      const near = this.#near[this.seed]!;
      const count = Math.min(near.length, 1 + Math.floor(this.#dice() * 8));
      for (let i = 0; i < count; i++) favour[near[i]!] = seedFactor;
    }
    if (lostChance > 0)
      for (let place = 0; place < favour.length; place++)
        if (this.lost[place] === 1 && this.#dice() < lostChance) favour[place] = 0;
  }

  #begin(): void {
    this.touched.length = 0;
    this.lost.fill(0);
  }

  #visitOf(routes: PatrolRoutes, place: number): number {
    const { firstToken } = this.#frame;
    const count = firstToken[place + 1]! - firstToken[place]!;
    const from = count > 1 ? Math.floor(this.#dice() * count) : 0;
    for (let i = 0; i < count; i++) {
      const token = firstToken[place]! + ((from + i) % count);
      if (routes.unitOf[token] !== -1 && routes.pinned[token] === 0) return token;
    }
    return -1;
  }

  /** Takes a stop and stops beside it in its route out; gives how many. */
  #string(routes: PatrolRoutes, stop: number, length: number): number {
    const { tokenCount, nodeOf } = this.#frame;
    const unit = routes.unitOf[stop]!;
    this.touched.push(unit);
    let at = stop;
    for (let back = Math.floor(this.#dice() * length); back > 0; back--) {
      const before = routes.prev[at]!;
      if (before >= tokenCount || routes.pinned[before]! > 0) break;
      at = before;
    }
    let taken = 0;
    while (taken < length && at < tokenCount) {
      const next = routes.next[at]!;
      if (routes.pinned[at] === 0) {
        this.lost[nodeOf[at]!] = 1;
        routes.unlink(at);
        taken++;
      }
      at = next;
    }
    return taken;
  }
}

/** For each place itself and those nearest to it, nearest first, by the shorter of both ways and any vehicle. */
function nearPlaces({ placeCount, nodeCount, travel }: PatrolFrame): Int32Array[] {
  const tables = [...new Set(travel)];
  const seconds = new Float64Array(placeCount);
  return Array.from({ length: placeCount }, (_, place) => {
    for (let other = 0; other < placeCount; other++) {
      seconds[other] = other === place ? -1 : Number.POSITIVE_INFINITY;
      for (const table of tables)
        seconds[other] = Math.min(
          seconds[other]!,
          table[place * nodeCount + other]!,
          table[other * nodeCount + place]!,
        );
    }
    return Int32Array.from(
      [...seconds.keys()].sort((a, b) => seconds[a]! - seconds[b]! || a - b).slice(0, NEAR),
    );
  });
}
