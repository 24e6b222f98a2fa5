import type { Database } from '../../server/database/database.ts';
import { copyCityRoads } from '../../server/roads/copy-roads.ts';
import { type CityRoads, RoadReader } from '../../server/roads/road-reader.ts';

/** The city's roads with their crossings and turn restrictions, read in this thread. */
export async function loadCityRoads(database: Database): Promise<CityRoads> {
  const reader = new RoadReader();
  await copyCityRoads(database, reader);
  return reader.city();
}
