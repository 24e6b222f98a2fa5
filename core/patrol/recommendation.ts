/** Which unit should go to an incident, and why: a pure function whose answer can be kept with the decision and looked at later. */
import { ancestorCode } from '../contract/area-code.ts';
import { SKILLS, type Skill } from '../duty/vocabulary.ts';
import { localMetres } from '../geometry/metres.ts';
import { freshnessOf } from '../live/freshness.ts';
import type { IncidentType, Priority } from '../vocabulary.ts';
import {
  type CandidateUnit,
  CONFIRMABLE,
  type Confirmable,
  type Exclusion,
  type Recommendation,
  type RecommendedUnit,
  type Shortfall,
  type UnitWanted,
  type Warning,
} from './recommendation-terms.ts';

/** Seconds after which a position tells nothing any more. */
export const OLDEST_FIX_SECONDS = 1800;
/** A unit that comes off shift less than so long after it is there can hardly finish. */
const AT_SCENE_SECONDS = 900;
/** Rest after a task. */
const REST_SECONDS = 600;
const COST = { offShift: 600, offSoon: 300, smallCrew: 300, skill: 600, mostRest: 300 };
/** What it costs to leave a street without a free unit, by priority: the more urgent, the less it counts. */
const COVERAGE: Record<Priority, number> = { 1: 30, 2: 60, 3: 180, 4: 300 };

/** Least crew for an incident: two where violence or an offender on the spot is likely, or it is most urgent. */
export function leastCrew(type: IncidentType, priority: Priority): number {
  return priority === 1 || type === 'assault' || type === 'snatch' || type === 'burglary' ? 2 : 1;
}

/** Age of a unit's position in seconds; one of the future (a clock that is fast) counts as now; null: it has none. */
export function fixAgeSeconds({ fix }: Pick<CandidateUnit, 'fix'>, nowMs: number): number | null {
  return fix && Math.max(0, (nowMs - fix.atMs) / 1000);
}

/** Why a unit can not be sent now at all; null: it can. The way there is not looked at. */
export function reasonCannotSend(
  unit: Pick<CandidateUnit, 'state' | 'task' | 'isInCordon'>,
  incidentId: string,
): Exclusion | null {
  if (unit.state === 'off_duty' || unit.state === 'unavailable') return unit.state;
  if (unit.task && unit.task.incidentId !== incidentId) return 'busy';
  return unit.isInCordon ? 'in_cordon' : null;
}

/** What somebody should confirm before a unit is sent that is there within `latestSeconds`. */
function warningsOf(unit: CandidateUnit, wanted: UnitWanted, latestSeconds: number): Warning[] {
  const warnings: Warning[] = [];
  const left = shiftLeft(unit, wanted.nowMs);
  if (left === null) warnings.push('off_shift');
  else if (left < latestSeconds + AT_SCENE_SECONDS) warnings.push('off_soon');
  if (unit.crewSize < leastCrew(wanted.type, wanted.priority)) warnings.push('small_crew');
  if (lacking(unit, wanted.skills.wanted).length > 0) warnings.push('lacks_skill');
  const freshness = freshnessOf(fixAgeSeconds(unit, wanted.nowMs), wanted.fixIntervalSeconds);
  if (freshness !== 'fresh') warnings.push(`position_${freshness}`);
  return warnings;
}

/**
 * Ranks the units that can go by what sending them costs in seconds (`UnitCost`), lower first, then by code; says why each other unit can
 * not, what somebody should confirm, and what is wanting. A unit that already goes to the incident is no candidate and is left out.
 *
 * When a position is `a` seconds old, the unit has travelled at most that long since: by the triangle inequality the way from where it
 * is now takes within `a` seconds of the way from its last position (where both directions take as long).
 */
