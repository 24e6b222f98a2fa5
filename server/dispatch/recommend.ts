import { isWithinCode } from '../../core/contract/area-code.ts';
import type { IncidentProperties } from '../../core/contract/incident.ts';
import type { Recommendation } from '../../core/contract/recommendation.ts';
import type { SkillWish } from '../../core/contract/skill-need.ts';
import type { UnitProperties } from '../../core/contract/unit.ts';
import { offShiftMs, type ShiftTime, shiftsFrom } from '../../core/duty/rota.ts';
import { dueMs } from '../../core/incident/deadlines.ts';
import { reasonCannotSend, recommendUnits } from '../../core/patrol/recommendation.ts';
import type { CandidateUnit, UnitWanted } from '../../core/patrol/recommendation-terms.ts';
import type { Priority } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import type { CityTravel } from './road-book.ts';
import { secondsTo } from './travel-times.ts';

/** Who would come after so many is not told. */
const MOST_RANKED = 50;
/** What other processes did becomes known within this time; that a unit is not sent twice the database sees to. */
const OTHERS_MS = 1000;
/** So many shifts are looked at for when a unit comes off duty. */
const SHIFTS_AHEAD = 4;
/** The log was looked at already. */
const OLD = Number.POSITIVE_INFINITY;

type RecommendDeps = Pick<Deps, 'memory' | 'fixes' | 'cordonUnits' | 'roads' | 'terms' | 'clock'>;

/** The incident of the scope as the memory holds it; undefined: it is over, or there is none. */
export async function incidentInMemory(
  { memory }: RecommendDeps,
  id: string,
  scopeCode: string,
): Promise<PlacedFeature | undefined> {
  await memory.catchUp(OTHERS_MS);
  const incident = (await memory.featuresOf('incidents', OLD)).get(id.toLowerCase());
  return incident && isWithinCode(String(incident.properties.areaCode), scopeCode) ? incident : undefined;
}

/** Which unit of the scope should go to an incident now, by where units were last and the roads; all of it from memory. `wish` in the stead of what the type of the incident needs. */
export async function recommendFor(
  deps: RecommendDeps,
  incident: PlacedFeature,
  scopeCode: string,
  wish?: SkillWish,
): Promise<Recommendation> {
  const nowMs = deps.clock();
  const properties = incident.properties as unknown as IncidentProperties;
  await deps.memory.catchUp(OTHERS_MS);
  const travel = await deps.roads.current(OLD);
  const [{ targets, skillNeeds, fixIntervalSeconds }, units] = await Promise.all([
    deps.terms.current(OLD),
    candidates(deps, scopeCode, shiftsFrom(travel.zone, nowMs, SHIFTS_AHEAD)),
  ]);
  const { wanted: able = [], required = [] } = wish ?? skillNeeds.get(properties.type) ?? {};
  const skills = { wanted: able, required };
  const wanted: UnitWanted = {
    incidentId: String(incident.id),
    type: properties.type,
    priority: properties.priority as Priority,
    nowMs,
    targetSeconds: (dueMs(properties, 'arrive', targets) - nowMs) / 1000,
    fixIntervalSeconds,
    skills,
  };
  const { units: ranked, ...rest } = recommendUnits(wanted, timed(units, incident, travel, nowMs));
  return {
    incidentId: wanted.incidentId,
    asOf: new Date(nowMs).toISOString(),
    targetSeconds: wanted.targetSeconds,
    byRoad: !travel.isEmpty,
    units: ranked.slice(0, MOST_RANKED),
    skills,
    ...rest,
  };
}

export type Candidate = Omit<CandidateUnit, 'travelSeconds'>;

/** With their times of travel, as far as they can be sent at all. */
function timed(
  units: readonly Candidate[],
  incident: PlacedFeature,
  travel: CityTravel,
  nowMs: number,
): CandidateUnit[] {
  const [lng, lat] = (incident.geometry as unknown as { coordinates: [number, number] }).coordinates;
  const to = { lng7: Math.round(lng * 1e7), lat7: Math.round(lat * 1e7) };
  const ready = units.flatMap((unit) =>
    unit.fix && reasonCannotSend(unit, String(incident.id)) === null
      ? [{ id: unit.id, vehicle: unit.vehicle, place: unit.fix }]
      : [],
  );
  const seconds = secondsTo(travel, to, nowMs, ready);
  const secondsOf = new Map(ready.map(({ id }, at) => [id, seconds[at]]));
  return units.map((unit) => ({
    ...unit,
    travelSeconds: secondsOf.get(unit.id) ?? Number.POSITIVE_INFINITY,
  }));
}

/** The units of a scope with their positions and tasks, as the memory holds them, and when each comes off that serves in the first of `shifts`. */
export async function candidates(
  { fixes, memory, cordonUnits }: Pick<RecommendDeps, 'fixes' | 'memory' | 'cordonUnits'>,
  scopeCode: string,
  shifts: readonly ShiftTime[],
): Promise<Candidate[]> {
  const [latest, incidents, units, inCordon] = await Promise.all([
    fixes.current(),
    memory.featuresOf('incidents', OLD),
    memory.featuresOf('units', OLD),
    cordonUnits.current(OLD),
  ]);
  const tasks = tasksOf(incidents);
  const all: Candidate[] = [];
  for (const unit of units) {
    const properties = unit.properties as unknown as UnitProperties;
    const { code, areaCode, vehicle, crewSize, skills = [], state, stateSince } = properties;
    if (!isWithinCode(areaCode, scopeCode)) continue;
    const id = String(unit.id);
    const known = { fix: latest.get(id) ?? null, task: tasks.get(id) ?? null, isInCordon: inCordon.has(id) };
    const times = { stateSinceMs: Date.parse(stateSince), offShiftMs: offShiftMs(properties, shifts) };
    all.push({ id, code, areaCode, vehicle, crewSize, skills, state, ...times, ...known });
  }
  return all;
}

function tasksOf(incidents: Iterable<PlacedFeature>): Map<string, NonNullable<CandidateUnit['task']>> {
  const tasks = new Map<string, NonNullable<CandidateUnit['task']>>();
  for (const { id, properties } of incidents) {
    const { assignments, number, priority } = properties as unknown as IncidentProperties;
    for (const { unitId } of assignments ?? [])
      tasks.set(unitId, { incidentId: String(id), number, priority: priority as Priority });
  }
  return tasks;
}
