import { useLive } from '../../../live/use-live.ts';
import { usePatrols } from './patrol-store.ts';

/** The code of a unit: as it is now, or as it was when the plan was saved. */
export function useUnitCode(): (unitId: string) => string {
  const units = useLive('units');
  const saved = usePatrols(({ plan }) => plan?.saved);
  return (unitId) =>
    units.get(unitId)?.properties.code ??
    saved?.rounds.find((round) => round.unitId === unitId)?.unitCode ??
    '?';
}
