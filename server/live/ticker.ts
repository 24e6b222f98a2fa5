import type { Logger } from 'pino';
import { codePrefix } from '../../core/contract/area-code.ts';
import type { Database } from '../database/database.ts';
import { feedAges } from '../queries/feeds.ts';
import { type MovedUnit, movedSince } from '../queries/positions.ts';
import { feedsMessage, positionsMessage } from './messages.ts';
import type { Subscription } from './subscription.ts';

/** A commit may show a position this long after the time of receipt that it bears. */
const COMMIT_LAG_MS = 5000;
const FEEDS_EVERY_MS = 5000;

/** Once a tick: one frame of the units that moved, for each scope, and the ages of the feeds. */
export class Ticker {
  readonly #deps: { database: Database; log: Logger; clock: () => number };
  readonly #subscriptions: ReadonlySet<Subscription>;
  /** Fix that was last sent of each unit, milliseconds since 1970. */
  readonly #sent = new Map<string, number>();
  readonly #welcomed = new Set<Subscription>();
  #newestReceipt: string | null = null;
  #feeds = '';
  #feedsSentMs = 0;
  #ticking: Promise<void> | undefined;

  constructor(
    deps: { database: Database; log: Logger; clock: () => number },
    subscriptions: ReadonlySet<Subscription>,
  ) {
    this.#deps = deps;
    this.#subscriptions = subscriptions;
  }

  /** Starts a tick unless the last one still runs. */
  tick(): void {
    this.#ticking ??= this.#tick()
      .catch((error: unknown) => this.#deps.log.warn({ err: error }, 'positions could not be read'))
      .finally(() => {
        this.#ticking = undefined;
      });
  }

  async idle(): Promise<void> {
    await this.#ticking;
  }

  /** The next tick sends it every position in its scope: its snapshot may be older than the stream. Call it as it becomes live. */
  welcome(subscription: Subscription): void {
    this.#welcomed.add(subscription);
  }

  /** Nobody listens any more: what was sent is no longer known to anyone. */
  forget(): void {
    this.#sent.clear();
    this.#welcomed.clear();
    this.#newestReceipt = null;
    this.#feeds = '';
  }

  async #tick(): Promise<void> {
    const welcomed = new Set(this.#welcomed);
    this.#welcomed.clear();
    const live = [...this.#subscriptions].filter((subscription) => subscription.live);
    const all = welcomed.size > 0 || this.#newestReceipt === null;
    const positions = await movedSince(this.#deps.database, all ? null : this.#lookBackTo());
    const moved = positions.filter(({ row }) => this.#sent.get(row[0]) !== row[5]);
    for (const { row, receivedAt } of moved) {
      this.#sent.set(row[0], row[5]);
      if (this.#newestReceipt === null || receivedAt > this.#newestReceipt) this.#newestReceipt = receivedAt;
    }
    this.#sendFrames(
      positions,
      live.filter((subscription) => welcomed.has(subscription)),
    );
    this.#sendFrames(
      moved,
      live.filter((subscription) => !welcomed.has(subscription)),
    );
    await this.#sendFeeds(live, welcomed);
  }

  #lookBackTo(): string {
    return new Date(Date.parse(this.#newestReceipt ?? '') - COMMIT_LAG_MS).toISOString();
  }

  /** One frame for each scope, written once. */
  #sendFrames(positions: readonly MovedUnit[], subscriptions: readonly Subscription[]): void {
    if (positions.length === 0) return;
    const serverNow = new Date(this.#deps.clock()).toISOString();
    const frames = new Map<string, Uint8Array | undefined>();
    for (const subscription of subscriptions) {
      const prefix = codePrefix(subscription.actor.scopeCode);
      if (!frames.has(prefix)) {
        const rows = positions.filter(({ areaCode }) => areaCode.startsWith(prefix)).map(({ row }) => row);
        frames.set(prefix, rows.length > 0 ? positionsMessage({ serverNow, rows }) : undefined);
      }
      const frame = frames.get(prefix);
      if (frame) subscription.offer(frame);
    }
  }

  /** The ages of the feeds: to all when one changed or nothing was said for 5 s, to the newly welcome in any case. */
  async #sendFeeds(live: readonly Subscription[], welcomed: ReadonlySet<Subscription>): Promise<void> {
    const feeds = await feedAges(this.#deps.database);
    const text = JSON.stringify(feeds);
    const now = this.#deps.clock();
    const toAll = text !== this.#feeds || now - this.#feedsSentMs >= FEEDS_EVERY_MS;
    if (toAll) this.#feedsSentMs = now;
    this.#feeds = text;
    const message = feedsMessage(feeds);
    for (const subscription of live) if (toAll || welcomed.has(subscription)) subscription.offer(message);
  }
}
