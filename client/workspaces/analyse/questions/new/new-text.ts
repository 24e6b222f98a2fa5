import { recurrenceDays } from '../../../../../core/hotspot/scan-clusters.ts';
import { formatDay, formatNumber } from '../../../../ui/format.ts';
import type { FoundCluster } from './new-findings.ts';

/** '0.001', '0.034', '0.27'. */
export function formatP(p: number): string {
  return p < 0.1 ? String(Number(p.toPrecision(2))) : p.toFixed(2);
}

/** '46.3', '1,204', '0.08'. */
export function formatExpected(value: number): string {
  if (value >= 100) return formatNumber(Math.round(value));
  return value >= 10 ? value.toFixed(1) : String(Number(value.toPrecision(2)));
}

/** '2026-11-03 ~ 11-24': the first and the last day, by the city's clock. */
export function formatDays({ fromMs, toMs }: Pick<FoundCluster, 'fromMs' | 'toMs'>): string {
  const [first, last] = [formatDay(fromMs), formatDay(toMs - 1)];
  if (first === last) return first;
  return `${first} ~ ${first.slice(0, 4) === last.slice(0, 4) ? last.slice(5) : last}`;
}

/**
 * Days in which chance makes one such cluster, and whether it is at least so long: no replication reached the cluster, and more of them might tell
 * a longer time.
 */
export function recurrence(p: number, replications: number): { days: string; isFloor: boolean } {
  return {
    days: formatNumber(Math.round(recurrenceDays(p))),
    isFloor: replications > 0 && p <= 1 / (replications + 1),
  };
}
