import type { Logger } from 'pino';
import { codePrefix } from '../../core/contract/area-code.ts';
import type { UnitPositionRow } from '../../core/contract/live.ts';
import { packPositions } from '../../core/live/position-frame.ts';
import type { Database } from '../database/database.ts';
import { feedAges } from '../queries/feeds.ts';
import { type MovedUnit, movedSince } from '../queries/positions.ts';
import { feedsMessage, frameMessage, positionsMessage, rosterMessage } from './messages.ts';
import { Roster } from './roster.ts';
import type { Subscription } from './subscription.ts';

/** A commit may show a position this long after the time of receipt that it bears. */
const COMMIT_LAG_MS = 5000;
const FEEDS_EVERY_MS = 5000;
/** Batches that come at about the same time share a frame. */
const SOON_MS = 100;
/** However often positions come in, frames do not go out more often. */
const LEAST_GAP_MS = 250;

/** Once a tick: one frame of the units that moved, for each scope, and the ages of the feeds. */
export class Ticker {
  readonly #deps: { database: Database; log: Logger; clock: () => number };
  readonly #subscriptions: ReadonlySet<Subscription>;
  /** Fix that was last sent of each unit, milliseconds since 1970. */
  readonly #sent = new Map<string, number>();
  readonly #welcomed = new Set<Subscription>();
  /** Numbers of the units, by the prefix of the scope. */
  readonly #rosters = new Map<string, Roster>();
  #newestReceipt: string | null = null;
  #feeds = '';
  #feedsSentMs = 0;
  #ticking: Promise<void> | undefined;
  #soon: NodeJS.Timeout | undefined;
  #tickedMs = Number.NEGATIVE_INFINITY;

  constructor(
    deps: { database: Database; log: Logger; clock: () => number },
    subscriptions: ReadonlySet<Subscription>,
  ) {
    this.#deps = deps;
    this.#subscriptions = subscriptions;
  }

  /** Starts a tick unless the last one still runs. */
  tick(): void {
    this.#tickedMs = performance.now();
    this.#ticking ??= this.#tick()
      .catch((error: unknown) => this.#deps.log.warn({ err: error }, 'positions could not be read'))
      .finally(() => {
        this.#ticking = undefined;
      });
  }

  /** Positions came in here: they go out shortly, together with those that come meanwhile. */
  soon(): void {
    const wait = Math.max(SOON_MS, this.#tickedMs + LEAST_GAP_MS - performance.now());
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.tick();
    }, wait);
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
    this.#rosters.clear();
    clearTimeout(this.#soon);
    this.#soon = undefined;
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

  /** One frame for each scope and form, written once. */
  #sendFrames(positions: readonly MovedUnit[], subscriptions: readonly Subscription[]): void {
    if (positions.length === 0) return;
    const prefixes = new Set(subscriptions.map(({ actor }) => codePrefix(actor.scopeCode)));
    for (const prefix of prefixes) {
      const rows = positions.filter(({ areaCode }) => areaCode.startsWith(prefix)).map(({ row }) => row);
      if (rows.length === 0) continue;
      const inScope = subscriptions.filter(({ actor }) => codePrefix(actor.scopeCode) === prefix);
      const packed = inScope.filter((one) => one.packed);
      if (packed.length > 0) this.#sendPacked(prefix, rows, packed);
      this.#sendPlain(
        rows,
        inScope.filter((one) => !one.packed),
      );
    }
  }

  #sendPlain(rows: UnitPositionRow[], subscriptions: readonly Subscription[]): void {
    if (rows.length === 0 || subscriptions.length === 0) return;
    const message = positionsMessage({ serverNow: new Date(this.#deps.clock()).toISOString(), rows });
    for (const subscription of subscriptions) subscription.offer(message);
  }

  #sendPacked(prefix: string, rows: UnitPositionRow[], subscriptions: readonly Subscription[]): void {
    const roster = this.#rosters.get(prefix) ?? new Roster();
    this.#rosters.set(prefix, roster);
    const { numbered, rest } = roster.number(rows);
    const frame = frameMessage(packPositions(numbered, this.#deps.clock()));
    for (const subscription of subscriptions) {
      const known = subscription.rosterSent;
      if (known < roster.ids.length) subscription.offer(rosterMessage(known, roster.ids.slice(known)));
      subscription.rosterSent = roster.ids.length;
      subscription.offer(frame);
    }
    this.#sendPlain(rest, subscriptions);
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
