import { useQuery } from '@tanstack/react-query';
import type { AreaProperties } from '../../core/contract/area.ts';
import { ancestorCode, levelOfCode } from '../../core/contract/area-code.ts';
import type { Level } from '../../core/vocabulary.ts';
import { areaNamesQuery } from '../api/areas.ts';
import { useView } from '../state/view.ts';
import { nameIn } from './named.ts';
import { type Language, words } from './words/words.ts';

const SHOWN: readonly Level[] = ['district', 'street', 'community'];

/** Names of the areas that contain `code`, largest first, each once, and the grid's number: ['城中区', '人民街街道', …, '014 格']. */
export function placePath(
  names: ReadonlyMap<string, AreaProperties>,
  code: string,
  language: Language,
): string[] {
  const path = SHOWN.flatMap((level) => {
    const area = names.get(ancestorCode(code, level) ?? '');
    return area ? [nameIn(language, area)] : [];
  }).filter((name, at, all) => name !== all[at - 1]);
  if (levelOfCode(code) === 'grid') path.push(words.t('app.gridNumber', { n: code.slice(-3) }));
  if (path.length > 0) return path;
  const city = names.get(code);
  return [city ? nameIn(language, city) : code];
}

/** A name that is not broken at a line's end. */
function unbroken(part: string | undefined): string {
  return (part ?? '').replaceAll(' ', '\u00a0');
}

/** Says where an area code is, with every level. */
export function usePlacePath(): (code: string) => string {
  const language = useView((view) => view.language);
  const { data: names } = useQuery(areaNamesQuery);
  return (code) =>
    placePath(names ?? new Map(), code, language)
      .map(unbroken)
      .join(' › ');
}

/** Says where an area code is, in a short line: district, community, grid. */
export function usePlaceName(): (code: string) => string {
  const language = useView((view) => view.language);
  const { data: names } = useQuery(areaNamesQuery);
  return (code) => {
    const path = placePath(names ?? new Map(), code, language);
    return (path.length > 3 ? [path[0], ...path.slice(-2)] : path).map(unbroken).join('\u00a0· ');
  };
}
