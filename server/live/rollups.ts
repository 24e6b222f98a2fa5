import { CODE_LENGTH, codePrefix } from '../../core/contract/area-code.ts';
import type { Rollup } from '../../core/contract/rollup.ts';
import { COUNTED_NOUNS, countThing, noCounts } from '../../core/live/area-counts.ts';
import type { Level } from '../../core/vocabulary.ts';
import { SMALLEST_COUNT } from '../queries/grids.ts';
import { commonArea } from '../queries/scope.ts';
import type { LiveCity } from './live-memory.ts';

export interface RollupQuery {
  level: Level;
  within: string;
  scopeCode: string;
  /** yyyy-mm-dd in the city's zone. */
  today: string;
  /** Only this area. */
  code?: string;
}

/**
 * Figures of every area at `level` in `within` and in the scope, by code. A unit or route counts at its home area's level and above.
 */
export function rollupsOf({ ground, features }: LiveCity, query: RollupQuery): Rollup[] {
  const { level, today } = query;
  const area = commonArea(query.within, query.scopeCode);
  if (area === undefined) return [];
  const prefix = codePrefix(area);
  const rows = new Map<string, Rollup>();
  for (const { code, areaKm2 } of areasAt(ground, level))
    if (code.startsWith(prefix) && (query.code ?? code) === code)
      rows.set(code, emptyRow(code, level, areaKm2));
  const rowOf = (code: string): Rollup | undefined =>
    code.startsWith(prefix) ? rows.get(codeAt(code, level)) : undefined;
  for (const { code, residents, dwellings } of ground.grids) {
    const row = rowOf(code);
    if (!row) continue;
    row.grids += 1;
    row.residents = (row.residents ?? 0) + residents;
    row.dwellings = (row.dwellings ?? 0) + dwellings;
  }
  for (const { code, count } of ground.staff) {
    const row = rowOf(code);
    if (row) row.staff += count;
  }
  for (const noun of COUNTED_NOUNS)
    for (const { properties } of features[noun]) {
      const row = rowOf(String(properties.areaCode));
      if (row) countThing(noun, row, properties, today);
    }
  return [...rows.values()].map((row) => ({
    ...row,
    residents: shown(row.residents),
    dwellings: shown(row.dwellings),
  }));
}

function areasAt(
  { areas, grids }: LiveCity['ground'],
  level: Level,
): readonly { code: string; areaKm2: number }[] {
  return level === 'grid' ? grids : areas.filter((area) => area.level === level);
}

/** The code of the area at `level` that holds `code`; of a code that is shorter, no area's. */
function codeAt(code: string, level: Level): string {
  return level === 'city' ? `${code.slice(0, 4)}00` : code.slice(0, CODE_LENGTH[level]);
}

function emptyRow(code: string, level: Level, areaKm2: number): Rollup {
  return {
    code,
    level,
    grids: 0,
    staff: 0,
    residents: null,
    dwellings: null,
    areaKm2,
    ...noCounts(),
  };
}

function shown(count: number | null): number | null {
  return count !== null && count >= SMALLEST_COUNT ? count : null;
}
