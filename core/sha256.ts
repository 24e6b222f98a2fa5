/** SHA-256 (FIPS 180-4) without a platform: a page that is not served over https has no `crypto.subtle`. */

const PRIMES = firstPrimes(64);
/** The first 32 bits of the fractions of the cube roots of the primes, and of the square roots of the first eight. */
const ROUNDS = Int32Array.from(PRIMES, (prime) => fractionBits(BigInt(prime), 3));
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fractionBits(BigInt(prime), 2));

/** The digest of `bytes` in 64 hex digits. */
export function sha256(bytes: Uint8Array): string {
  const hash = START.slice();
  const words = new Int32Array(64);
  const whole = bytes.length - (bytes.length % 64);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < whole; at += 64) addBlock(hash, words, view, at);
  const rest = padded(bytes.subarray(whole), bytes.length);
  for (let at = 0; at < rest.byteLength; at += 64) addBlock(hash, words, rest, at);
  return [...hash].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function padded(rest: Uint8Array, length: number): DataView {
  const blocks = new Uint8Array(rest.length < 56 ? 64 : 128);
  blocks.set(rest);
  blocks[rest.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(blocks.length - 4, (length * 8) >>> 0);
  return view;
}

function addBlock(hash: Int32Array, words: Int32Array, view: DataView, at: number): void {
  for (let t = 0; t < 16; t++) words[t] = view.getInt32(at + 4 * t);
  for (let t = 16; t < 64; t++) {
    const [late, early] = [words[t - 2]!, words[t - 15]!];
    const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    words[t] = s1 + words[t - 7]! + s0 + words[t - 16]!;
  }
  let a = hash[0]!;
  let b = hash[1]!;
  let c = hash[2]!;
  let d = hash[3]!;
  let e = hash[4]!;
  let f = hash[5]!;
  let g = hash[6]!;
  let h = hash[7]!;
  for (let t = 0; t < 64; t++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[t]! + words[t]!) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  hash[0]! += a;
  hash[1]! += b;
  hash[2]! += c;
  hash[3]! += d;
  hash[4]! += e;
  hash[5]! += f;
  hash[6]! += g;
  hash[7]! += h;
}

function turn(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}

/** The first 32 bits after the point of the `degree`-th root, by halving in whole numbers. */
function fractionBits(value: bigint, degree: number): number {
  const target = value << BigInt(32 * degree);
  let low = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((low + bit) ** BigInt(degree) <= target) low += bit;
  return Number(BigInt.asIntN(32, low));
}
