import type { DemoCity } from '../city.ts';
import { Beat } from './beat.ts';
import { assignCalls } from './calls.ts';
import { checkpointChanges } from './checkpoint-changes.ts';
import { Crew } from './crew.ts';
import { deviceChanges } from './device-changes.ts';
import { dutiesOf } from './duties.ts';
import { type UnitNow, unitChanges } from './unit-changes.ts';
import { networkOf, Ways } from './ways.ts';
import type { CityHistory, UnitChange } from './work.ts';

const DAY_SECONDS = 86_400;
/** Open incidents are at most so many days old, and their units must be known. */
const LEAST_DAYS = 2;

/**
 * What led to the city as it stands, over the last `days`: which unit worked which incident, the states of units, checkpoints and
 * devices, and the units' tracks. The same city and days give the same history. With 0 days only who works what, and no changes.
 */
export function makeHistory(city: DemoCity, days: number): CityHistory {
  const to = Math.floor(Date.parse(city.asOf) / 1000);
  const from = to - days * DAY_SECONDS;
  const since = to - Math.max(days, LEAST_DAYS) * DAY_SECONDS;
  const duties = dutiesOf(city.units, since, to, city.seed);
  const graph = networkOf(city.roadNodes, city.roads);
  const lines = new Map(city.routes.map((route) => [route.code, route.line]));
  const places = [...city.posts, ...city.checkpoints, ...city.institutions.filter(isStrict)].map(
    ({ point }) => point,
  );
  const teams = city.units.map((unit, i) => {
    const ways = new Ways(graph, unit.station);
    const beat = new Beat(unit, ways, { line: lines.get(unit.routeCode ?? ''), places }, [from, to]);
    return { beat, crew: new Crew(i, unit, ways, beat, duties[i]!) };
  });
  const crews = teams.map(({ crew }) => crew);
  const { calls, unworked } = assignCalls(city.incidents, crews, graph, since);
  const units: UnitChange[] = [];
  const unitStates: UnitNow[] = city.units.map((unit, i) => {
    crews[i]!.finish();
    const { changes, now } = unitChanges(i, unit, duties[i]!, crews[i]!.calls, from, to);
    for (const change of changes) units.push(change);
    return now;
  });
  const checkpoints = checkpointChanges(city.checkpoints, from, to, city.seed);
  return {
    days,
    from,
    calls,
    unworked,
    unitStates,
    units,
    checkpointStates: checkpoints.states,
    checkpoints: checkpoints.changes,
    devices: deviceChanges(city.devices, from, to, city.seed),
    tracks: teams.map(({ beat }) => beat.track()),
  };
}

/** The institutions that patrols look after. */
function isStrict({ grade }: { grade: number }): boolean {
  return grade === 1;
}
