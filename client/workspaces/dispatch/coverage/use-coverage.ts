import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Coverage } from '../../../../core/contract/coverage.ts';
import type { GridCells } from '../../../../core/contract/grid-cells.ts';
import { type CoverageWhen, type CoverageWish, coverageQuery } from '../../../api/coverage.ts';
import { gridCellsQuery } from '../../../api/grid-cells.ts';
import { useSession } from '../../../api/session.ts';
import { useView } from '../../../state/view.ts';
import { type CoverageModel, coverageModel } from './coverage-model.ts';
import { useCoverageSettings } from './coverage-settings.ts';

interface CoverageNow {
  when: CoverageWhen;
  wish: CoverageWish;
  coverage: Coverage | undefined;
  cells: GridCells | undefined;
  /** undefined: not there yet, or of two plans. */
  model: CoverageModel | undefined;
  error: unknown;
  retry: () => void;
}

/** What both panels of the desk show. */
export function useCoverage(): CoverageNow {
  const { account } = useSession();
  const { basis, hour, times, nets, minutes, measure } = useCoverageSettings();
  const within = useView((view) => view.area) ?? account.scopeCode;
  const when = { basis, hour, times };
  const picture = useQuery(coverageQuery(when));
  const grids = useQuery(gridCellsQuery);
  const model = useMemo(() => {
    const choice = { nets, minutes, measure, within };
    return picture.data && grids.data ? coverageModel(picture.data, grids.data, choice) : undefined;
  }, [picture.data, grids.data, nets, minutes, measure, within]);
  return {
    when,
    wish: { nets, minutes, measure, within },
    coverage: picture.data,
    cells: grids.data,
    model,
    error: picture.data && grids.data ? null : (picture.error ?? grids.error),
    retry: () => {
      void picture.refetch();
      void grids.refetch();
    },
  };
}
