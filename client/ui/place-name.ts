import { useQuery } from '@tanstack/react-query';
import { areaNamesQuery, gridNamesQuery } from '../api/areas.ts';
import { useView } from '../state/view.ts';
import { type PlaceNames, placePath } from './place-path.ts';
import { usePlanShown } from './use-plan-shown.ts';

const NO_AREAS: PlaceNames['areas'] = new Map();
const NO_GRIDS: PlaceNames['grids'] = new Map();

/** Names of the areas of the scope, and of the grids of the plan that is shown. */
export function usePlaceNames(): PlaceNames {
  const { data: areas = NO_AREAS } = useQuery(areaNamesQuery);
  const { data: grids = NO_GRIDS } = useQuery(gridNamesQuery(usePlanShown()));
  return { areas, grids };
}

/** A name that is not broken at a line's end. */
function unbroken(part: string | undefined): string {
  return (part ?? '').replaceAll(' ', '\u00a0');
}

/** Says where an area code is, with every level. */
export function usePlacePath(): (code: string) => string {
  const language = useView((view) => view.language);
  const names = usePlaceNames();
  return (code) => placePath(names, code, language).map(unbroken).join(' › ');
}

/** Says where an area code is, in a short line: district, community, grid. `gridName`: as of `placePath`. */
export function usePlaceName(): (code: string, gridName?: string) => string {
  const language = useView((view) => view.language);
  const names = usePlaceNames();
  return (code, gridName) => {
    const path = placePath(names, code, language, gridName);
    return (path.length > 3 ? [path[0], ...path.slice(-2)] : path).map(unbroken).join('\u00a0· ');
  };
}
