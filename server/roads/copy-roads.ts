import type { Database } from '../database/database.ts';
import { COPY_ROAD_NODES, COPY_TURN_RESTRICTIONS, copyRoads, selectRoadCuts } from '../queries/roads.ts';
import type { RoadTable } from './road-reader.ts';

/** In the embedded database nobody else is served while one copy is made. */
const ROADS_A_COPY = 10_000;

/** Where the pieces go: a RoadReader, here or in a thread. */
export interface TakesRoads {
  begin(table: RoadTable): void;
  take(piece: Uint8Array<ArrayBuffer>): void;
}

/** Copies a city's roads, nodes and turn restrictions out, in short statements; an import that ends meanwhile may be in some of them and not in others. */
export async function copyCityRoads(database: Database, into: TakesRoads): Promise<void> {
  const copy = async (table: RoadTable, statement: Parameters<Database['copyOut']>[0]) => {
    into.begin(table);
    for await (const piece of database.copyOut(statement)) into.take(piece);
  };
  const cuts = await selectRoadCuts(database, ROADS_A_COPY);
  for (let i = 0; i <= cuts.length; i += 1)
    await copy('roads', copyRoads(cuts[i - 1] ?? null, cuts[i] ?? null));
  await copy('nodes', COPY_ROAD_NODES);
  await copy('turns', COPY_TURN_RESTRICTIONS);
}
