/** Numbers that look random and are the same for the same seed, each in [0, 1): xorshift32 (Marsaglia 2003) from a mixed seed. */
export function makeDice(seed: number): () => number {
  let state = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  next();
  next();
  return next;
}
