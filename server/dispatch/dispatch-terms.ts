import type { SkillNeed } from '../../core/contract/skill-need.ts';
import { type Targets, targetsOf } from '../../core/incident/deadlines.ts';
import type { IncidentType } from '../../core/vocabulary.ts';
import type { Database } from '../database/database.ts';
import type { LogFollower } from '../live/log-follower.ts';
import { LogReading } from '../live/log-reading.ts';
import { feedAges } from '../queries/feeds.ts';
import { selectResponseTargets } from '../queries/response-targets.ts';
import { selectSkillNeeds } from '../queries/skill-needs.ts';

const UNKNOWN_INTERVAL_SECONDS = 60;

interface Terms {
  targets: Targets;
  skillNeeds: ReadonlyMap<IncidentType, SkillNeed>;
  /** Seconds between two positions of a unit that reports as it should: no event changes them. */
  fixIntervalSeconds: number;
}

/** Settings that a recommendation goes by, read once: kept until somebody edits the targets or the skills that are needed. */
export class DispatchTerms {
  readonly #terms: LogReading<Terms>;

  constructor({ database, follower }: { database: Database; follower: LogFollower }) {
    this.#terms = new LogReading<Terms>(follower, {
      read: async () => {
        const [rows, needs, feeds] = await Promise.all([
          selectResponseTargets(database),
          selectSkillNeeds(database),
          feedAges(database),
        ]);
        const units = feeds.find(({ feed }) => feed === 'units');
        return {
          targets: targetsOf(rows),
          skillNeeds: new Map(needs.map((need) => [need.type, need])),
          fixIntervalSeconds: units?.expectedIntervalSeconds ?? UNKNOWN_INTERVAL_SECONDS,
        };
      },
      apply: (_, { noun }) => noun !== 'response_targets' && noun !== 'skill_needs',
    });
  }

  /** As of now, or as of `maxAgeMs` ago. */
  async current(maxAgeMs = 0): Promise<Terms> {
    return await this.#terms.current(maxAgeMs);
  }
}
