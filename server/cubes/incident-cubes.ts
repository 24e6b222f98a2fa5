import { kindNumber } from '../../core/columns/cube-kind.ts';
import type { Database } from '../database/database.ts';
import type { LogFollower } from '../live/log-follower.ts';
import { LogReading } from '../live/log-reading.ts';
import { selectCityZone } from '../queries/city.ts';
import type { LoggedChange } from '../queries/events.ts';
import { COPY_INCIDENTS } from '../queries/incident-cubes.ts';
import { countIncidents } from '../queries/incident-points.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { recordOf, wordsOf } from '../tiles/incident-record.ts';
import type { CubeAnswers, CubeAsk, CubeChange } from './cube-protocol.ts';
import { CubeThread, NotAnswered } from './cube-thread.ts';

/** Room for what is reported before the rows must move. */
const SPARE = 1.02;

/**
 * The city's incidents in a thread of their own, as cumulative cubes (core/columns), for more of them than a browser should hold. They are read when
 * they are first asked for; the event log keeps them current, and an import has them read anew.
 */
export class IncidentCubes {
  readonly #database: Database;
  readonly #reading: LogReading<CubeThread>;
  #thread: CubeThread | undefined;
  #failure: Error | undefined;
  #progress: { read: number; total: number } | null = null;

  constructor({ database, follower }: { database: Database; follower: LogFollower }) {
    this.#database = database;
    this.#reading = new LogReading<CubeThread>(follower, {
      read: () => this.#read(),
      apply,
    });
  }

  /** How far they are read; null when they are there, or nobody asked. */
  get progress(): { read: number; total: number } | null {
    return this.#progress;
  }

  /** The answer with every change committed before this call; waits while the incidents are read. */
  async ask<A extends CubeAsk>(ask: A, signal?: AbortSignal): Promise<CubeAnswers[A['what']]> {
    for (;;) {
      const thread = await this.#reading.current();
      if (thread.isDead) {
        this.#reading.forget();
        continue;
      }
      try {
        return await thread.ask(ask, signal);
      } catch (error) {
        // They are read anew: what comes after that is answered.
        if (!(error instanceof NotAnswered) || signal?.aborted) throw error;
      }
    }
  }

  /** Begins to read them, if they are not there; whether they are. Throws what the last reading failed of, once. */
  async isReady(): Promise<boolean> {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure) throw failure;
    return (await this.#reading.ready()) !== undefined;
  }

  async close(): Promise<void> {
    await this.#thread?.end();
  }

  async #read(): Promise<CubeThread> {
    if (this.#thread?.isDead) this.#thread = undefined;
    this.#thread ??= new CubeThread();
    const thread = this.#thread;
    try {
      const zone = await selectCityZone(this.#database);
      const total = await countIncidents(this.#database);
      this.#progress = { read: 0, total };
      this.#failure = undefined;
      await thread.load(
        this.#database.copyOut(COPY_INCIDENTS),
        { zone, room: Math.ceil(total * SPARE) },
        (read) => {
          this.#progress = { read, total };
        },
      );
      return thread;
    } catch (error) {
      // What it holds is of no use, and answers of it may still come.
      await thread.end();
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      this.#progress = null;
    }
  }
}

function apply(thread: CubeThread, { noun, kind, subjectId, after }: LoggedChange): boolean {
  if (noun !== 'incidents') return true;
  if (kind === 'bulk') return false;
  thread.change(
    kind === 'delete' || !after
      ? { removed: idOf(subjectId) }
      : rowOf(after as PlacedFeature & { id: string }),
  );
  return true;
}

function rowOf(feature: PlacedFeature & { id: string }): CubeChange {
  const { reportedMs, lng7, lat7, areaCode, ...record } = recordOf(feature);
  const second = Math.floor(reportedMs / 1000);
  return { ...idOf(feature.id), second, lng7, lat7, kind: kindNumber(record), gridCode: areaCode };
}

function idOf(uuid: string): { idHigh: number; idLow: number } {
  const [, , idHigh, idLow] = wordsOf(uuid);
  return { idHigh, idLow };
}
