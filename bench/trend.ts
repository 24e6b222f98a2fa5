/** A straight line through points by least squares. */
export interface Trend {
  slope: number;
  /** Half the width of the 95 % interval of the slope, from the scatter round the line; it assumes that samples err independently. */
  slopeError: number;
}

/** A sample: when, how much, and what was going on, of which samples differ in height for reasons other than time. */
export type TrendPoint = readonly [x: number, y: number, group?: string];

/**
 * The line through `points`; NaN with fewer than three, or with nothing to tell a slope by. Of points in groups it is the slope that
 * the groups share, each at a height of its own (analysis of covariance).
 */
export function trendOf(points: readonly TrendPoint[]): Trend {
  const groups = [...new Set(points.map(([, , group]) => group))];
  const centred = groups.flatMap((group) => aroundMean(points.filter(([, , own]) => own === group)));
  const free = points.length - groups.length - 1;
  const spreadX = centred.reduce((sum, [x]) => sum + x * x, 0);
  if (free < 1 || spreadX === 0) return { slope: Number.NaN, slopeError: Number.NaN };
  const slope = centred.reduce((sum, [x, y]) => sum + x * y, 0) / spreadX;
  const rest = centred.reduce((sum, [x, y]) => sum + (y - slope * x) ** 2, 0);
  return { slope, slopeError: 1.96 * Math.sqrt(rest / free / spreadX) };
}

function aroundMean(points: readonly TrendPoint[]): [x: number, y: number][] {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  return points.map(([x, y]) => [x - meanX, y - meanY]);
}
