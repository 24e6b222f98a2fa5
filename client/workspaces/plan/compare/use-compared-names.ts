import { useMemo } from 'react';
import { gridNameIn, shortGridName } from '../../../../core/contract/grid-name.ts';
import type { DifferenceChange, PlanDifference } from '../../../../core/contract/plan-difference.ts';
import { type ComparedNames, comparedNames } from '../../../planning/compare/compared-names.ts';
import { useView } from '../../../state/view.ts';
import { usePlaceName } from '../../../ui/place-name.ts';

/** What the changed grids of a comparison are called, in the language of the view. */
export function useComparedNames({ grids }: PlanDifference): ComparedNames {
  const language = useView((view) => view.language);
  return useMemo(() => comparedNames(grids, language), [grids, language]);
}

/** Says where a changed grid is, or was last: district, community, and its own name or number in that plan. */
export function useChangePlace(): (change: DifferenceChange) => string {
  const language = useView((view) => view.language);
  const placeName = usePlaceName();
  return ({ before, after }) => {
    const grid = after ?? before;
    return grid ? placeName(grid.code, gridNameIn(language, shortGridName(grid.code, grid))) : '';
  };
}
