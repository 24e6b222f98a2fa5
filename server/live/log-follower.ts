import type { Database } from '../database/database.ts';
import { changesAfter, type LoggedChange, logHead } from '../queries/events.ts';

/** Hears what the log says. */
export interface LogListener {
  /** The next event. Events come in order, each once. */
  take(change: LoggedChange): void;
  /** What comes next does not follow from what came before (another city, or too much was missed): nothing known holds any more. */
  forget(): void;
}

const PAGE = 500;
/** After more missed events than this, reading anew costs less than catching up. */
const MOST_MISSED = 5000;

/**
 * Reads the event log on demand, for what this process holds in memory. It asks only for the head of the log while nothing
 * changed, and callers who ask at the same time share one look.
 */
export class LogFollower {
  readonly #database: Database;
  readonly #clock: () => number;
  readonly #listeners = new Set<LogListener>();
  #head: { seq: number; hash: string; city: string } | undefined;
  /** When the last look that ended, and the one under way, began; milliseconds of the clock. */
  #lookedMs = Number.NEGATIVE_INFINITY;
  #startedMs = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** `clock`: milliseconds since 1970. */
  constructor(deps: { database: Database; clock: () => number }) {
    this.#database = deps.database;
    this.#clock = deps.clock;
  }

  follow(listener: LogListener): void {
    this.#listeners.add(listener);
  }

  /** Number of the last event that the listeners were told of. */
  get seq(): number {
    return this.#head?.seq ?? 0;
  }

  /**
   * This process wrote to the log: no earlier look is good enough for anybody. What it wrote is told at once where it is known to follow what was
   * told last, and then nobody needs to look for it.
   */
  wake(written: readonly LoggedChange[] = []): void {
    if (this.#head && !this.#looking && written[0] && written[0].prevHash === this.#head.hash) {
      for (const change of written) this.#tell(this.#head, change);
      return;
    }
    this.#lookedMs = Number.NEGATIVE_INFINITY;
    this.#startedMs = Number.NEGATIVE_INFINITY;
  }

  /**
   * Resolves when the listeners know of every event that was committed before this call, or of all but those of the last
   * `maxAgeMs` that other processes wrote.
   */
  async current(maxAgeMs = 0): Promise<void> {
    const oldestMs = this.#clock() - maxAgeMs;
    if (maxAgeMs > 0 && this.#lookedMs >= oldestMs && this.#lookedMs <= this.#clock()) return;
    if (!this.#looking && !this.#next) return await this.#look();
    if (maxAgeMs > 0 && this.#startedMs >= oldestMs) return await this.#looking;
    // The look under way may have begun too early; the one after it is shared by all who wait for it.
    this.#next ??= this.#afterThis();
    await this.#next;
  }

  async #afterThis(): Promise<void> {
    await this.#looking?.catch(() => undefined);
    this.#next = undefined;
    await this.#look();
  }

  #look(): Promise<void> {
    const startedMs = this.#clock();
    this.#startedMs = startedMs;
    const look = this.#read()
      .then(() => {
        // Not when something was written here meanwhile.
        if (this.#startedMs === startedMs) this.#lookedMs = startedMs;
      })
      .finally(() => {
        this.#looking = undefined;
      });
    this.#looking = look;
    return look;
  }

  async #read(): Promise<void> {
    const head = await logHead(this.#database);
    const known = this.#head;
    if (!known || head.city !== known.city || head.seq < known.seq || head.seq > known.seq + MOST_MISSED)
      return this.#restart(head);
    if (head.seq === known.seq && head.hash === known.hash) return;
    for (let more = true; more; ) {
      const changes = await changesAfter(this.#database, known.seq, PAGE);
      // Even the same number of events may be another log.
      if ((changes[0]?.prevHash ?? '') !== known.hash) return this.#restart(await logHead(this.#database));
      for (const change of changes) this.#tell(known, change);
      more = changes.length === PAGE;
    }
  }

  #tell(head: { seq: number; hash: string }, change: LoggedChange): void {
    head.seq = change.seq;
    head.hash = change.hash;
    for (const listener of this.#listeners) listener.take(change);
  }

  #restart(head: { seq: number; hash: string; city: string }): void {
    this.#head = head;
    for (const listener of this.#listeners) listener.forget();
  }
}
