/** A part of one thing that went to another; `weight` is in any unit, at least 0. */
export interface Share {
  from: string;
  to: string;
  weight: number;
}

/**
 * Whole counts of new things: those of each old one are shared out by weight, what is left over by the largest remainders (Hamilton's method; of equal ones to the
 * first), so that every sum is kept. The count of one without any weight goes nowhere.
 */
export function apportion(
  counts: ReadonlyMap<string, number>,
  shares: readonly Share[],
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [from, count] of counts) {
    const own = shares.filter((share) => share.from === from && share.weight > 0);
    for (const [at, part] of partsOf(
      count,
      own.map(({ weight }) => weight),
    ).entries()) {
      const { to } = own[at] as Share;
      sums.set(to, (sums.get(to) ?? 0) + part);
    }
  }
  return sums;
}

/** Whole parts of a whole count by weight, their sum the count; none without weights. */
function partsOf(count: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const quotas = weights.map((weight) => (count * weight) / all);
  const parts = quotas.map(Math.floor);
  const left = count - parts.reduce((sum, part) => sum + part, 0);
  const order = quotas
    .map((quota, at) => ({ at, rest: quota - Math.floor(quota) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of order.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}
