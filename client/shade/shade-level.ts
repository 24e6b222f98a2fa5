import type { Level } from '../../core/vocabulary.ts';

/** From which zoom to which (exclusive) the areas of a level are shaded. */
export interface ShadeRange {
  level: Level;
  from: number;
  to: number;
}

const MOST_ZOOM = 24;
/** By zoom: about as many areas on the screen at each. */
const BY_ZOOM: readonly ShadeRange[] = [
  { level: 'district', from: 0, to: 9.5 },
  { level: 'street', from: 9.5, to: 11.5 },
  { level: 'community', from: 11.5, to: 13.5 },
  { level: 'grid', from: 13.5, to: MOST_ZOOM },
];
/** The tiles hold the surfaces of a level from this zoom on. */
const IN_TILES_FROM: readonly [Level, number][] = [
  ['district', 0],
  ['street', 8],
  ['community', 9],
  ['grid', 10],
];

/** Which level is shaded at which zoom: the one whose borders were chosen, larger ones where the tiles do not hold it; or by zoom. */
export function shadeRanges(chosen: Level | null): readonly ShadeRange[] {
  if (chosen === null) return BY_ZOOM;
  if (chosen === 'city') return [{ level: 'city', from: 0, to: MOST_ZOOM }];
  const levels = IN_TILES_FROM.slice(0, IN_TILES_FROM.findIndex(([level]) => level === chosen) + 1);
  return levels.map(([level, from], i) => ({ level, from, to: levels[i + 1]?.[1] ?? MOST_ZOOM }));
}

/** The level that is shaded at `zoom`. */
export function shadeLevel(zoom: number, chosen: Level | null): Level {
  return shadeRanges(chosen).find(({ from, to }) => zoom >= from && zoom < to)?.level ?? 'grid';
}
