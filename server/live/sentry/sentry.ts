import { Lease } from '../lease.ts';
import { CityNews } from './city-news.ts';
import { Lookout, type SentryDeps } from './lookout.ts';

const LOOK_MS = 500;
const LEASE_MS = 10_000;
/** While another process watches, or there is no city, so often is looked whether that is still so. */
const WAIT_MS = 3000;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * Watches the city by the rules, in one process at a time: reads what happened, holds the rules against it, and hands on which
 * conditions began and ended. What it knows is read once and then kept up; after a restart it goes on from the open alarms.
 */
export class Sentry {
  readonly #deps: SentryDeps;
  readonly #lease: Lease;
  readonly #news = new CityNews();
  #lookout: Lookout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;
  #failures = 0;

  constructor(deps: SentryDeps) {
    this.#deps = deps;
    this.#lease = new Lease(deps, 'sentry', LEASE_MS);
    deps.memory.follow(this.#news);
  }

  /** Runs until `stop`. */
  start(): void {
    this.#schedule(0);
  }

  /** Ends after the look under way, keeps what it learned, and lets another process go on. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#lookout?.save().catch(() => undefined);
    await this.#lease.giveUp();
  }

  /** One look. Answers whether it watched: not while another process does, nor without a city. Throws when the database can not be had. */
  async step(): Promise<boolean> {
    if (!(await this.#lease.isOurs())) {
      this.#lookout = undefined;
      return false;
    }
    this.#lookout ??= await Lookout.open(this.#deps, this.#news);
    if (!this.#lookout) return false;
    if (await this.#lookout.look()) return true;
    await this.#lookout.save();
    this.#lookout = await Lookout.open(this.#deps, this.#news);
    return (await this.#lookout?.look()) ?? false;
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#stepSafely();
    }, delayMs);
  }

  async #stepSafely(): Promise<void> {
    const startedMs = performance.now();
    try {
      const watches = await this.step();
      this.#failures = 0;
      this.#schedule(watches ? Math.max(0, LOOK_MS - (performance.now() - startedMs)) : WAIT_MS);
    } catch (error) {
      this.#failures += 1;
      // What was handed on may or may not have been written: the open alarms say.
      this.#lookout = undefined;
      this.#deps.log.warn({ err: error }, 'the watch could not look; trying again');
      this.#schedule(Math.min(LONGEST_BACKOFF_MS, LOOK_MS * 2 ** this.#failures));
    }
  }
}
