/** Rounds as somebody plans them, with their ways, and what is in conflict in them. */
import { shiftBounds } from '../../core/city-time.ts';
import { isWithinCode } from '../../core/contract/area-code.ts';
import type { PatrolPlanInput, PatrolRound, PatrolWays } from '../../core/contract/patrol-plan.ts';
import { refusal } from '../../core/contract/reason.ts';
import type { UnitProperties } from '../../core/contract/unit.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import {
  type PatrolConflict,
  type PlannedRound,
  planConflicts,
  type RoundLegs,
  roundSpan,
} from '../../core/patrol/shift-plan.ts';
import type { Deps } from '../deps.ts';
import { ProblemError } from '../problem.ts';
import { patrolWays } from './patrol-ways.ts';

type RoundInput = PatrolPlanInput['rounds'][number];

/** A round with its ways; `startAt` and `endAt` of one without a way are those of its stops. */
export interface WayedRound {
  planned: PlannedRound;
  legs: RoundLegs;
  input: RoundInput;
  drawn: Pick<PatrolRound, 'unitCode' | 'startAt' | 'endAt' | 'lengthMetres' | 'travelSeconds' | 'line'>;
}

export interface WayedPlan {
  rounds: WayedRound[];
  startMs: number;
  endMs: number;
  units: Map<string, UnitProperties>;
}

/** Looks for the ways of all rounds. */
export async function wayedPlan(
  deps: Pick<Deps, 'memory' | 'roads' | 'ways'>,
  input: PatrolPlanInput,
  scopeCode: string,
): Promise<WayedPlan> {
  const { zone } = await deps.roads.current();
  const [startMs, endMs] = shiftBounds(zone, input.day, input.shift);
  const all = await deps.memory.featuresOf('units');
  const units = new Map<string, UnitProperties>();
  for (const { unitId } of input.rounds) {
    const properties = all.get(unitId)?.properties as unknown as UnitProperties | undefined;
    if (properties && isWithinCode(properties.areaCode, scopeCode)) units.set(unitId, properties);
  }
  const rounds = input.rounds.map(async (round) => {
    const unit = units.get(round.unitId);
    return await wayedRound(deps, round, unit, (startMs + endMs) / 2);
  });
  return { rounds: await Promise.all(rounds), startMs, endMs, units };
}

async function wayedRound(
  deps: Pick<Deps, 'roads' | 'ways'>,
  input: RoundInput,
  unit: UnitProperties | undefined,
  atMs: number,
): Promise<WayedRound> {
  const planned = plannedRound(input);
  const ends = input.post ? [input.post] : [];
  const points = [...ends, ...input.stops, ...ends].map(({ lng, lat }) => ({
    lng7: toInt7(lng),
    lat7: toInt7(lat),
  }));
  const found = await patrolWays(deps, { vehicle: unit?.vehicle ?? 'car', atMs }, points);
  const seconds = found.legs.map((leg) => leg.seconds);
  const legs = input.post ? seconds : [0, ...seconds, 0];
  const first = planned.stops[0]!.arriveMs;
  const [fromMs, toMs] = roundSpan(planned, legs) ?? [first, Math.max(first, planned.stops.at(-1)!.leaveMs)];
  const drawn = {
    unitCode: unit?.code ?? '',
    startAt: new Date(fromMs).toISOString(),
    endAt: new Date(Math.max(fromMs, toMs)).toISOString(),
    lengthMetres: found.legs.reduce((sum, { metres }) => sum + metres, 0),
    travelSeconds: seconds.reduce((sum: number, one) => sum + (one ?? 0), 0),
    line: wholeLine(found),
  };
  return { planned, legs, input, drawn };
}

function wholeLine({ legs }: PatrolWays): PatrolRound['line'] {
  const coordinates = legs.flatMap(({ line }) => line?.coordinates ?? []);
  const points = coordinates.filter(
    ([lng, lat], at) => at === 0 || lng !== coordinates[at - 1]![0] || lat !== coordinates[at - 1]![1],
  );
  return points.length < 2 ? null : { type: 'LineString', coordinates: points };
}

/** As the rules of core/patrol read it. */
export function plannedRound({ unitId, post, stops }: RoundInput): PlannedRound {
  return {
    unitId,
    post,
    stops: stops.map(({ arriveAt, leaveAt, ...stop }) => ({
      ...stop,
      arriveMs: Date.parse(arriveAt),
      leaveMs: Date.parse(leaveAt),
    })),
  };
}

/** Refuses (409) a plan with conflicts; `taken`: units that go another round then. */
export function refuseConflicts(
  { rounds, startMs, endMs, units }: WayedPlan,
  { day, shift }: PatrolPlanInput,
  taken: ReadonlyMap<string, string>,
): void {
  const conflicts = planConflicts(
    rounds.map(({ planned }) => planned),
    rounds.map(({ legs }) => legs),
    { startMs, endMs, day, shift, units, taken },
  );
  if (conflicts.length === 0) return;
  const message = `The plan has ${conflicts.length} conflicts, the first: ${conflicts[0]?.kind}.`;
  throw new ProblemError('conflict', refusal(message, 'patrol_conflicts', { conflicts: conflicts.length }), {
    issues: conflicts.map((one) => ({ path: pathOf(one), message: textOf(one, rounds) })),
  });
}

function pathOf({ round, stop }: PatrolConflict): string {
  return stop === null ? `body.rounds.${round}` : `body.rounds.${round}.stops.${stop}`;
}

function textOf(
  { kind, round, stop, otherPlan, otherRound, seconds }: PatrolConflict,
  rounds: readonly WayedRound[],
): string {
  const one = rounds[round];
  const parts = [
    kind,
    one?.drawn.unitCode || one?.planned.unitId,
    stop === null ? null : one?.planned.stops[stop]?.nameEn,
    otherPlan,
    otherRound === null ? null : rounds[otherRound]?.drawn.unitCode,
    seconds === null ? null : `${Math.round(seconds)} s`,
  ];
  return parts.filter(Boolean).join(', ');
}
