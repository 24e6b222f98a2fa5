/**
 * Probabilities of the standard normal distribution by additions, multiplications and divisions alone, which IEEE 754 fixes to the
 * last bit: a result and its digest are the same in every browser, as `Math.exp` would not promise.
 */

/** The natural logarithm of 2 in two parts, the first of few bits so that a multiple of it is exact (Cody and Waite 1980). */
const LN_2_HIGH = 0.6931471803691238;
const LN_2_LOW = 1.9082149292705877e-10;
/** 2^-k for each k down to the smallest number there is. */
const HALVES = new Float64Array(1076);
for (let k = 0, power = 1; k < HALVES.length; k++, power /= 2) HALVES[k] = power;
const INVERSE_SQRT_2_PI = 0.3989422804014327;

/** e^x for x <= 0, right to about 1e-15 of itself: x = k ln 2 + r, and the Taylor series of e^r. */
export function expOfNegative(x: number): number {
  const k = Math.round(x * Math.LOG2E);
  if (-k >= HALVES.length) return 0;
  const r = x - k * LN_2_HIGH - k * LN_2_LOW;
  let sum = 1;
  for (let term = 15; term >= 1; term--) sum = 1 + (sum * r) / term;
  return sum * HALVES[-k]!;
}

/** Where the series gives way to the continued fraction: both hold there to the last digits. */
const TAIL_FROM = 3;
const TAIL_DEPTH = 60;

/**
 * The probability that a standard normal variable is at least as far from 0 as `z` (two-sided p). Near 0 by the series
 * φ(z)(z + z³/3 + z⁵/15 + ...), beyond by Laplace's continued fraction of Mills' ratio (Abramowitz and Stegun, 26.2.11 and 26.2.14). NaN for NaN.
 */
export function twoSidedP(z: number): number {
  const a = Math.abs(z);
  if (Number.isNaN(a)) return Number.NaN;
  if (a > 39) return 0;
  const density = INVERSE_SQRT_2_PI * expOfNegative((-a * a) / 2);
  if (a < TAIL_FROM) {
    let term = a;
    let sum = a;
    for (let odd = 3; term > sum * 1e-17; odd += 2) {
      term *= (a * a) / odd;
      sum += term;
    }
    return 1 - 2 * density * sum;
  }
  let fraction = a;
  for (let k = TAIL_DEPTH; k >= 1; k--) fraction = a + k / fraction;
  return (2 * density) / fraction;
}
