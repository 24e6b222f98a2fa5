/** The cylinders of a scan from their definition, to compare with. */
import type { ScanCases, ScanReach } from '../../../core/hotspot/scan-frame.ts';
import { scanRatio } from '../../../core/hotspot/scan-ratio.ts';

export interface Found {
  key: string;
  ratio: number;
}

function countByDay(list: Uint16Array, days: number): number[] {
  return Array.from({ length: days }, (_, d) => list.filter((day) => day === d).length);
}

/** Every cylinder there is, from its definition. */
export function allCylinders({ x, y, starts, day, days }: ScanCases, reach: ScanReach): Found[] {
  const found: Found[] = [];
  const total = day.length;
  const byDay = countByDay(day, days);
  const placeOf = Array.from(day, (_, i) => starts.findLastIndex((start) => start <= i));
  for (let centre = 0; centre < x.length; centre++) {
    const far = Array.from(x, (_, i) => Math.hypot(x[i]! - x[centre]!, y[i]! - y[centre]!));
    for (const radius of new Set(far)) {
      if (radius > reach.maxRadiusMetres) continue;
      const inside = placeOf.map((place) => far[place]! <= radius);
      const mass = inside.filter(Boolean).length;
      if (mass > Math.floor(reach.maxShare * total)) continue;
      const insideByDay = countByDay(
        day.filter((_, i) => inside[i]),
        days,
      );
      for (let toDay = reach.onlyCurrent ? days - 1 : 0; toDay < days; toDay++)
        for (let fromDay = 0; fromDay <= toDay; fromDay++) {
          const length = toDay - fromDay + 1;
          if (length < reach.minDays || length > reach.maxDays) continue;
          const sum = (counts: readonly number[]) =>
            counts.slice(fromDay, toDay + 1).reduce((all, count) => all + count, 0);
          const observed = sum(insideByDay);
          const expected = (mass * sum(byDay)) / total;
          if (observed < reach.minCases || observed <= expected) continue;
          const rest = total - observed;
          const ratio =
            observed * Math.log(observed / expected) +
            (rest > 0 ? rest * Math.log(rest / (total - expected)) : 0);
          found.push({ key: `${centre} ${radius.toFixed(3)} ${fromDay}-${toDay}`, ratio });
        }
    }
  }
  return found;
}

/** The largest ratio of circles round the first place, which the others are ever farther from. */
export function largestFromFirst({ starts, day, days }: ScanCases, { maxDays, maxShare }: ScanReach): number {
  const total = day.length;
  let top = 0;
  for (let mass = 1; mass <= maxShare * total; mass++) {
    if (!starts.includes(mass)) continue;
    for (let fromDay = 0; fromDay < days; fromDay++)
      for (let toDay = fromDay; toDay < Math.min(days, fromDay + maxDays); toDay++) {
        const isThen = (d: number) => d >= fromDay && d <= toDay;
        const expected = (mass * day.filter(isThen).length) / total;
        top = Math.max(top, scanRatio(day.subarray(0, mass).filter(isThen).length, expected, total));
      }
  }
  return top;
}

/** The largest ratio of some. */
export const largest = (cylinders: readonly Found[]) =>
  cylinders.reduce((top, { ratio }) => Math.max(top, ratio), 0);
