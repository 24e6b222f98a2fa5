import { LIVE_NOUNS, type LiveNoun, type LoggedNoun } from '../../core/contract/live.ts';
import { isHeld } from '../../core/live/held.ts';
import type { Database } from '../database/database.ts';
import type { LoggedChange } from '../queries/events.ts';
import { type Ground, selectGround } from '../queries/ground.ts';
import { LIVE_TABLES } from '../queries/nouns.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { selectLive } from '../queries/snapshot.ts';
import type { LogFollower, LogListener } from './log-follower.ts';
import { LogReading } from './log-reading.ts';
import { NounFeatures } from './noun-features.ts';

const DAY_MS = 24 * 3_600_000;
/** Nouns whose events may change what the ground tells. Staff have no events of their own: who writes them logs their grid. */
const GROUND_NOUNS: readonly LoggedNoun[] = ['areas', 'grids', 'imports'];

export type LiveFeatures = Record<LiveNoun, NounFeatures>;
/** The city at one point of the log, `seq`; what is newer in it comes again in the stream. */
export interface LiveCity {
  seq: number;
  features: LiveFeatures;
  ground: Ground;
}

/**
 * The live set of the whole city in the memory of the process, kept current by the event log. Positions of units have no events: where
 * its units are is as old as their last event. Incidents: open, or reported in the last 24 h; alarms, cases and
 * risk files: those that are not over.
 */
export class LiveMemory {
  readonly #follower: LogFollower;
  readonly #clock: () => number;
  readonly #isAlone: boolean;
  readonly #nouns: Record<LiveNoun, LogReading<NounFeatures>>;
  readonly #ground: LogReading<Ground>;

  constructor({ database, clock, follower }: MemoryDeps) {
    this.#follower = follower;
    this.#clock = clock;
    this.#isAlone = database.engine === 'embedded';
    const readings = LIVE_NOUNS.map((noun) => [noun, this.#follow(database, noun)]);
    this.#nouns = Object.fromEntries(readings) as Record<LiveNoun, LogReading<NounFeatures>>;
    this.#ground = new LogReading(follower, {
      read: () => selectGround(database),
      apply: (_, { noun }) => !GROUND_NOUNS.includes(noun),
    });
  }

  /** Lets somebody hear the log as this memory does: what `current` answers holds all that was told before. */
  follow(listener: LogListener): void {
    this.#follower.follow(listener);
  }

  /** The things of one noun now, or as of `maxAgeMs` ago. */
  async featuresOf(noun: LiveNoun, maxAgeMs = 0): Promise<NounFeatures> {
    return await this.#nouns[noun].current(maxAgeMs);
  }

  /**
   * Hears what was committed before this call, by other processes before `othersMs` ago (nobody else writes to an embedded database): what is asked
   * for then, of any age, holds that.
   */
  async catchUp(othersMs: number): Promise<void> {
    await this.#follower.current(this.#isAlone ? Number.MAX_VALUE : othersMs);
  }

  /** Everything, with every event that was committed before this call. */
  async current(): Promise<LiveCity> {
    await this.#follower.current();
    const { seq } = this.#follower;
    // Nothing is asked of the log again; what was not read yet is read at the same time.
    const old = Number.POSITIVE_INFINITY;
    const ground = this.#ground.current(old);
    const all = await Promise.all(LIVE_NOUNS.map(async (noun) => [noun, await this.featuresOf(noun, old)]));
    const features = Object.fromEntries(all) as LiveFeatures;
    this.#dropOld(features.incidents);
    return { seq, features, ground: await ground };
  }

  #follow(database: Database, noun: LiveNoun): LogReading<NounFeatures> {
    return new LogReading(this.#follower, {
      read: async () => {
        const since = new Date(this.#clock() - DAY_MS).toISOString();
        return new NounFeatures(noun, await selectLive(database, LIVE_TABLES[noun], since));
      },
      apply: (features, change) => {
        // An alarm bears the name of who acknowledged it, a risk file those of who wrote and signed it.
        if (change.noun === 'accounts') return noun !== 'alarms' && noun !== 'risks';
        if (change.noun !== noun) return true;
        if (change.kind === 'bulk') return false;
        this.#put(features, change);
        return true;
      },
    });
  }

  #put(features: NounFeatures, { noun, kind, subjectId, after }: LoggedChange): void {
    const feature = after as PlacedFeature | null;
    if (kind === 'delete' || feature === null || !this.#isLive(noun, feature)) features.delete(subjectId);
    else features.set(subjectId, feature);
  }

  #dropOld(incidents: NounFeatures): void {
    for (const incident of incidents)
      if (!this.#isLive('incidents', incident)) incidents.delete(String(incident.id));
  }

  #isLive(noun: LoggedNoun, feature: PlacedFeature): boolean {
    return isHeld(noun as LiveNoun, feature as never, this.#clock());
  }
}

export interface MemoryDeps {
  database: Database;
  /** Milliseconds since 1970. */
  clock: () => number;
  follower: LogFollower;
}
