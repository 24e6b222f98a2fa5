import { ancestorCode } from '../../core/contract/area-code.ts';
import type { Incident } from '../../core/contract/incident.ts';
import type { Level } from '../../core/vocabulary.ts';
import { isOpen, passes } from '../state/incident-filter.ts';
import type { IncidentFilter } from '../state/view-state.ts';

/** Incidents of the period in each area of a level. */
export interface AreaCounts {
  level: Level;
  counts: ReadonlyMap<string, number>;
  days: number;
}

/** Open incidents that pass the filter, by the code of the area at `level` that holds them. */
export function openByArea(
  incidents: Iterable<Incident>,
  filter: IncidentFilter,
  level: Level,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { properties } of incidents) {
    if (!isOpen(properties) || !passes(filter, properties)) continue;
    const code = properties.areaCode && ancestorCode(properties.areaCode, level);
    if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** Incidents per km² per day; areas whose size is not known are left out. */
export function ratesOf(
  { counts, days }: AreaCounts,
  sizesKm2: ReadonlyMap<string, number>,
): Map<string, number> {
  const rates = new Map<string, number>();
  for (const [code, count] of counts) {
    const km2 = sizesKm2.get(code);
    if (km2) rates.set(code, count / km2 / days);
  }
  return rates;
}

/** Counts of grids, as `counts[i]` for `codes[i]`, added up by the areas of `level`. */
export function addUp(
  codes: readonly string[],
  counts: ArrayLike<number>,
  level: Level,
): Map<string, number> {
  const sums = new Map<string, number>();
  codes.forEach((grid, i) => {
    const code = grid && ancestorCode(grid, level);
    const count = counts[i] ?? 0;
    if (code && count > 0) sums.set(code, (sums.get(code) ?? 0) + count);
  });
  return sums;
}
