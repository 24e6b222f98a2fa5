import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { shiftBounds } from '../../../../core/city-time.ts';
import { isWithinCode } from '../../../../core/contract/area-code.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import type { Unit } from '../../../../core/contract/unit.ts';
import { servesIn } from '../../../../core/duty/rota.ts';
import { type PatrolConflict, type PlannedRound, planConflicts } from '../../../../core/patrol/shift-plan.ts';
import type { Shift, UnitVehicle } from '../../../../core/vocabulary.ts';
import { patrolPlansQuery } from '../../../api/patrol-plans.ts';
import { useSession } from '../../../api/session.ts';
import { useLive } from '../../../live/use-live.ts';
import { cityZone } from '../../../ui/city-zone.ts';
import { type OpenPlan, usePatrols } from './patrol-store.ts';
import { type RoundWays, roundWays, useRoundWays } from './round-ways.ts';

/** When a shift of a day begins and ends, and the middle, whose traffic counts; milliseconds since 1970. */
export function shiftTimes({ day, shift }: { day: string; shift: Shift }) {
  const [startMs, endMs] = shiftBounds(cityZone(), day, shift);
  return { startMs, endMs, atMs: (startMs + endMs) / 2 };
}

/** Whether the account may plan. */
export function useMayPlan(): boolean {
  return mayDo(useSession().account.role, 'edit_unit');
}

/** Whether the plan on the desk may be changed. */
export function useMayEdit(): boolean {
  const isOver = usePatrols(({ plan }) => plan?.saved?.state === 'withdrawn');
  return useMayPlan() && !isOver;
}

/** Units that serve in a shift of a day in an area, by code; none without a plan. */
export function useShiftUnits(plan: Pick<OpenPlan, 'day' | 'shift'> | null, within: string | null): Unit[] {
  const { account } = useSession();
  const units = useLive('units');
  const { day, shift } = plan ?? {};
  return useMemo(() => {
    if (!day || !shift) return [];
    const area = within ?? account.scopeCode;
    return [...units.values()]
      .filter(
        ({ properties }) => servesIn(properties, { day, shift }) && isWithinCode(properties.areaCode, area),
      )
      .sort((a, b) => (a.properties.code < b.properties.code ? -1 : 1));
  }, [units, day, shift, within, account.scopeCode]);
}

export type KnownWays = readonly (RoundWays | undefined)[];

/** The ways of all rounds of a plan as far as they are known; what is not is asked for unless the optimiser is at work. */
export function useWays(plan: OpenPlan | null, isAsked: boolean): KnownWays {
  const units = useLive('units');
  const version = useRoundWays();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` tells that more is known
  return useMemo(() => {
    if (!plan) return [];
    const { atMs } = shiftTimes(plan);
    return plan.rounds.map((round) =>
      roundWays.of(round, isAsked ? vehicleOf(units, round) : undefined, atMs),
    );
  }, [plan, units, version, isAsked]);
}

export function vehicleOf(
  units: ReadonlyMap<string, Unit>,
  { unitId }: PlannedRound,
): UnitVehicle | undefined {
  return units.get(unitId)?.properties.vehicle;
}

/** What is in conflict in a plan, with the plans that others have issued. */
export function useConflicts(plan: OpenPlan | null, ways: KnownWays): readonly PatrolConflict[] {
  const units = useLive('units');
  const { data } = useQuery({ ...patrolPlansQuery(plan?.day ?? ''), enabled: plan !== null });
  return useMemo(() => {
    if (!plan) return [];
    const taken = new Map(
      (data?.items ?? [])
        .filter(({ id, shift, state }) => state === 'issued' && shift === plan.shift && id !== plan.saved?.id)
        .flatMap(({ unitIds, name }) => unitIds.map((unitId) => [unitId, name] as const)),
    );
    const known = new Map([...units].map(([id, { properties }]) => [id, properties]));
    const { startMs, endMs } = shiftTimes(plan);
    const ground = { startMs, endMs, day: plan.day, shift: plan.shift, units: known, taken };
    return planConflicts(
      plan.rounds,
      ways.map((one) => one?.legs),
      ground,
    );
  }, [plan, ways, units, data]);
}
