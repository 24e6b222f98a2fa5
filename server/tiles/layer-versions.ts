import type { LiveNoun } from '../../core/contract/live.ts';
import type { Database } from '../database/database.ts';
import { changedSince, databaseIdentity } from '../queries/tiles.ts';

/** Changes are looked for at most this often. */
const LOOK_EVERY_MS = 250;

/** What the tilesets of the memory are made of. */
const MADE_OF = { base: ['roads', 'imports'], plan: ['areas', 'grids', 'imports'] } as const;
type MadeName = keyof typeof MADE_OF;

/** Follows the event log to know when a tileset changed; the version is the number of the last event that touched it. */
export class LayerVersions {
  readonly #database: Database;
  readonly #clock: () => number;
  readonly #changed = new Map<string, number>();
  #identity: string | undefined;
  #seq = 0;
  #lookedMs = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;

  constructor(database: Database, clock: () => number) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The version of a tileset now (at most 250 ms old): equal versions mean equal tiles. */
  async of(tileset: MadeName | LiveNoun): Promise<string> {
    const now = this.#clock();
    if (now - this.#lookedMs >= LOOK_EVERY_MS || now < this.#lookedMs) {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = undefined;
      });
      await this.#looking;
    }
    const nouns: readonly string[] = isMade(tileset) ? MADE_OF[tileset] : [tileset, 'imports'];
    return `${this.#identity}.${Math.max(0, ...nouns.map((noun) => this.#changed.get(noun) ?? 0))}`;
  }

  async #look(): Promise<void> {
    const startedMs = this.#clock();
    this.#identity ??= await databaseIdentity(this.#database);
    for (const { noun, seq } of await changedSince(this.#database, this.#seq)) {
      this.#changed.set(noun, seq);
      this.#seq = Math.max(this.#seq, seq);
    }
    this.#lookedMs = startedMs;
  }
}

function isMade(tileset: string): tileset is MadeName {
  return Object.hasOwn(MADE_OF, tileset);
}
