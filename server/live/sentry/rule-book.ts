import type { Geofence } from '../../../core/contract/geofence.ts';
import type { Condition } from '../../../core/live/alarm-record.ts';
import type { Crossing } from '../../../core/live/geofence.ts';
import { isWithinHours } from '../../../core/live/hours.ts';
import {
  areasOfRule,
  areaUnderstaffed,
  areaUnvisited,
  routeUnvisited,
  type WatchedArea,
} from '../../../core/live/rules/absence.ts';
import { assignmentUnacknowledged } from '../../../core/live/rules/assignment-unacknowledged.ts';
import { checkpointUnstaffed } from '../../../core/live/rules/checkpoint-unstaffed.ts';
import {
  geofenceCrossed,
  geofenceCrossedLate,
  geofencePassed,
} from '../../../core/live/rules/geofence-crossed.ts';
import { p1Unverified } from '../../../core/live/rules/p1-unverified.ts';
import type { RuleLook } from '../../../core/live/rules/rule.ts';
import { deviceSilent, feedSilent } from '../../../core/live/rules/silence.ts';
import { unitOffRoute } from '../../../core/live/rules/unit-off-route.ts';
import { unitStationary } from '../../../core/live/rules/unit-stationary.ts';
import { type AREA_RULE_LEVELS, RULE_KINDS, type RuleKind } from '../../../core/vocabulary.ts';
import { allOf, type CityState, oneOf } from './city-state.ts';
import type { Traces } from './traces.ts';

/** What the rules are asked about at one instant. */
export interface Look {
  city: CityState;
  traces: Traces;
  /** Conditions that held at the look before, by key. */
  held: ReadonlyMap<string, Condition>;
  nowMs: number;
  /** When this watch began ever, and in this process. */
  watchingSinceMs: number;
  listeningSinceMs: number;
  /** Where units are is not known at present. */
  isBlind: boolean;
}

type Rules = { [K in RuleKind]: (look: RuleLook<K>, all: Look) => Condition[] };

const RULES: Rules = {
  p1_unverified: (look, { city }) => p1Unverified(look, allOf(city, 'incidents')),
  assignment_unacknowledged: (look, { city }) =>
    assignmentUnacknowledged(look, allOf(city, 'incidents'), (id) => oneOf(city, 'units', id)),
  unit_stationary: (look, { traces }) => unitStationary(look, traces.units.values(), traces.standings),
  unit_off_route: (look, { traces, nowMs }) =>
    unitOffRoute(look, traces.units.values(), traces.strayings, ({ unit }) => traces.wayOf(unit, nowMs)),
  checkpoint_unstaffed: (look, { city }) => checkpointUnstaffed(look, allOf(city, 'checkpoints')),
  device_silent: (look, { city, watchingSinceMs }) =>
    deviceSilent(look, allOf(city, 'devices'), watchingSinceMs),
  feed_silent: (look, { city, listeningSinceMs }) =>
    feedSilent(look, city.feeds, listeningSinceMs, city.ground.cityCode),
  area_unvisited: (look, { city, traces }) =>
    areaUnvisited(look, areasOf(city, look.setting.limits), traces.visits),
  route_unvisited: (look, { city, traces }) => routeUnvisited(look, allOf(city, 'routes'), traces.visits),
  area_understaffed: (look, { city, traces }) =>
    areaUnderstaffed(look, areasOf(city, look.setting.limits), traces.units.values(), traces.shortages),
  geofence_entered: (look, { city, traces }) =>
    geofenceCrossed(look, fencesOf(city), traces.units, traces.fences),
  geofence_left: (look, { city, traces }) =>
    geofenceCrossed(look, fencesOf(city), traces.units, traces.fences),
};

/** Rules that are about absence: who does not see the units can not tell. */
const NEEDS_SIGHT: ReadonlySet<RuleKind> = new Set([
  'area_unvisited',
  'route_unvisited',
  'area_understaffed',
]);

/** All that holds now, by every rule that is on, in its hours. What can not be told stays as it was held. */
export function holdingNow(all: Look): Condition[] {
  return RULE_KINDS.flatMap((kind) => holdingBy(kind, all));
}

function holdingBy<K extends RuleKind>(kind: K, all: Look): Condition[] {
  const look = lookOf(kind, all);
  if (!isWatched(look)) return [];
  if (all.isBlind && NEEDS_SIGHT.has(kind)) return [...all.held.values()].filter((one) => one.kind === kind);
  return RULES[kind](look, all);
}

/** Conditions of units that crossed a fence and are back, and of what was learnt late: each begins and ends. */
export function passedNow(
  all: Look,
  { crossings, late }: { crossings: readonly Crossing[]; late: readonly Crossing[] },
): Condition[] {
  if (crossings.length + late.length === 0) return [];
  return (['geofence_entered', 'geofence_left'] as const).flatMap((kind) => {
    const look = lookOf(kind, all);
    if (!isWatched(look)) return [];
    const [fences, { units }] = [fencesOf(all.city), all.traces];
    return [
      ...geofencePassed(look, fences, units, crossings),
      ...geofenceCrossedLate(look, fences, units, late),
    ];
  });
}

function lookOf<K extends RuleKind>(kind: K, { city, held, nowMs }: Look): RuleLook<K> {
  return { setting: city.rules[kind], nowMs, zone: city.zone, held };
}

function isWatched({ setting, zone, nowMs }: RuleLook<RuleKind>): boolean {
  return setting.isOn && isWithinHours(setting.hours, zone, nowMs);
}

function fencesOf(city: CityState): Map<string, Geofence> {
  return new Map([...allOf(city, 'geofences')].map((fence) => [fence.id, fence]));
}

const areas = new WeakMap<object, WatchedArea[]>();

/** The areas of a rule, found once for each setting. */
function areasOf(
  city: CityState,
  limits: { level: (typeof AREA_RULE_LEVELS)[number]; within: readonly string[] },
): WatchedArea[] {
  const known = areas.get(limits);
  if (known) return known;
  const found = areasOfRule(city.ground.areas, limits);
  areas.set(limits, found);
  return found;
}
