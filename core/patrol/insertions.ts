import type { PatrolFrame } from './patrol-frame.ts';
import type { PatrolRoutes } from './patrol-routes.ts';

/** How the next visit is chosen. */
export interface Liking {
  /** Worth is divided by seconds to this power. */
  power: number;
  /** Each choice is worth up to this part more or less by chance. */
  noise: number;
  /** Part of the places that are passed over by chance. */
  skipped: number;
  /** By place: how many times as much it is liked. */
  favour: Float64Array | null;
}

/** Best worth for the seconds, nothing by chance. */
export const PLAIN_LIKING: Liking = { power: 1, noise: 0, skipped: 0, favour: null };

/**
 * Inserts visits one by one where they earn most for the time they take, until nothing more fits: the greedy insertion of the iterated local search of
 * Vansteenwegen, Souffriau, Vanden Berghe and Van Oudheusden (2009), with the chance of Christiaens and Vanden Berghe (2020).
 */
export class Insertions {
  readonly #frame: PatrolFrame;
  readonly #dice: () => number;
  /** By unit and place: the stop behind which a visit takes least time, -1 if there is none; and how much it is liked there. */
  readonly #after: Int32Array;
  readonly #liked: Float64Array;
  readonly #places: Int32Array;
  #count = 0;

  constructor(frame: PatrolFrame, dice: () => number) {
    this.#frame = frame;
    this.#dice = dice;
    this.#after = new Int32Array(frame.unitCount * frame.placeCount);
    this.#liked = new Float64Array(frame.unitCount * frame.placeCount);
    this.#places = new Int32Array(frame.placeCount);
  }

