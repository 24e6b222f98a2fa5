import { chunkSpans } from '../../core/columns/chunk-spans.ts';
import type { IncidentCubes } from '../../core/contract/incident-cube.ts';
import type { Deps } from '../deps.ts';
import { selectCityZone } from '../queries/city.ts';

type CubeDeps = Pick<Deps, 'database' | 'tiles' | 'cubes' | 'clock'>;

/** Who counts the incidents of a scope, and what there is; begins to read them into cubes if that is the server. */
export async function cubesOfScope(deps: CubeDeps, scopeCode: string): Promise<IncidentCubes> {
  const { database, tiles, cubes, clock } = deps;
  const most = tiles.mostIncidents;
  const zone = await selectCityZone(database);
  const nothing = { most, reading: null, total: null, from: null, last: null, version: null, zone };
  const asOf = (): string => new Date(clock()).toISOString();
  if (await tiles.incidents()) return { ...nothing, countedBy: 'page', asOf: asOf() };
  if (!(await cubes.isReady())) {
    const reading = cubes.progress ?? { read: 0, total: 0 };
    return { ...nothing, countedBy: 'server', reading, asOf: asOf() };
  }
  const { total, first, last, version } = await cubes.ask({ what: 'scope', scopeCode });
  if (total <= most) return { ...nothing, countedBy: 'page', asOf: asOf() };
  return {
    ...nothing,
    countedBy: 'server',
    total,
    version,
    from: first === null ? null : beginOf(zone, first * 1000, clock()),
    last: last === null ? null : new Date(last * 1000).toISOString(),
    asOf: asOf(),
  };
}

/** The beginning of the stretch of the calendar that holds an instant, as the columns are cut. */
function beginOf(zone: string, ms: number, nowMs: number): string {
  const spans = chunkSpans(zone, ms, ms, nowMs);
  const span = spans.find(({ toMs }) => ms < toMs);
  return new Date(span?.fromMs ?? ms).toISOString();
}
