import { codePrefix } from '../../core/contract/area-code.ts';
import { LIVE_NOUNS } from '../../core/contract/live.ts';
import type { Database } from '../database/database.ts';
import { gzipPart, joinGzip } from '../gzip-parts.ts';
import { feedAges } from '../queries/feeds.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { selectUnitPlaces, type UnitPlace } from '../queries/positions.ts';
import type { LiveMemory } from './live-memory.ts';
import type { NounFeatures } from './noun-features.ts';

/** The LiveSnapshot of a scope as JSON, at one point of the log. Positions, which are not in the log, are the latest. */
export async function writeSnapshot(deps: SnapshotDeps, scopeCode: string): Promise<string> {
  const { lists, prefix, rest } = await readSnapshot(deps, scopeCode);
  return `{${lists.map((list) => list.textOf(prefix)).join('')}${rest}`;
}

/** The same, gzipped: what did not change since the last one is not compressed again. */
export async function zipSnapshot(deps: SnapshotDeps, scopeCode: string): Promise<Uint8Array<ArrayBuffer>> {
  const { lists, prefix, rest } = await readSnapshot(deps, scopeCode);
  const parts = [gzipPart('{'), ...lists.map((list) => list.zippedOf(prefix)), gzipPart(rest)];
  return joinGzip(await Promise.all(parts));
}

interface SnapshotDeps {
  database: Database;
  memory: LiveMemory;
  clock: () => number;
}

/** Lists that change with events only, and the rest of the object. */
async function readSnapshot(deps: SnapshotDeps, scopeCode: string) {
  const [feeds, places, { seq, features }] = await Promise.all([
    feedAges(deps.database),
    selectUnitPlaces(deps.database, scopeCode),
    deps.memory.current(),
  ]);
  const prefix = codePrefix(scopeCode);
  const units = unitsNow(features.units, prefix, places);
  const lists = LIVE_NOUNS.filter((noun) => noun !== 'units').map((noun) => features[noun]);
  const serverNow = new Date(deps.clock()).toISOString();
  return { lists, prefix, rest: JSON.stringify({ units, seq, serverNow, feeds }).slice(1) };
}

/** The units of a scope where they are now. */
function unitsNow(units: NounFeatures, prefix: string, places: readonly UnitPlace[]): PlacedFeature[] {
  const placeOf = new Map(places.map((place) => [place.unitId, place]));
  const shown: PlacedFeature[] = [];
  for (const unit of units) {
    if (!String(unit.properties.areaCode).startsWith(prefix)) continue;
    const { geometry, headingDegrees, speedKmh, fixAt } = placeOf.get(String(unit.id)) ?? NOWHERE;
    shown.push({ ...unit, geometry, properties: { ...unit.properties, headingDegrees, speedKmh, fixAt } });
  }
  return shown;
}

const NOWHERE = { geometry: null, headingDegrees: null, speedKmh: null, fixAt: null };
