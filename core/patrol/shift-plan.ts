/** A plan of the patrols of a shift as people make it, and what is in conflict in it. Times are milliseconds since 1970. */
import { type RotaUnit, servesIn } from '../duty/rota.ts';
import type { CheckInWay, PatrolPlaceKind, Shift } from '../vocabulary.ts';

export interface StopPlace {
  kind: PatrolPlaceKind;
  placeId: string;
  nameZh: string;
  nameEn: string;
  /** Degrees, EPSG:4326. */
  lng: number;
  lat: number;
}

export interface PlannedStop extends StopPlace {
  /** Null: not saved yet. */
  id: string | null;
  arriveMs: number;
  leaveMs: number;
  /** A visit that begins so many minutes earlier or later is still as planned. */
  windowMinutes: number;
  /** Who is so near is there. */
  radiusMetres: number;
  checkIn: CheckInWay;
}

/** Where a unit sets out and where it returns to. */
export interface RoundPost {
  nameZh: string;
  nameEn: string;
  lng: number;
  lat: number;
}

export interface PlannedRound {
  unitId: string;
  /** Null: it begins at its first stop and ends at its last. */
  post: RoundPost | null;
  stops: readonly PlannedStop[];
}

/** Seconds of the ways of a round: from the post to the first stop, from each stop to the next, and to the post; 0 without a post. Null: no way. */
export type RoundLegs = readonly (number | null)[];

export const PATROL_CONFLICTS = [
  'unit_unknown',
  'off_shift',
  'unit_twice',
  'over_shift',
  'place_twice',
  'stay_reversed',
  'too_soon',
  'no_way',
] as const;
export type PatrolConflictKind = (typeof PATROL_CONFLICTS)[number];

/** What can not be as it is planned. */
export interface PatrolConflict {
  kind: PatrolConflictKind;
  /** Its round and stop by their numbers; null: the round as a whole. */
  round: number;
  stop: number | null;
  /** `place_twice`: the other round that is there then. */
  otherRound: number | null;
  /** `unit_twice`: the plan that has it already, if another. */
  otherPlan: string | null;
  /** `too_soon`, `over_shift`: by so many seconds. */
  seconds: number | null;
}

export interface ConflictGround {
  startMs: number;
  endMs: number;
  day: string;
  shift: Shift;
  /** Units of the scope by id. */
  units: ReadonlyMap<string, RotaUnit>;
  /** Units that go another round in this shift already, with the name of its plan. */
  taken: ReadonlyMap<string, string>;
}

/** Times are kept to the second. */
const ROUNDING_SECONDS = 1;

/** Names a place: `kind:placeId`, the same for every stop there. */
export function placeKey({ kind, placeId }: Pick<StopPlace, 'kind' | 'placeId'>): string {
  return `${kind}:${placeId}`;
}

/** When a unit leaves its post and when it is back, by its ways; undefined where one is not known or there are no stops. */
export function roundSpan(
  { stops }: PlannedRound,
  legs: RoundLegs,
): [fromMs: number, toMs: number] | undefined {
  const [first, last] = [stops[0], stops.at(-1)];
  const [out, back] = [legs[0], legs.at(-1)];
  if (!first || !last || typeof out !== 'number' || typeof back !== 'number') return undefined;
  return [first.arriveMs - out * 1000, last.leaveMs + back * 1000];
}

/** All conflicts of rounds, by round and stop. `legs`: of each round; undefined: not known yet, and nothing is said of its ways. */
export function planConflicts(
  rounds: readonly PlannedRound[],
  legs: readonly (RoundLegs | undefined)[],
  ground: ConflictGround,
): PatrolConflict[] {
  return [
    ...rounds.flatMap((round, at) => [
      ...unitConflicts(rounds, at, ground),
      ...spanConflicts(round, at, legs[at], ground),
      ...wayConflicts(round, at, legs[at]),
    ]),
    ...placeConflicts(rounds),
  ].sort((a, b) => a.round - b.round || (a.stop ?? -1) - (b.stop ?? -1));
}

const NOTHING = { stop: null, otherRound: null, otherPlan: null, seconds: null };

function unitConflicts(
  rounds: readonly PlannedRound[],
  round: number,
  ground: ConflictGround,
): PatrolConflict[] {
  const { unitId } = rounds[round]!;
  const unit = ground.units.get(unitId);
  if (!unit) return [{ ...NOTHING, kind: 'unit_unknown', round }];
  const found: PatrolConflict[] = [];
  if (!servesIn(unit, ground)) found.push({ ...NOTHING, kind: 'off_shift', round });
  const otherPlan = ground.taken.get(unitId) ?? null;
  const isTwice = rounds.some((other, at) => at < round && other.unitId === unitId);
  if (isTwice || otherPlan !== null) found.push({ ...NOTHING, kind: 'unit_twice', round, otherPlan });
  return found;
}

/** Before the ways are known only the stops themselves can lie outside of the shift. */
function spanConflicts(
  round: PlannedRound,
  at: number,
  legs: RoundLegs | undefined,
  { startMs, endMs }: ConflictGround,
): PatrolConflict[] {
  const known = legs && roundSpan(round, legs);
  const [fromMs, toMs] = known ?? roundSpan(round, [0, 0]) ?? [startMs, endMs];
  const over = Math.max(startMs - fromMs, toMs - endMs) / 1000;
  return over > ROUNDING_SECONDS ? [{ ...NOTHING, kind: 'over_shift', round: at, seconds: over }] : [];
}

function wayConflicts({ stops }: PlannedRound, round: number, legs: RoundLegs | undefined): PatrolConflict[] {
  return stops.flatMap(({ arriveMs, leaveMs }, stop): PatrolConflict[] => {
    const found: PatrolConflict[] = [];
    if (leaveMs <= arriveMs) found.push({ ...NOTHING, kind: 'stay_reversed', round, stop });
    const before = stops[stop - 1];
    const way = legs?.[stop];
    if (way === null || (stop === stops.length - 1 && legs?.[stop + 1] === null))
      found.push({ ...NOTHING, kind: 'no_way', round, stop });
    const missing = before ? (way ?? 0) - (arriveMs - before.leaveMs) / 1000 : 0;
    if (missing > ROUNDING_SECONDS)
      found.push({ ...NOTHING, kind: 'too_soon', round, stop, seconds: missing });
    return found;
  });
}

function placeConflicts(rounds: readonly PlannedRound[]): PatrolConflict[] {
  const known = new Map<string, { round: number; stop: PlannedStop }[]>();
  const found: PatrolConflict[] = [];
  rounds.forEach(({ stops }, round) => {
    stops.forEach((stop, at) => {
      const key = placeKey(stop);
      const others = known.get(key) ?? [];
      const other = others.find(
        (one) => one.round !== round && one.stop.arriveMs < stop.leaveMs && stop.arriveMs < one.stop.leaveMs,
      );
      if (other) found.push({ ...NOTHING, kind: 'place_twice', round, stop: at, otherRound: other.round });
      known.set(key, [...others, { round, stop }]);
    });
  });
  return found;
}
