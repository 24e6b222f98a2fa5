import type { AskCheckpoint } from '../../core/cordon/ask.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import { UNIT_VEHICLES } from '../../core/vocabulary.ts';
import type { Database } from '../database/database.ts';
import { selectArea } from '../queries/areas.ts';
import { selectCity } from '../queries/city.ts';
import type { CityMessage, CordonAnswers, CordonQuestion } from './cordon-protocol.ts';
import { rehearseCordons } from './cordon-rehearsal.ts';
import { CordonThread } from './cordon-thread.ts';
import type { RoadBook } from './road-book.ts';

/** Plans cordons in threads of their own, which get the roads as they are at each question: one plans, one draws what may be reached. */
export class CordonPlanner {
  readonly #database: Database;
  readonly #roads: RoadBook;
  readonly #plans = new CordonThread();
  readonly #areas = new CordonThread();

  constructor({ database, roads }: { database: Database; roads: RoadBook }) {
    this.#database = database;
    this.#roads = roads;
  }

  /** The answer to a question on the roads as they are at an instant, milliseconds since 1970. */
  async ask<Q extends CordonQuestion>(question: Q, nowMs: number): Promise<CordonAnswers[Q['what']]> {
    return await this.#askIn(question.what === 'areas' ? this.#areas : this.#plans, question, nowMs);
  }

  /** Has the threads ready before the first question, which would wait for their roads and for the compiler. */
  warm(checkpoints: readonly AskCheckpoint[], nowMs: number): void {
    const warmed = async (of: 'plan' | 'areas', thread: CordonThread): Promise<void> => {
      await this.#askIn(thread, { what: 'spots', places: [], checkpoints }, nowMs);
      await rehearseCordons(thread, { of, checkpoints, nowMs });
    };
    if (!this.#plans.isStarted) warmed('plan', this.#plans).catch(() => undefined);
    if (!this.#areas.isStarted) warmed('areas', this.#areas).catch(() => undefined);
  }

  async #askIn<Q extends CordonQuestion>(
    thread: CordonThread,
    question: Q,
    nowMs: number,
  ): Promise<CordonAnswers[Q['what']]> {
    const travel = await this.#roads.current();
    const surface = thread.knows(travel) ? undefined : await this.#surface();
    if (surface && !thread.knows(travel)) thread.takeCity(travel, { columns: travel.columns, surface });
    for (const vehicle of UNIT_VEHICLES) thread.takeSeconds(vehicle, travel.graph(vehicle, nowMs));
    return await thread.ask(question);
  }

  async close(): Promise<void> {
    await Promise.all([this.#plans.close(), this.#areas.close()]);
  }

  async #surface(): Promise<CityMessage['surface']> {
    const city = await selectCity(this.#database);
    const area = city && (await selectArea(this.#database, city.code, city.code));
    return area ? polygonsOf(area.geometry) : [];
  }
}

/** A surface as GeoJSON, as polygons of flat rings. */
export function polygonsOf(geometry: object): CityMessage['surface'] {
  const { type, coordinates } = geometry as { type: string; coordinates: unknown };
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as number[][][][];
  return polygons.map((rings) => rings.map((ring) => Int32Array.from(ring.flat(), toInt7)));
}
