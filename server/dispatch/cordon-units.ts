import type { Database } from '../database/database.ts';
import type { LogFollower } from '../live/log-follower.ts';
import { LogReading } from '../live/log-reading.ts';
import { selectCordonUnits } from '../queries/cordons.ts';

/** Which unit is bound to which cordon that stands, kept current by the log. */
export class CordonUnits {
  readonly #bound: LogReading<Map<string, string>>;

  constructor({ database, follower }: { database: Database; follower: LogFollower }) {
    this.#bound = new LogReading(follower, {
      read: async () =>
        new Map((await selectCordonUnits(database)).map(({ unitId, cordonId }) => [unitId, cordonId])),
      apply: (_, { noun }) => noun !== 'cordons',
    });
  }

  /** Cordons by unit now, or as of `maxAgeMs` ago. */
  async current(maxAgeMs = 0): Promise<ReadonlyMap<string, string>> {
    return await this.#bound.current(maxAgeMs);
  }
}