export function recommendUnits(wanted: UnitWanted, units: readonly CandidateUnit[]): Recommendation {
  const others = units.filter(({ task }) => task?.incidentId !== wanted.incidentId);
  const judged = others.map((unit) => ({ unit, why: exclusionOf(unit, wanted) }));
  const free = judged.filter(({ why }) => why === null).map(({ unit }) => unit);
  const atHome = new Map<string, number>();
  for (const unit of free) atHome.set(streetOf(unit), (atHome.get(streetOf(unit)) ?? 0) + 1);
  const spare = free.filter((unit) => (atHome.get(streetOf(unit)) ?? 0) >= 2);
  const ranked = free
    .map((unit) => recommended(unit, wanted, spare, atHome))
    .sort((a, b) => a.cost.total - b.cost.total || (a.code < b.code ? -1 : 1));
  const missingSkills = skillsMissing(free, ranked, wanted);
  return {
    units: ranked,
    excluded: nearestLackingFirst(judged).flatMap(({ unit, why }) =>
      why ? [excludedUnit(unit, why, wanted)] : [],
    ),
    shortfalls: shortfallsOf(ranked, others, wanted, missingSkills),
    missingSkills,
  };
}

interface Judged {
  unit: CandidateUnit;
  why: Exclusion | null;
}

/** Those that only lack a required skill can be sent all the same: who is there soonest is named first. */
function nearestLackingFirst(judged: readonly Judged[]): Judged[] {
  const isLacking = ({ why }: Judged) => why === 'lacks_required';
  const lacking = judged.filter(isLacking);
  lacking.sort(({ unit: a }, { unit: b }) =>
    a.travelSeconds === b.travelSeconds
      ? a.code < b.code
        ? -1
        : 1
      : a.travelSeconds < b.travelSeconds
        ? -1
        : 1,
  );
  return [...lacking, ...judged.filter((one) => !isLacking(one))];
}

function excludedUnit(unit: CandidateUnit, why: Exclusion, { skills }: UnitWanted) {
  const { id, code, task } = unit;
  return { id, code, why, task, lacks: why === 'lacks_required' ? lacking(unit, skills.required) : [] };
}

/** Those of `skills` that a unit has not. */
function lacking({ skills: has }: Pick<CandidateUnit, 'skills'>, skills: readonly Skill[]): Skill[] {
  return skills.filter((one) => !has.includes(one));
}

/** Skills that are asked for and that nobody brings in time, in the order of the vocabulary. */
function skillsMissing(
  free: readonly CandidateUnit[],
  ranked: readonly RecommendedUnit[],
  { skills: { wanted, required } }: UnitWanted,
): Skill[] {
  const asked = SKILLS.filter((one) => wanted.includes(one) || required.includes(one));
  if (asked.length === 0) return asked;
  const inTime = new Set(ranked.filter(({ isInTime }) => isInTime).map(({ id }) => id));
  const there = free.filter(({ id }) => inTime.has(id));
  return asked.filter((one) => !there.some(({ skills }) => skills.includes(one)));
}

/** What whoever sends a unit is to confirm: its warnings, or why it was not recommended, as far as that can be confirmed. */
export function toConfirm(
  {
    units,
    excluded,
  }: {
    units: readonly { id: string; warnings: readonly Warning[] }[];
    excluded: readonly { id: string; why: Exclusion }[];
  },
  unitId: string,
): Confirmable[] {
  const warnings = units.find(({ id }) => id === unitId)?.warnings ?? [];
  const why = excluded.find(({ id }) => id === unitId)?.why;
  return [...warnings, ...CONFIRMABLE.filter((one) => one === why)];
}

function exclusionOf(unit: CandidateUnit, wanted: UnitWanted): Exclusion | null {
  const why = reasonCannotSend(unit, wanted.incidentId);
  if (why) return why;
  if (lacking(unit, wanted.skills.required).length > 0) return 'lacks_required';
  const age = fixAgeSeconds(unit, wanted.nowMs);
  if (age === null) return 'no_position';
  if (age > OLDEST_FIX_SECONDS) return 'position_too_old';
  return unit.travelSeconds < Number.POSITIVE_INFINITY ? null : 'no_way';
}

