import { makeAreas } from './areas.ts';
import type { DemoCity } from './city.ts';
import { CITY } from './frame.ts';
import { makeGround } from './ground.ts';
import { makeIncidents } from './incidents.ts';
import { makeLand } from './land.ts';
import { makeNameBook } from './names.ts';
import { makeRoutes, makeUnits } from './patrols.ts';
import { makeCheckpoints, makeDevices, makeInstitutions, makePosts } from './places.ts';
import { makeRandom } from './random.ts';
import { makeRoads } from './roads.ts';
import { makeTown } from './town.ts';
import { makeTurns } from './turn-rules.ts';

export const GENERATOR_VERSION = '1';
export const DEFAULT_SEED = 20261124;

export interface CityOptions {
  seed?: number;
  /** ISO 8601 UTC instant; incidents cover the 365 days before it. */
  asOf: string;
  incidents?: number;
  onProgress?: (stage: string, fraction: number) => void;
}

/** Makes the whole demo city; the same options give the same city, to the last integer. */
export function makeCity(options: CityOptions): DemoCity {
  const { seed = DEFAULT_SEED, asOf, incidents: count = 200_000, onProgress = () => {} } = options;
  const asOfSeconds = Math.floor(Date.parse(asOf) / 1000);
  if (!Number.isFinite(asOfSeconds)) throw new RangeError(`asOf is not an instant: ${asOf}`);
  onProgress('terrain', 0);
  const ground = makeGround(seed, onProgress);
  onProgress('names', 0.5);
  const areas = makeAreas(ground, seed);
  const roads = makeRoads(ground, areas.communityNames, makeNameBook(makeRandom(seed, 'road names')));
  onProgress('land', 0.6);
  const land = makeLand(ground, seed);
  const town = makeTown(seed, ground, areas, roads, land);
  onProgress('nets', 0.7);
  const institutions = makeInstitutions(town, Math.floor(asOfSeconds / 86_400));
  const routes = makeRoutes(town);
  const made = {
    posts: makePosts(town),
    checkpoints: makeCheckpoints(town),
    institutions,
    devices: makeDevices(town, institutions),
    routes,
    units: makeUnits(town, routes),
  };
  onProgress('incidents', 0.8);
  const { incidents, planted } = makeIncidents(town, count, asOfSeconds, (fraction) => {
    onProgress('incidents', 0.8 + 0.2 * fraction);
  });
  onProgress('done', 1);
  return {
    seed,
    nameZh: CITY.nameZh,
    nameEn: CITY.nameEn,
    generatorVersion: GENERATOR_VERSION,
    asOf,
    areas: areas.areas,
    nodes: areas.nodes,
    arcs: areas.arcs,
    grids: areas.grids,
    staff: areas.staff,
    roadNodes: roads.roadNodes,
    roads: roads.roads,
    turns: makeTurns(roads, routes, seed),
    land: land.land,
    ...made,
    incidents,
    planted,
  };
}
