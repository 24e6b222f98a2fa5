import { ancestorCode } from '../../../core/contract/area-code.ts';
import type { Rollup } from '../../../core/contract/rollup.ts';
import { COUNTED_NOUNS, countThing, noCounts } from '../../../core/live/area-counts.ts';
import type { LiveMaps } from '../../live/live-set.ts';

/** Figures of an area as they are shown: of the staff of an earlier plan nothing is kept. */
export type ShownRollup = Omit<Rollup, 'staff'> & { staff: number | null };

/**
 * Figures of areas of one level with what moves counted anew from the things that are shown, as the server counts the live ones;
 * grids, staff and residents stay. `today` is the day in the city's zone, 'yyyy-mm-dd'.
 */
export function countedRollups(
  rollups: readonly ShownRollup[],
  things: LiveMaps,
  today: string,
): ShownRollup[] {
  const counted = new Map(rollups.map((rollup) => [rollup.code, { ...rollup, ...noCounts() }]));
  const level = rollups[0]?.level ?? 'grid';
  for (const noun of COUNTED_NOUNS)
    for (const { properties } of things[noun].values()) {
      const rollup = counted.get(ancestorCode(properties.areaCode, level) ?? '');
      if (rollup) countThing(noun, rollup, properties, today);
    }
  return [...counted.values()];
}
