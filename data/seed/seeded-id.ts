/** Ids that are the same for the same city, as UUIDv7 (RFC 9562, section 5.7) of a given instant. */

/** Mixes four numbers into 32 random-looking bits (Murmur3's finaliser, public domain). */
export function mix(a: number, b: number, c: number, d: number): number {
  let hash = 0;
  for (const part of [a, b, c, d]) {
    hash = Math.imul(hash ^ part, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** The id of the `index`-th thing of kind `kind` in the city of `seed`. */
export function seededId(instantMs: number, seed: number, kind: number, index: number): string {
  const time = instantMs.toString(16).padStart(12, '0');
  const [a, b, c] = [1, 2, 3].map((part) => hex(mix(seed, kind, index, part))) as [string, string, string];
  const variant = ((Number.parseInt(b[0] ?? '0', 16) & 3) | 8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-${variant}${b.slice(1, 4)}-${b.slice(4)}${c}`;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
