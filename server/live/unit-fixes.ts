import type { PositionFix } from '../../core/contract/unit.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import type { Database } from '../database/database.ts';
import { type LatestFix, selectLatestFixes } from '../queries/positions.ts';
import type { LogFollower } from './log-follower.ts';

/** Other processes' positions are read again when those known are so old. */
const OTHERS_MS = 1000;

/**
 * The latest position of every unit in the memory of the process. What this process receives is put in as it is committed; what others receive is
 * read from the database once a second while somebody asks. Nobody else writes to an embedded database, which is then read once.
 */
export class UnitFixes {
  readonly #database: Database;
  /** Milliseconds; only its differences count. */
  readonly #elapsed: () => number;
  #fixes: Map<string, LatestFix> | undefined;
  #readMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<Map<string, LatestFix>> | undefined;
  /** What is received while they are read. */
  #meanwhile: PositionFix[] = [];

  constructor(
    { database, follower }: { database: Database; follower: LogFollower },
    elapsed = () => performance.now(),
  ) {
    this.#database = database;
    this.#elapsed = elapsed;
    follower.follow({ take: () => undefined, forget: () => this.#forget() });
  }

  /** Positions were committed here; one that is not newer than what is known does nothing. */
  take(fixes: readonly PositionFix[]): void {
    if (this.#reading) this.#meanwhile.push(...fixes);
    if (this.#fixes) putIn(this.#fixes, fixes);
  }

  /** By the id of the unit. */
  async current(): Promise<ReadonlyMap<string, LatestFix>> {
    if (this.#fixes && this.#isFresh()) return this.#fixes;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return await this.#reading;
  }

  #isFresh(): boolean {
    return this.#database.engine === 'embedded' || this.#elapsed() - this.#readMs < OTHERS_MS;
  }

  async #read(): Promise<Map<string, LatestFix>> {
    this.#meanwhile = [];
    const startedMs = this.#elapsed();
    const fixes = await selectLatestFixes(this.#database);
    putIn(fixes, this.#meanwhile);
    this.#fixes = fixes;
    this.#readMs = startedMs;
    return fixes;
  }

  /** Another city. */
  #forget(): void {
    this.#fixes = undefined;
  }
}

function putIn(fixes: Map<string, LatestFix>, news: readonly PositionFix[]): void {
  for (const { unitId, lng, lat, fixAt } of news) {
    const id = unitId.toLowerCase();
    const atMs = Date.parse(fixAt);
    if (atMs <= (fixes.get(id)?.atMs ?? Number.NEGATIVE_INFINITY)) continue;
    fixes.set(id, { lng7: toInt7(lng), lat7: toInt7(lat), atMs });
  }
}
