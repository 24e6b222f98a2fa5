import { codePrefix } from '../../core/contract/area-code.ts';
import { LIVE_NOUNS } from '../../core/contract/live.ts';
import type { Database } from '../database/database.ts';
import { feedAges } from '../queries/feeds.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { selectUnitPlaces, type UnitPlace } from '../queries/positions.ts';
import type { LiveMemory } from './live-memory.ts';
import type { NounFeatures } from './noun-features.ts';

/** The LiveSnapshot of a scope as JSON, at one point of the log. Positions, which are not in the log, are the latest. */
export async function writeSnapshot(
  deps: { database: Database; memory: LiveMemory; clock: () => number },
  scopeCode: string,
): Promise<string> {
  const [feeds, places, { seq, features }] = await Promise.all([
    feedAges(deps.database),
    selectUnitPlaces(deps.database, scopeCode),
    deps.memory.current(),
  ]);
  const prefix = codePrefix(scopeCode);
  const lists = LIVE_NOUNS.map((noun) => {
    const text = noun === 'units' ? unitsText(features.units, prefix, places) : features[noun].textOf(prefix);
    return `"${noun}":${text}`;
  });
  const head = JSON.stringify({ seq, serverNow: new Date(deps.clock()).toISOString(), feeds });
  return `${head.slice(0, -1)},${lists.join(',')}}`;
}

/** The units of a scope where they are now. */
function unitsText(units: NounFeatures, prefix: string, places: readonly UnitPlace[]): string {
  const placeOf = new Map(places.map((place) => [place.unitId, place]));
  const shown: PlacedFeature[] = [];
  for (const unit of units) {
    if (!String(unit.properties.areaCode).startsWith(prefix)) continue;
    const { geometry, headingDegrees, speedKmh, fixAt } = placeOf.get(String(unit.id)) ?? NOWHERE;
    shown.push({ ...unit, geometry, properties: { ...unit.properties, headingDegrees, speedKmh, fixAt } });
  }
  return JSON.stringify(shown);
}

const NOWHERE = { geometry: null, headingDegrees: null, speedKmh: null, fixAt: null };
