import type { LoggedNoun } from '../../core/contract/live.ts';
import type { ImportNoun } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { selectCity } from '../queries/city.ts';
import {
  deleteAreas,
  deleteLooseRoadNodes,
  deletePlanOf,
  deleteRows,
  saveSetting,
} from '../queries/imports.ts';

/** The table of each noun that is written row by row. */
export const TABLE_OF: Partial<Record<ImportNoun, string>> = {
  incidents: 'incident',
  posts: 'post',
  checkpoints: 'checkpoint',
  institutions: 'institution',
  devices: 'device',
  routes: 'route',
  roads: 'road',
};

/** Rows in one statement. */
const CHUNK_ROWS = 2000;

/** The noun under which an import stands in the log. */
export function eventNounOf(noun: ImportNoun): LoggedNoun {
  return noun === 'roads' ? 'imports' : noun;
}

/** Removes everything that a batch wrote, in short statements; how many rows of the noun. Grids take their plan and areas with them. */
export async function removeRows(
  db: Queryable,
  noun: ImportNoun,
  batchId: string,
  onlyUnedited = false,
): Promise<number> {
  const table = TABLE_OF[noun];
  if (table === undefined) {
    const plans = await deletePlanOf(db, batchId);
    const areas = await deleteAreas(db, batchId);
    if (areas > 0 && !(await selectCity(db))) await saveSetting(db, 'city', { demo: false });
    return plans + areas;
  }
  let removed = 0;
  for (;;) {
    const count = await deleteRows(db, table, batchId, CHUNK_ROWS, onlyUnedited && noun !== 'roads');
    removed += count;
    if (count === 0) break;
  }
  if (noun === 'roads') await deleteLooseRoadNodes(db);
  return removed;
}
