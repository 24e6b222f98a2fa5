import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { levelOfCode } from '../../../core/contract/area-code.ts';
import type { PlanArea } from '../../../core/contract/plan.ts';
import { noCounts } from '../../../core/live/area-counts.ts';
import type { Level } from '../../../core/vocabulary.ts';
import { areaQuery, rollupQuery, rollupsQuery } from '../../api/areas.ts';
import { planAreasQuery } from '../../api/plans.ts';
import { usePlanShown } from '../../ui/use-plan-shown.ts';
import type { ShownRollup } from './counted-rollups.ts';
import { useShownRollups } from './use-shown-rollups.ts';

/** What is known of an area or grid of the plan that is shown. */
export function useAreaShown(code: string) {
  const planId = usePlanShown();
  const level = levelOfCode(code) ?? 'grid';
  const present = useQuery({ ...areaQuery(code), enabled: planId === null });
  const past = useQuery({ ...planAreasQuery(planId ?? '', level, code), enabled: planId !== null });
  const properties = planId === null ? present.data?.properties : past.data?.[0];
  return {
    properties,
    error: planId === null ? present.error : past.error,
    /** Of the row as it is today; the areas of an earlier plan have none. */
    version: planId === null ? present.data?.properties.version : undefined,
    isMissing: planId !== null && past.data?.length === 0,
  };
}

/** Figures of one area or grid of the plan that is shown. */
export function useRollup(code: string) {
  const planId = usePlanShown();
  const level = levelOfCode(code) ?? 'grid';
  const present = useQuery({ ...rollupQuery(code), enabled: planId === null });
  const past = useQuery({ ...planAreasQuery(planId ?? '', level, code), enabled: planId !== null });
  const one = useMemo(
    () => (planId === null ? present.data && [present.data] : past.data?.map(uncounted)),
    [planId, present.data, past.data],
  );
  const { error, refetch } = planId === null ? present : past;
  return { rollup: useShownRollups(one)?.[0], error, refetch };
}

/** Figures of the areas of a level inside another, of the plan that is shown. */
export function useRollups(level: Level, within: string) {
  const planId = usePlanShown();
  const present = useQuery({ ...rollupsQuery(level, within), enabled: planId === null });
  const past = useQuery({ ...planAreasQuery(planId ?? '', level, within), enabled: planId !== null });
  const rows = useMemo(
    () => (planId === null ? present.data?.items : past.data?.map(uncounted)),
    [planId, present.data, past.data],
  );
  const { error, isPending, refetch } = planId === null ? present : past;
  const names = useMemo(() => new Map(past.data?.map((area) => [area.code, area])), [past.data]);
  return {
    rollups: useShownRollups(rows),
    asOf: present.data?.asOf,
    /** Names of the areas of an earlier plan. */
    names,
    error,
    isPending,
    refetch,
  };
}

/** What a plan tells of an area; what moves is counted from what is shown, and the staff of then is not kept. */
function uncounted({ code, level, grids, residents, dwellings, areaKm2 }: PlanArea): ShownRollup {
  return { code, level, grids, staff: null, residents, dwellings, areaKm2, ...noCounts() };
}
