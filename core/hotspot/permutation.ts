import { makeDice } from '../basemap/dice.ts';
import type { Neighbourhood } from './neighbours.ts';

/**
 * Two-sided pseudo p of each place by conditional permutation (Anselin 1995): the value of the place stays, its k neighbours are drawn
 * anew, without replacement, from all others. M of `rounds` draws have a sum at least as high (or at least as low, whichever are fewer) as the
 * neighbours have; p = min(1, 2 (M + 1) / (rounds + 1)). Half of it is the directed p that some programs report.
 *
 * It serves Gi, Gi* and local Moran alike: for a place whose own value stays, each is a rising or falling function of the sum of its
 * neighbours. A round draws once for all places (the first k of the draw that are not the place itself), so that p of different places are
 * right each but not independent. NaN for a place without neighbours. The same seed gives the same p. It tells after every round how many are done,
 * so that who draws it out can show that, or stop.
 */
export function* permutationP(
  values: ArrayLike<number>,
  hood: Neighbourhood,
  { rounds, seed }: { rounds: number; seed: number },
): Generator<number, Float64Array> {
  const n = hood.count;
  const observed = hood.sums(values);
  const slack = 1e-9 * observed.reduce((most, sum) => Math.max(most, Math.abs(sum)), 1);
  const most = Math.min(n, hood.sizes.reduce((a, b) => Math.max(a, b), 0) + 1);
  const draw = makeDraw(n, most, makeDice(seed));
  const running = new Float64Array(most + 1);
  const atLeast = new Uint32Array(n);
  const atMost = new Uint32Array(n);
  for (let round = 0; round < rounds; round++) {
    const { drawn, placeOf } = draw();
    for (let i = 0; i < most; i++) running[i + 1] = running[i]! + values[drawn[i]!]!;
    for (let i = 0; i < n; i++) {
      const k = hood.sizes[i]!;
      const isDrawn = placeOf[i]! < k && drawn[placeOf[i]!] === i;
      const sum = isDrawn ? running[k + 1]! - values[i]! : running[k]!;
      if (sum >= observed[i]! - slack) atLeast[i]!++;
      if (sum <= observed[i]! + slack) atMost[i]!++;
    }
    yield round + 1;
  }
  return Float64Array.from({ length: n }, (_, i) =>
    hood.sizes[i] === 0
      ? Number.NaN
      : Math.min(1, (2 * (Math.min(atLeast[i]!, atMost[i]!) + 1)) / (rounds + 1)),
  );
}

/** Draws `most` of `n` places without replacement, again and again: the first part of a Fisher-Yates shuffle of what the last draw left. */
function makeDraw(n: number, most: number, dice: () => number) {
  const drawn = Int32Array.from({ length: n }, (_, i) => i);
  const placeOf = drawn.slice();
  return () => {
    for (let i = 0; i < most; i++) {
      const j = i + Math.floor(dice() * (n - i));
      const [a, b] = [drawn[i]!, drawn[j]!];
      drawn[i] = b;
      drawn[j] = a;
      placeOf[b] = i;
      placeOf[a] = j;
    }
    return { drawn, placeOf };
  };
}
