import { createHash } from 'node:crypto';
import type { Assignment } from '../../core/contract/assignment.ts';
import type { LoggedNoun } from '../../core/contract/live.ts';
import type { UnitDuty } from '../../core/contract/unit-duty.ts';
import type { LogFollower, LogListener } from '../live/log-follower.ts';
import type { LoggedChange } from '../queries/events.ts';

export type Duty = Omit<UnitDuty, 'asOf'>;

interface HeldDuty {
  duty: Duty;
  /** A weak entity tag of it: when it was asked for is not part of it. */
  tag: string;
}

/** After an event of one of these any duty may be another. */
const ALL_NOUNS: readonly LoggedNoun[] = ['areas', 'cordons', 'grids', 'imports'];

/** What the phone of each unit shows, kept until the log tells of a change of it: most phones ask again long before anything changed. */
export class DutyBook implements LogListener {
  readonly #held = new Map<string, HeldDuty>();
  /** Counts what was heard: what was read meanwhile may be older. */
  #heard = 0;

  constructor(follower: LogFollower) {
    follower.follow(this);
  }

  take({ noun, kind, subjectId, after }: LoggedChange): void {
    if (kind === 'bulk' || ALL_NOUNS.includes(noun)) this.#held.clear();
    else if (noun === 'units') this.#held.delete(subjectId);
    else if (noun === 'assignments' && after) this.#held.delete((after as Assignment).unitId);
    else if (noun === 'incidents')
      for (const [unitId, { duty }] of this.#held)
        if (duty.incident?.id === subjectId) this.#held.delete(unitId);
    this.#heard += 1;
  }

  forget(): void {
    this.#held.clear();
    this.#heard += 1;
  }

  /** The duty of a unit; `read` answers it from the database. The follower of the log must have caught up before. */
  async of(unitId: string, read: () => Promise<Duty>): Promise<HeldDuty> {
    const known = this.#held.get(unitId);
    if (known) return known;
    const before = this.#heard;
    const duty = await read();
    const held = { duty, tag: tagOf(duty) };
    if (before === this.#heard) this.#held.set(unitId, held);
    return held;
  }
}

function tagOf(duty: Duty): string {
  return `W/"${createHash('sha256').update(JSON.stringify(duty)).digest('base64url').slice(0, 22)}"`;
}
