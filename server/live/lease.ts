import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../database/database.ts';
import { holdLease } from '../queries/leases.ts';

interface LeaseDeps {
  database: Database;
  /** Milliseconds since 1970. */
  clock: () => number;
}

/** The right to a job that of several processes on one database only one may do at a time. */
export class Lease {
  readonly #deps: LeaseDeps;
  readonly #job: string;
  readonly #lengthMs: number;
  readonly #holder = uuidv7();
  #untilMs = 0;

  /** A holder that does not ask for `lengthMs` loses the job. */
  constructor(deps: LeaseDeps, job: string, lengthMs: number) {
    this.#deps = deps;
    this.#job = job;
    this.#lengthMs = lengthMs;
  }

  /** Takes the job or keeps it; false while another process has it. Asks the database only once half of the time is over. */
  async isOurs(): Promise<boolean> {
    const nowMs = this.#deps.clock();
    if (nowMs < this.#untilMs - this.#lengthMs / 2) return true;
    const untilMs = nowMs + this.#lengthMs;
    const isHeld = await holdLease(this.#deps.database, this.#job, this.#holder, nowMs, untilMs);
    this.#untilMs = isHeld ? untilMs : 0;
    return isHeld;
  }

  /** Lets another process go on at once. */
  async giveUp(): Promise<void> {
    if (this.#untilMs === 0) return;
    this.#untilMs = 0;
    const nowMs = this.#deps.clock();
    await holdLease(this.#deps.database, this.#job, this.#holder, nowMs, nowMs).catch(() => undefined);
  }
}
