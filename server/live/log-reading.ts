import type { LoggedChange } from '../queries/events.ts';
import type { LogFollower, LogListener } from './log-follower.ts';

/** How something is read from the database and kept current by the log. */
export interface LogSource<T> {
  /** Reads all of it; the rows may be of different moments, none before the call. */
  read(): Promise<T>;
  /**
   * Puts one event into it, in place. It may be one that the rows hold already: the same event twice must do nothing more. False
   * when the event does not tell enough.
   */
  apply(value: T, change: LoggedChange): boolean;
  /** Reads what `apply` could not take from the event, and answers how to put it in. Without either, all is read anew. */
  amend?(value: T, change: LoggedChange): Promise<((value: T) => void) | undefined>;
}

/**
 * Something of the database in memory. It is read when it is first asked for; from then on the log keeps it current. Events that come
 * while it is read are put in after, so that it never falls behind what it has shown.
 */
export class LogReading<T> implements LogListener {
  readonly #follower: LogFollower;
  readonly #source: LogSource<T>;
  #value: { it: T } | undefined;
  /** Events that wait for a reading to end; undefined while nothing is read. */
  #waiting: LoggedChange[] | undefined;
  #reading: Promise<void> | undefined;
  /** What `apply` could not take. */
  #owed: LoggedChange[] = [];
  #forgotten = false;

  constructor(follower: LogFollower, source: LogSource<T>) {
    this.#follower = follower;
    this.#source = source;
    follower.follow(this);
  }

  /** It as of now: with every event committed before this call, but for those of others in the last `maxAgeMs`. */
  async current(maxAgeMs = 0): Promise<T> {
    for (;;) {
      await this.#follower.current(maxAgeMs);
      if (this.#value && this.#waiting === undefined) return this.#value.it;
      await this.#read();
    }
  }

  /** As `current`, but undefined when it would have to be read first; it is then read meanwhile. */
  async ready(maxAgeMs = 0): Promise<T | undefined> {
    await this.#follower.current(maxAgeMs);
    if (this.#value && this.#waiting === undefined) return this.#value.it;
    this.#read().catch(() => undefined);
    return undefined;
  }

  /** It as it was last known, without a look at the log; undefined before it is read, and while it is. */
  get held(): T | undefined {
    return this.#waiting === undefined ? this.#value?.it : undefined;
  }

  take(change: LoggedChange): void {
    if (this.#waiting) {
      this.#waiting.push(change);
      return;
    }
    if (!this.#value || this.#source.apply(this.#value.it, change)) return;
    this.#owed.push(change);
    // Begun at once: who asks next has less to wait for.
    this.#read().catch(() => undefined);
  }

  forget(): void {
    this.#value = undefined;
    this.#owed = [];
    this.#forgotten = true;
  }

  #read(): Promise<void> {
    this.#waiting ??= [];
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    try {
      while (this.#waiting) await this.#readOnce();
    } catch (error) {
      this.forget();
      this.#waiting = undefined;
      throw error;
    }
  }

  async #readOnce(): Promise<void> {
    this.#forgotten = false;
    const put = await this.#fetch(this.#owed.splice(0));
    // What the rows may show already must not come as news later.
    await this.#follower.current();
    const waiting = this.#waiting ?? [];
    if (this.#forgotten) {
      this.#waiting = [];
      return;
    }
    put();
    this.#waiting = undefined;
    for (const change of waiting) this.take(change);
  }

  /** Reads what is missing, and answers how to put it in. */
  async #fetch(owed: readonly LoggedChange[]): Promise<() => void> {
    const { read, amend } = this.#source;
    const value = this.#value?.it;
    const puts: ((it: T) => void)[] = [];
    if (value !== undefined && amend)
      for (const change of owed) {
        const put = await amend(value, change);
        if (put) puts.push(put);
      }
    if (value === undefined || puts.length < owed.length) {
      const it = await read();
      return () => {
        this.#value = { it };
      };
    }
    return () => {
      for (const put of puts) put(value);
    };
  }
}
