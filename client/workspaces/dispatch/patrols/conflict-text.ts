import type { TFunction } from 'i18next';
import type { PatrolConflict, PlannedRound } from '../../../../core/patrol/shift-plan.ts';
import { formatAge } from '../../../ui/format.ts';
import type { Named } from '../../../ui/named.ts';

/** What a conflict is called: which unit, which place, by how much. */
export function conflictText(
  t: TFunction,
  { kind, round, stop, otherRound, otherPlan, seconds }: PatrolConflict,
  {
    rounds,
    code,
    name,
  }: { rounds: readonly PlannedRound[]; code: (unitId: string) => string; name: (named: Named) => string },
): string {
  const unit = (at: number | null) => (at === null ? '' : code(rounds[at]?.unitId ?? ''));
  const place = stop === null ? undefined : rounds[round]?.stops[stop];
  return t(`patrols.conflict.${otherPlan === null ? kind : 'unit_taken'}`, {
    unit: unit(round),
    place: place ? `${(stop ?? 0) + 1} ${name(place)}` : '',
    other: otherRound === null ? (otherPlan ?? '') : unit(otherRound),
    time: formatAge((seconds ?? 0) * 1000),
  });
}
