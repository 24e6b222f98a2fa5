import type { Database } from '../database/database.ts';
import type { LogFollower, LogListener } from '../live/log-follower.ts';
import type { LoggedChange } from '../queries/events.ts';
import { selectPlanState } from '../queries/plans.ts';
import { PlanTileset } from './plan-tileset.ts';

/** A plan is some megabytes: whoever goes through the past looks at few. */
const MOST = 3;

export interface KeptPlan {
  tileset: PlanTileset;
  /** It is over: its grids change no more. */
  isOver: boolean;
}

/** Plans by id, in memory while somebody looks at them; the one that nobody asked for longest goes first. */
export class KeptPlans implements LogListener {
  readonly #database: Database;
  readonly #follower: LogFollower;
  readonly #plans = new Map<string, Promise<KeptPlan | undefined>>();

  constructor({ database, follower }: { database: Database; follower: LogFollower }) {
    this.#database = database;
    this.#follower = follower;
    follower.follow(this);
  }

  /** A plan that is or was in force; undefined: there is none of this id (a UUID). */
  async get(planId: string, maxAgeMs: number): Promise<KeptPlan | undefined> {
    await this.#follower.current(maxAgeMs);
    const reading = this.#plans.get(planId) ?? this.#read(planId);
    this.#plans.delete(planId);
    this.#plans.set(planId, reading);
    for (const oldest of this.#plans.keys()) if (this.#plans.size > MOST) this.#plans.delete(oldest);
    const plan = await reading.catch((error: unknown) => {
      this.#drop(planId, reading);
      throw error;
    });
    if (!plan) this.#drop(planId, reading);
    return plan;
  }

  /** Names of areas are those of today, whatever the plan. */
  take({ noun }: LoggedChange): void {
    if (noun === 'areas' || noun === 'grids' || noun === 'imports') this.forget();
  }

  forget(): void {
    this.#plans.clear();
  }

  #drop(planId: string, reading: Promise<KeptPlan | undefined>): void {
    if (this.#plans.get(planId) === reading) this.#plans.delete(planId);
  }

  async #read(planId: string): Promise<KeptPlan | undefined> {
    const state = await selectPlanState(this.#database, planId);
    if (!state) return undefined;
    return { tileset: await PlanTileset.load(this.#database, planId), isOver: state === 'superseded' };
  }
}