function recommended(
  unit: CandidateUnit,
  wanted: UnitWanted,
  spare: readonly CandidateUnit[],
  atHome: ReadonlyMap<string, number>,
): RecommendedUnit {
  const age = fixAgeSeconds(unit, wanted.nowMs) ?? 0;
  const lacks = lacking(unit, wanted.skills.wanted);
  const freeLeft = (atHome.get(streetOf(unit)) ?? 1) - 1;
  const latestSeconds = unit.travelSeconds + age;
  const warnings = warningsOf(unit, wanted, latestSeconds);
  const parts = {
    travel: unit.travelSeconds,
    positionAge: age / 2,
    rest: restLeft(unit, wanted.nowMs),
    offShift: warnings.includes('off_shift')
      ? COST.offShift
      : warnings.includes('off_soon')
        ? COST.offSoon
        : 0,
    smallCrew: warnings.includes('small_crew') ? COST.smallCrew : 0,
    skills: lacks.length * COST.skill,
    coverage: freeLeft === 0 ? COVERAGE[wanted.priority] : 0,
  };
  const { travel, positionAge, rest, offShift, smallCrew, skills, coverage } = parts;
  const total = travel + positionAge + rest + offShift + smallCrew + skills + coverage;
  return {
    id: unit.id,
    code: unit.code,
    warnings,
    lacks,
    earliestSeconds: Math.max(0, unit.travelSeconds - age),
    latestSeconds,
    shiftLeftSeconds: shiftLeft(unit, wanted.nowMs),
    isInTime: latestSeconds <= wanted.targetSeconds,
    cost: { ...parts, total },
    freeLeft,
    moveUp: freeLeft === 0 ? moveUpFor(unit, spare) : null,
  };
}

/** Seconds until a unit comes off shift; null: it is not on it. */
function shiftLeft({ offShiftMs }: CandidateUnit, nowMs: number): number | null {
  return offShiftMs === null ? null : Math.max(0, (offShiftMs - nowMs) / 1000);
}

/** A unit that became free a short while ago is due some rest; one on patrol is not. */
function restLeft({ state, stateSinceMs }: CandidateUnit, nowMs: number): number {
  if (state !== 'available') return 0;
  const since = Math.max(0, (nowMs - stateSinceMs) / 1000);
  return Math.min(COST.mostRest, Math.max(0, REST_SECONDS - since));
}

/** The nearest of those whose street keeps another one, by the plane at the unit. */
function moveUpFor({ fix: at }: CandidateUnit, spare: readonly CandidateUnit[]): RecommendedUnit['moveUp'] {
  if (!at) return null;
  const plane = localMetres(at.lng7, at.lat7);
  let best: CandidateUnit | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const unit of spare) {
    if (!unit.fix) continue;
    const east = (unit.fix.lng7 - at.lng7) * plane.metresPerLng7;
    const north = (unit.fix.lat7 - at.lat7) * plane.metresPerLat7;
    const square = east * east + north * north;
    if (square > least || (square === least && best && unit.code > best.code)) continue;
    best = unit;
    least = square;
  }
  return best ? { id: best.id, code: best.code, metres: Math.sqrt(least) } : null;
}

/** The street of its home, or the larger area that a brigade is of. */
function streetOf({ areaCode }: Pick<CandidateUnit, 'areaCode'>): string {
  return ancestorCode(areaCode, 'street') ?? areaCode;
}

function shortfallsOf(
  ranked: readonly RecommendedUnit[],
  units: readonly CandidateUnit[],
  wanted: UnitWanted,
  missingSkills: readonly Skill[],
): Shortfall[] {
  if (units.length === 0) return ['no_units'];
  const sendable = units.filter((unit) => reasonCannotSend(unit, wanted.incidentId) === null);
  if (sendable.length === 0) return ['none_free'];
  const shortfalls: Shortfall[] = missingSkills.length > 0 ? ['skill_missing'] : [];
  if (ranked.length === 0) {
    const fit = sendable.some((unit) => lacking(unit, wanted.skills.required).length === 0);
    return fit ? ['no_positions', ...shortfalls] : shortfalls;
  }
  if (!ranked.some(({ isInTime }) => isInTime)) shortfalls.push('none_in_time');
  if (!ranked.some(({ warnings }) => warnings.length === 0)) shortfalls.push('none_without_warning');
  return shortfalls;
}
