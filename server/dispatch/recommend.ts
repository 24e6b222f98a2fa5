import { cityShift } from '../../core/city-time.ts';
import { isWithinCode } from '../../core/contract/area-code.ts';
import type { IncidentProperties } from '../../core/contract/incident.ts';
import type { UnitPositionRow } from '../../core/contract/live.ts';
import type { Recommendation } from '../../core/contract/recommendation.ts';
import type { UnitProperties } from '../../core/contract/unit.ts';
import { dueMs, targetsOf } from '../../core/incident/deadlines.ts';
import { type CandidateUnit, recommendUnits, type UnitWanted } from '../../core/patrol/recommendation.ts';
import type { Priority } from '../../core/vocabulary.ts';
import type { Deps } from '../deps.ts';
import { selectCityZone } from '../queries/city.ts';
import { feedAges } from '../queries/feeds.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { movedSince } from '../queries/positions.ts';
import { selectResponseTargets } from '../queries/response-targets.ts';
import { TravelTimes } from './travel-times.ts';

const BOUND = ['assigned', 'en_route', 'on_scene'];
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
  const travel = await deps.roads.current();
  const properties = incident.properties as unknown as IncidentProperties;
  const [lng, lat] = (incident.geometry as unknown as { coordinates: [number, number] }).coordinates;
  const times = new TravelTimes(travel, { lng7: Math.round(lng * 1e7), lat7: Math.round(lat * 1e7) }, nowMs);
  const targets = targetsOf(await selectResponseTargets(deps.database));
  const wanted: UnitWanted = {
    incidentId: String(incident.id),
    type: properties.type,
    priority: properties.priority as Priority,
    nowMs,
    shift: cityShift(await selectCityZone(deps.database), nowMs).shift,
    targetSeconds: (dueMs(properties, 'arrive', targets) - nowMs) / 1000,
    fixIntervalSeconds: await fixInterval(deps.database),
  };
  const { units, ...rest } = recommendUnits(wanted, await candidates(deps, times, scopeCode));
  return {
    incidentId: wanted.incidentId,
    asOf: new Date(nowMs).toISOString(),
    targetSeconds: wanted.targetSeconds,
    byRoad: !travel.isEmpty,
    units: units.slice(0, MOST_RANKED),
    ...rest,
  };
}

async function fixInterval(database: Deps['database']): Promise<number> {
  const feeds = await feedAges(database);
  return feeds.find(({ feed }) => feed === 'units')?.expectedIntervalSeconds ?? UNKNOWN_INTERVAL_SECONDS;
}

async function candidates(
  { database, memory }: Pick<Deps, 'database' | 'memory'>,
  times: TravelTimes,
  scopeCode: string,
): Promise<CandidateUnit[]> {
  const rows = new Map((await movedSince(database, null)).map(({ row }) => [row[0], row]));
  const tasks = tasksOf(await memory.featuresOf('incidents'));
  const all: CandidateUnit[] = [];
  for (const unit of await memory.featuresOf('units')) {
    const { code, areaCode, vehicle, crewSize, shift, state, stateSince } =
      unit.properties as unknown as UnitProperties;
    if (!isWithinCode(areaCode, scopeCode)) continue;
    const id = String(unit.id);
    const fix = fixOf(rows.get(id));
    all.push({
      id,
      code,
      areaCode,
      vehicle,
      crewSize,
      shift,
      state,
      stateSinceMs: Date.parse(stateSince),
      fix,
      travelSeconds: fix ? times.from(vehicle, fix) : Number.POSITIVE_INFINITY,
      task: tasks.get(id) ?? null,
    });
  }
  return all;
}

function tasksOf(incidents: Iterable<PlacedFeature>): Map<string, NonNullable<CandidateUnit['task']>> {
  const tasks = new Map<string, NonNullable<CandidateUnit['task']>>();
  for (const { id, properties } of incidents) {
    const { unitId, status, number, priority } = properties as unknown as IncidentProperties;
    if (unitId !== null && BOUND.includes(status))
      tasks.set(unitId, { incidentId: String(id), number, priority: priority as Priority });
  }
  return tasks;
}

function fixOf(row: UnitPositionRow | undefined): CandidateUnit['fix'] {
  if (!row) return null;
  const [, lng, lat, , , atMs] = row;
  return { lng7: Math.round(lng * 1e7), lat7: Math.round(lat * 1e7), atMs };
}
