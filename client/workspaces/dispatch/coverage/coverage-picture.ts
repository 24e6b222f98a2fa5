import type { CoveragePlace } from '../../../../core/contract/coverage.ts';
import type { GridCells } from '../../../../core/contract/grid-cells.ts';
import type { GridTint, OverFeature } from '../../../state/over-picture.ts';
import type { CoverageModel, VoidArea } from './coverage-model.ts';

/** More discs would hide the map. */
const MOST_DISCS = 25;
/** Places for the next one are told by letters, as in the list. */
export const LETTERS = 'ABCDEFGHIJ';

/** The colour of each grid: nobody in time, one net, more than one (or the only one chosen). */
export function gridTints(
  { grids, depth }: CoverageModel,
  { codes }: GridCells,
  nets: number,
): Map<string, GridTint> {
  return new Map(
    grids.map((at) => {
      const tint = depth[at] === 0 ? 'void' : depth[at] === 1 && nets > 1 ? 'once' : 'covered';
      return [codes[at]!, tint];
    }),
  );
}

/** A disc for each void, with its place in the list; what is open is larger. */
export function voidDiscs(voids: readonly VoidArea[], openId: string | null): OverFeature[] {
  return voids.slice(0, MOST_DISCS).map(({ id, lng, lat }, i) => ({
    id,
    geometry: { type: 'Point', coordinates: [lng, lat] },
    tone: 'bad',
    label: String(i + 1),
    weight: id === openId ? 3 : 2,
  }));
}

export function nextDiscs(places: readonly CoveragePlace[]): OverFeature[] {
  return places.map(({ lng, lat }, i) => ({
    geometry: { type: 'Point', coordinates: [lng, lat] },
    tone: 'good',
    label: LETTERS[i] ?? '+',
    weight: 3,
  }));
}
