import type { PlanePoints } from '../geometry/city-plane.ts';

const NEAREST = 8;

/** Finds what is nearest to points that have nothing about them. */
export class LonePoints {
  readonly #points: PlanePoints;
  readonly #found = new Map<number, number[]>();
  #order: Uint32Array | undefined;
  #rank = new Uint32Array(0);

  constructor(points: PlanePoints) {
    this.#points = points;
  }

  /** Squared metres from a point to up to eight others that are nearest, in order. */
  nearest(point: number): readonly number[] {
    const kept = this.#found.get(point);
    if (kept) return kept;
    const { x, y } = this.#points;
    const order = this.#sorted();
    const best: number[] = [];
    let [before, after] = [this.#rank[point]! - 1, this.#rank[point]! + 1];
    for (;;) {
      const down = before >= 0 ? y[point]! - y[order[before]!]! : Number.POSITIVE_INFINITY;
      const up = after < order.length ? y[order[after]!]! - y[point]! : Number.POSITIVE_INFINITY;
      const off = Math.min(down, up);
      const worst = best.length < NEAREST ? Number.POSITIVE_INFINITY : best[NEAREST - 1]!;
      if (off === Number.POSITIVE_INFINITY || off * off >= worst) break;
      const other = order[down <= up ? before-- : after++]!;
      const squared = off * off + (x[other]! - x[point]!) ** 2;
      if (squared < worst) insert(best, squared);
    }
    this.#found.set(point, best);
    return best;
  }

  #sorted(): Uint32Array {
    if (this.#order) return this.#order;
    const { y } = this.#points;
    const order = Uint32Array.from(y, (_, i) => i).sort((a, b) => y[a]! - y[b]!);
    this.#rank = new Uint32Array(order.length);
    for (let place = 0; place < order.length; place++) this.#rank[order[place]!] = place;
    this.#order = order;
    return order;
  }
}

function insert(best: number[], squared: number): void {
  let place = best.length;
  while (place > 0 && best[place - 1]! > squared) place--;
  best.splice(place, 0, squared);
  if (best.length > NEAREST) best.pop();
}
