import { type Database, DatabaseBusy } from '../database/database.ts';
import { copyCityRoads } from './copy-roads.ts';
import { type ReadyRoads, readyRoads } from './made-roads.ts';
import { RoadThread } from './road-thread.ts';
import type { RoadWire } from './road-wire.ts';

/** Roads of a city with what browsers get of them, which comes a little later. */
export type MadeCity = ReadyRoads & { wire: Promise<RoadWire> };

/** Makes the roads of a city from its rows, each time in a thread of its own. */
export class RoadMaker {
  readonly #database: Database;
  readonly #threads = new Set<RoadThread>();
  #isClosed = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The roads as the database has them. Throws DatabaseBusy once this is closed. */
  async make(): Promise<MadeCity> {
    // Rows of an import or an undoing may have been caught half-way: the second time tells.
    return await this.#makeOnce().catch(() => this.#makeOnce());
  }

  /** Ends what is under way, and makes nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#threads].map((thread) => thread.end()));
  }

  async #makeOnce(): Promise<MadeCity> {
    if (this.#isClosed) throw new DatabaseBusy('the roads are not read any more: the server is stopping');
    const thread = new RoadThread();
    this.#threads.add(thread);
    const { wire } = thread;
    wire.catch(() => undefined).finally(() => this.#threads.delete(thread));
    try {
      await copyCityRoads(this.#database, thread);
      return { ...(await readyRoads(await thread.make())), wire };
    } catch (error) {
      await thread.end();
      throw error;
    }
  }
}
