import { cityShift } from '../../core/city-time.ts';
import { isWithinCode } from '../../core/contract/area-code.ts';
import type { IncidentProperties } from '../../core/contract/incident.ts';
import type { Recommendation } from '../../core/contract/recommendation.ts';
import type { UnitProperties } from '../../core/contract/unit.ts';
import { dueMs, targetsOf } from '../../core/incident/deadlines.ts';
import {
  type CandidateUnit,
  reasonCannotSend,
  recommendUnits,
  type UnitWanted,
} from '../../core/patrol/recommendation.ts';
import type { Priority } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import { feedAges } from '../queries/feeds.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { selectLatestFixes } from '../queries/positions.ts';
import { selectResponseTargets } from '../queries/response-targets.ts';
import type { CityTravel } from './road-book.ts';
import { secondsTo } from './travel-times.ts';

/** Who would come after so many is not told. */
const MOST_RANKED = 50;
const UNKNOWN_INTERVAL_SECONDS = 60;

/** Which unit of the scope should go to an incident now, by the positions that are stored and the roads. */
export async function recommendFor(
  deps: Pick<Deps, 'database' | 'memory' | 'roads' | 'clock'>,
  incident: PlacedFeature,
  scopeCode: string,
): Promise<Recommendation> {
  const nowMs = deps.clock();
  const properties = incident.properties as unknown as IncidentProperties;
  const [travel, targetRows, fixIntervalSeconds, units] = await Promise.all([
    deps.roads.current(),
    selectResponseTargets(deps.database),
    fixInterval(deps.database),
    candidates(deps, scopeCode),
  ]);
  const targets = targetsOf(targetRows);
  const wanted: UnitWanted = {
    incidentId: String(incident.id),
    type: properties.type,
    priority: properties.priority as Priority,
    nowMs,
    shift: cityShift(travel.zone, nowMs).shift,
    targetSeconds: (dueMs(properties, 'arrive', targets) - nowMs) / 1000,
    fixIntervalSeconds,
  };
  const { units: ranked, ...rest } = recommendUnits(wanted, timed(units, incident, travel, nowMs));
  return {
    incidentId: wanted.incidentId,
    asOf: new Date(nowMs).toISOString(),
    targetSeconds: wanted.targetSeconds,
    byRoad: !travel.isEmpty,
    units: ranked.slice(0, MOST_RANKED),
    ...rest,
  };
}

async function fixInterval(database: Deps['database']): Promise<number> {
  const feeds = await feedAges(database);
  return feeds.find(({ feed }) => feed === 'units')?.expectedIntervalSeconds ?? UNKNOWN_INTERVAL_SECONDS;
}

type Candidate = Omit<CandidateUnit, 'travelSeconds'>;

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

async function candidates(
  { database, memory }: Pick<Deps, 'database' | 'memory'>,
  scopeCode: string,
): Promise<Candidate[]> {
  const [fixes, incidents, units] = await Promise.all([
    selectLatestFixes(database),
    memory.featuresOf('incidents'),
    memory.featuresOf('units'),
  ]);
  const tasks = tasksOf(incidents);
  const all: Candidate[] = [];
  for (const unit of units) {
    const { stateSince, ...properties } = unit.properties as unknown as UnitProperties;
    const { code, areaCode, vehicle, crewSize, shift, state } = properties;
    if (!isWithinCode(areaCode, scopeCode)) continue;
    const id = String(unit.id);
    const known = { fix: fixes.get(id) ?? null, task: tasks.get(id) ?? null };
    const stateSinceMs = Date.parse(stateSince);
    all.push({ id, code, areaCode, vehicle, crewSize, shift, state, stateSinceMs, ...known });
  }
  return all;
}

function tasksOf(incidents: Iterable<PlacedFeature>): Map<string, NonNullable<CandidateUnit['task']>> {
  const tasks = new Map<string, NonNullable<CandidateUnit['task']>>();
  for (const { id, properties } of incidents) {
    const { assignments = [], number, priority } = properties as unknown as IncidentProperties;
    for (const { unitId } of assignments)
      tasks.set(unitId, { incidentId: String(id), number, priority: priority as Priority });
  }
  return tasks;
}