  /** Fills `routes`; places that `isFree` says may go to any unit, the others to the units of `touched` only. Gives the number of visits inserted. */
  fill(
    routes: PatrolRoutes,
    touched: readonly number[],
    liking: Liking,
    isFree: Uint8Array | null = null,
  ): number {
    this.#choosePlaces(routes, liking);
    for (let at = 0; at < this.#count; at++) {
      const place = this.#places[at]!;
      const isAnywhere = isFree !== null && isFree[place] === 1;
      for (let unit = 0; unit < this.#frame.unitCount; unit++)
        if (isAnywhere || touched.includes(unit)) this.#look(routes, place, unit, liking);
        else this.#after[unit * this.#frame.placeCount + place] = -1;
    }
    let inserted = 0;
    while (this.#insertBest(routes, liking)) inserted++;
    return inserted;
  }

  #choosePlaces(routes: PatrolRoutes, { skipped, favour }: Liking): void {
    const { placeCount, firstToken, problem } = this.#frame;
    this.#count = 0;
    for (let place = 0; place < placeCount; place++) {
      if (routes.visits[place]! >= firstToken[place + 1]! - firstToken[place]!) continue;
      if (favour && favour[place] === 0) continue;
      const isNeeded = problem.places[place]!.required && routes.visits[place] === 0;
      if (skipped > 0 && !isNeeded && this.#dice() < skipped) continue;
      this.#places[this.#count++] = place;
    }
  }

  #insertBest(routes: PatrolRoutes, liking: Liking): boolean {
    const { placeCount, unitCount } = this.#frame;
    let best = 0;
    let bestAt = -1;
    let bestUnit = -1;
    for (let at = 0; at < this.#count; at++)
      for (let unit = 0, entry = this.#places[at]!; unit < unitCount; unit++, entry += placeCount)
        if (this.#after[entry]! >= 0 && this.#liked[entry]! > best) {
          best = this.#liked[entry]!;
          bestAt = at;
          bestUnit = unit;
        }
    if (bestAt === -1) return false;
    this.#insert(routes, bestAt, bestUnit, liking);
    return true;
  }

  #insert(routes: PatrolRoutes, at: number, unit: number, liking: Liking): void {
    const { placeCount, minStay } = this.#frame;
    const place = this.#places[at]!;
    const entry = unit * placeCount + place;
    const token = routes.freeToken(place);
    routes.setStay(token, minStay[place]!);
    routes.link(token, this.#after[entry]!);
    if (!routes.refresh(unit)) {
      routes.unlink(token);
      routes.refresh(unit);
      this.#after[entry] = -1;
      return;
    }
    if (routes.freeToken(place) === -1) this.#places[at] = this.#places[--this.#count]!;
    else
      for (let other = 0; other < this.#frame.unitCount; other++)
        this.#lookAgain(routes, place, other, liking);
    for (let i = 0; i < this.#count; i++) this.#update(routes, this.#places[i]!, unit, token, liking);
  }

  #lookAgain(routes: PatrolRoutes, place: number, unit: number, liking: Liking): void {
    if (this.#after[unit * this.#frame.placeCount + place]! >= 0) this.#look(routes, place, unit, liking);
  }

  /** Finds the stop of a unit behind which a visit of a place takes least time. */
  #look(routes: PatrolRoutes, place: number, unit: number, liking: Liking): void {
    const entry = unit * this.#frame.placeCount + place;
    this.#after[entry] = -1;
    const first = routes.openFrom[unit]!;
    if (this.#frame.allowed[entry] === 0 || first === -1) return;
    const best =
      this.#frame.isPlain[place] === 1
        ? this.#leastPlain(routes, place, unit, entry)
        : this.#least(routes, place, unit, entry);
    if (this.#after[entry] !== -1) this.#like(routes, place, entry, best, liking);
  }

  #least(routes: PatrolRoutes, place: number, unit: number, entry: number): number {
    const end = routes.startOf(unit) + 1;
    let best = Number.POSITIVE_INFINITY;
    for (let at = routes.openFrom[unit]!; at !== end; at = routes.next[at]!) {
      const seconds = this.#seconds(routes, place, unit, at);
      if (seconds >= best) continue;
      best = seconds;
      this.#after[entry] = at;
    }
    return best;
  }

  /** The same for a place without windows and with one visit, written for speed: most of the search's time is spent here. */
  #leastPlain(routes: PatrolRoutes, place: number, unit: number, entry: number): number {
    const { nodeCount, nodeOf, pairCost } = this.#frame;
    const { next, begin, stay, latest } = routes;
    const table = this.#frame.travel[unit]!;
    const row = place * nodeCount;
    const [end, least, isEmpty] = [
      routes.startOf(unit) + 1,
      this.#frame.minStay[place]!,
      routes.isEmpty(unit),
    ];
    const perPair = this.#frame.secondsPerWorth;
    let best = Number.POSITIVE_INFINITY;
    let bestAt = -1;
    for (let at = routes.openFrom[unit]!; at !== end; ) {
      const behind = next[at]!;
      const from = nodeOf[at]! * nodeCount;
      const to = nodeOf[behind]!;
      const into = table[from + place]!;
      const out = table[row + to]!;
      if (begin[at]! + stay[at]! + into + least + out <= latest[behind]!) {
        let cost = into + out - (isEmpty ? 0 : table[from + to]!);
        if (pairCost)
          cost += perPair * (pairCost[from + place]! + pairCost[row + to]! - pairCost[from + to]!);
        if (cost < best) {
          best = cost;
          bestAt = at;
        }
      }
      at = behind;
    }
    this.#after[entry] = bestAt;
    return best;
  }

  /** The same, knowing what was best before a token was inserted: only that and the ways beside the token can be best. */
  #update(routes: PatrolRoutes, place: number, unit: number, token: number, liking: Liking): void {
    const entry = unit * this.#frame.placeCount + place;
    const known = this.#after[entry]!;
    if (known === -1) return;
    const before = routes.prev[token]!;
    const kept = known === before ? Number.POSITIVE_INFINITY : this.#seconds(routes, place, unit, known);
    if (kept === Number.POSITIVE_INFINITY) {
      this.#look(routes, place, unit, liking);
      return;
    }
    const into = this.#seconds(routes, place, unit, before);
    const out = this.#seconds(routes, place, unit, token);
    if (Math.min(into, out) >= kept) return;
    this.#after[entry] = into < out ? before : token;
    this.#like(routes, place, entry, Math.min(into, out), liking);
  }

  #like(routes: PatrolRoutes, place: number, entry: number, seconds: number, liking: Liking): void {
    const took = Math.max(1e-3, seconds + this.#frame.minStay[place]!);
    const power = liking.power === 1 ? took : took ** liking.power;
    const chance = liking.noise > 0 ? liking.noise * (this.#dice() - 0.5) : 0;
    const favour = liking.favour ? liking.favour[place]! : 1;
    this.#liked[entry] = (this.#worth(routes, place) / power) * (1 + chance) * favour;
  }

  /** Seconds that a visit behind a stop adds, with its wait and with pairs as seconds; infinite if it does not fit. */
  #seconds(routes: PatrolRoutes, place: number, unit: number, at: number): number {
    const { nodeCount, nodeOf, minStay, isPlain, pairCost, travel } = this.#frame;
    const table = travel[unit]!;
    const behind = routes.next[at]!;
    const from = nodeOf[at]! * nodeCount;
    const row = place * nodeCount;
    const to = nodeOf[behind]!;
    const ready = routes.begin[at]! + routes.stay[at]! + table[from + place]!;
    const least = minStay[place]!;
    const plain = isPlain[place] === 1;
    const begun = plain ? ready : routes.earliest(place, ready, least, unit, routes.rank[at]!);
    if (begun + least + table[row + to]! > routes.latest[behind]!) return Number.POSITIVE_INFINITY;
    if (!plain && !routes.leavesGap(place, begun, least, unit, routes.rank[at]!))
      return Number.POSITIVE_INFINITY;
    const direct = routes.isEmpty(unit) ? 0 : table[from + to]!;
    const pairs = pairCost
      ? this.#frame.secondsPerWorth * (pairCost[from + place]! + pairCost[row + to]! - pairCost[from + to]!)
      : 0;
    return table[from + place]! + table[row + to]! - direct + begun - ready + pairs;
  }

  #worth(routes: PatrolRoutes, place: number): number {
    const { firstToken, weights, tau, minStay, problem, bonus } = this.#frame;
    const visits = routes.visits[place]!;
    const share = tau[place] === 0 ? 1 : 1 - Math.exp(-minStay[place]! / tau[place]!);
    const needed = visits === 0 && problem.places[place]!.required ? bonus : 0;
    return weights[firstToken[place]! + visits]! * share + needed;
  }
}
