/** Lower ends of the five classes, ascending; what is below the first has no colour. */
export type Breaks = readonly [number, number, number, number, number];

/** For whole numbers up to so many, the breaks of the first line that reaches them. */
const COUNT_BREAKS: readonly [most: number, breaks: Breaks][] = [
  [7, [1, 2, 3, 4, 5]],
  [14, [1, 2, 4, 6, 8]],
  [30, [1, 3, 6, 10, 15]],
  [70, [1, 5, 10, 20, 30]],
  [150, [1, 10, 20, 40, 60]],
];
/** A few areas may be far above the rest: the classes are fitted to what all but so many come to. */
const TOP_SHARE = 0.95;
const LEAST_RATE = 1e-3;

/** Classes for counts of which the largest is `most`: whole numbers that people count in, stable while `most` changes a little. */
export function countBreaks(most: number): Breaks {
  for (let scale = 1; ; scale *= 10)
    for (const [upTo, breaks] of COUNT_BREAKS)
      if (most <= upTo * scale)
        return breaks.map((low, i) => (i === 0 ? 1 : low * scale)) as unknown as Breaks;
}

/** Classes for rates, each twice the one before: the last begins at a power of two above the 95th percentile of the
 * rates, so that it stands for few. */
export function rateBreaks(rates: readonly number[]): Breaks {
  const above = rates.filter((rate) => rate > 0).sort((a, b) => a - b);
  const high = above[Math.min(above.length - 1, Math.floor(above.length * TOP_SHARE))] ?? 0;
  const top = 2 ** Math.ceil(Math.log2(Math.max(high, LEAST_RATE)));
  return [top / 16, top / 8, top / 4, top / 2, top];
}

/** 0 below the first break, else 1 to 5. */
export function classOf(value: number, breaks: Breaks): number {
  return breaks.filter((low) => value >= low).length;
}
