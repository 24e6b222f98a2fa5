import { gridNameIn, ownGridName } from '../../../core/contract/grid-name.ts';
import type { DifferenceChange, DifferenceGrid } from '../../../core/contract/plan-difference.ts';
import type { Language } from '../../ui/words/words.ts';

/** What the grids that two plans have otherwise are called in each of them, by code: those with a name of their own. */
export interface ComparedNames {
  before: ReadonlyMap<string, string>;
  after: ReadonlyMap<string, string>;
}

/** Reads the names of all changes of a comparison. */
export function comparedNames(changes: readonly DifferenceChange[], language: Language): ComparedNames {
  const namesOf = (grids: readonly (DifferenceGrid | null)[]) =>
    new Map(
      grids.flatMap((grid) => {
        const own = grid && ownGridName(grid.code, grid);
        return own ? [[grid.code, gridNameIn(language, own)] as const] : [];
      }),
    );
  return {
    before: namesOf(changes.map(({ before }) => before)),
    after: namesOf(changes.map(({ after }) => after)),
  };
}
