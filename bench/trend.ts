/** A straight line through points by least squares. */
export interface Trend {
  slope: number;
  /** Half the width of the 95 % interval of the slope, from the scatter round the line; it assumes that samples err independently. */
  slopeError: number;
}

/** The line through `points` [x, y]; NaN with fewer than three. */
export function trendOf(points: readonly (readonly [x: number, y: number])[]): Trend {
  const n = points.length;
  if (n < 3) return { slope: Number.NaN, slopeError: Number.NaN };
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / n;
  const [meanX, meanY] = [mean(0), mean(1)];
  const spreadX = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spreadX;
  const rest = points.reduce((sum, [x, y]) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  return { slope, slopeError: 1.96 * Math.sqrt(rest / (n - 2) / spreadX) };
}
