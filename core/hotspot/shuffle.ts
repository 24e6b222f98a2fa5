/**
 * Seeded permutations for Monte Carlo tests. Replication `r` of a seed is a stream of its own: the same in whatever order, and by whatever worker,
 * the replications are made.
 */

/** Puts `items` into a random order, each of which is as likely (Fisher and Yates; Durstenfeld 1964): that of `replication` (0, 1, ...) of `seed` (whole number). */
export function shuffle(items: Uint16Array | Float64Array, seed: number, replication: number): void {
  const next = streamOf(seed, replication);
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor((next() / 0x1_0000_0000) * (i + 1));
    const held = items[i]!;
    items[i] = items[j]!;
    items[j] = held;
  }
}

/** Whole numbers 0 to 2^32 - 1 of the generator sfc32 (C. Doty-Humphrey, PractRand), whose state is made of both numbers by SplitMix32. */
function streamOf(seed: number, replication: number): () => number {
  const mix = splitMix(Math.imul(seed, 0x9e3779b1) ^ (Math.floor(seed / 0x1_0000_0000) | 0));
  let a = mix() ^ replication;
  const mixed = splitMix(a);
  a = mixed();
  let b = mixed() ^ mix();
  let c = mixed() ^ mix();
  let count = 1;
  const next = () => {
    const sum = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

function splitMix(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) | 0;
  };
}
