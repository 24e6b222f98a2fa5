import type { AreaProperties } from '../../core/contract/area.ts';
import { ancestorCode, levelOfCode } from '../../core/contract/area-code.ts';
import { type GridName, gridNameIn } from '../../core/contract/grid-name.ts';
import type { Level } from '../../core/vocabulary.ts';
import { type Language, words } from './words/words.ts';

const SHOWN: readonly Level[] = ['district', 'street', 'community'];

/** Names by code: of areas, and of grids that have a name of their own. */
export interface PlaceNames {
  areas: ReadonlyMap<string, AreaProperties>;
  grids: ReadonlyMap<string, GridName>;
}

/**
 * Names of the areas that contain `code`, largest first, each once, and the grid's own name or its number: ['城中区', '人民街街道', …, '014 格'].
 * `gridName`: what the grid is called where that is not as in the plan that is shown.
 */
export function placePath(
  { areas, grids }: PlaceNames,
  code: string,
  language: Language,
  gridName?: string,
): string[] {
  const path = SHOWN.flatMap((level) => {
    const area = areas.get(ancestorCode(code, level) ?? '');
    return area ? [nameOf(area, language)] : [];
  }).filter((name, at, all) => name !== all[at - 1]);
  if (levelOfCode(code) === 'grid') {
    const own = grids.get(code);
    const n = gridName ?? (own ? gridNameIn(language, own) : code.slice(-3));
    path.push(words.t('app.gridNumber', { n }));
  }
  if (path.length > 0) return path;
  const city = areas.get(code);
  return [city ? nameOf(city, language) : code];
}

function nameOf({ nameZh, nameEn }: AreaProperties, language: Language): string {
  return language === 'en' ? nameEn : nameZh;
}
