import type { Logger } from 'pino';
import { refusal } from '../../core/contract/reason.ts';
import type { Actor } from '../auth/actor.ts';
import type { Database } from '../database/database.ts';
import { ProblemError } from '../problem.ts';
import { eventHead, eventsAfter, eventTime, type LoggedEvent } from '../queries/events.ts';
import { selectSession, touchSession } from '../queries/sessions.ts';
import type { LogFollower } from './log-follower.ts';
import { ChangeMessages, heartbeatMessage, helloMessage, RETRY, resetMessage } from './messages.ts';
import { Subscription } from './subscription.ts';
import { Ticker } from './ticker.ts';

export interface HubOptions {
  /** Milliseconds between looks at the log for what other processes wrote. */
  pollMs: number;
  /** Milliseconds between position frames. */
  tickMs: number;
  heartbeatMs: number;
  /** Milliseconds between checks that the sessions behind the streams still hold. */
  sessionCheckMs: number;
  /** A cookie session with an open stream lives on for this long. */
  sessionHours: number;
  /** A client that missed more, or was away longer, takes a new snapshot instead. */
  replayEvents: number;
  replayHours: number;
  /** Streams of one account at a time. */
  streamsPerAccount: number;
}

const DEFAULTS: HubOptions = {
  pollMs: 250,
  tickMs: 1000,
  heartbeatMs: 10_000,
  sessionCheckMs: 15_000,
  sessionHours: 12,
  replayEvents: 10_000,
  replayHours: 24,
  streamsPerAccount: 30,
};
const PAGE = 500;

interface HubDeps {
  database: Database;
  log: Logger;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Reads the log for what is held in memory. */
  follower: LogFollower;
}

/**
 * Fans the event log out to the streams of this process. One reader follows the log, woken by `wake()` after a commit here and
 * by a poll for commits elsewhere; it and the timers run only while somebody listens.
 */
export class Hub {
  readonly #deps: HubDeps;
  readonly #options: HubOptions;
  readonly #subscriptions = new Set<Subscription>();
  readonly #ticker: Ticker;
  #timers: NodeJS.Timeout[] = [];
  /** Every event up to here was fanned out; undefined while nobody listens. */
  #seq: number | undefined;
  #reading: Promise<void> | undefined;
  #readAgain = false;
  #checkingSessions = false;

  constructor(deps: HubDeps, options: Partial<HubOptions> = {}) {
    this.#deps = deps;
    this.#options = { ...DEFAULTS, ...options };
    this.#ticker = new Ticker(deps, this.#subscriptions);
  }

  /** Positions were received by this process: its streams need not wait for the next tick. */
  moved(): void {
    if (this.#subscriptions.size > 0) this.#ticker.soon();
  }

  /** Number of open streams. */
  get streams(): number {
    return this.#subscriptions.size;
  }

  /** Something was committed here: it goes out now. `written`: all that it appended to the log; where that is not known the log is read. */
  wake(written: readonly LoggedEvent[] = []): void {
    this.#deps.follower.wake(written);
    // The log has no gaps: what comes next is all there is.
    if (this.#seq !== undefined && written[0]?.seq === this.#seq + 1)
      for (const event of written) this.#fanOut(event);
    else this.#look();
  }

  #look(): void {
    if (this.#subscriptions.size === 0) return;
    this.#readAgain = true;
    this.#reading ??= this.#readLog().finally(() => {
      this.#reading = undefined;
    });
  }

  /**
   * The bytes of a stream (text/event-stream) for an account. `lastEventId` is where the client stopped, undefined for a new one;
   * `packed`: positions as packed frames.
   * Throws `too_many_requests` when the account has too many streams.
   */
  async open(
    actor: Actor,
    lastEventId: string | undefined,
    packed = false,
  ): Promise<ReadableStream<Uint8Array>> {
    const own = [...this.#subscriptions].filter(({ actor: { accountId } }) => accountId === actor.accountId);
    if (own.length >= this.#options.streamsPerAccount)
      throw new ProblemError(
        'too_many_requests',
        refusal(`This account has ${own.length} live streams open already.`, 'too_many_streams', {
          streams: own.length,
        }),
        {
          headers: { 'Retry-After': '10' },
        },
      );
    const subscription = new Subscription(actor, 0, packed);
    this.#subscriptions.add(subscription);
    try {
      if (this.#seq === undefined) await this.#start();
    } catch (error) {
      this.#remove(subscription);
      throw error;
    }
    const bytes = this.#bytesOf(subscription, lastEventId);
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { value, done } = await bytes.next();
          if (value) controller.enqueue(value);
          if (done) controller.close();
        },
        cancel: () => this.#remove(subscription),
      },
      { highWaterMark: 0 },
    );
  }

  /** Ends every stream and stops. */
  async close(): Promise<void> {
    for (const subscription of [...this.#subscriptions]) this.#remove(subscription);
    await this.#reading;
    await this.#ticker.idle();
  }

  async *#bytesOf(subscription: Subscription, lastEventId: string | undefined): AsyncGenerator<Uint8Array> {
    try {
      yield RETRY;
      yield* this.#replay(subscription, lastEventId);
      yield helloMessage(subscription.cursor, this.#deps.clock(), this.#options.tickMs / 1000);
      for (;;) {
        const messages = await subscription.take();
        if (messages === undefined) return;
        if (messages === 'overflow') yield resetMessage('slow', subscription.cursor);
        else yield messages.length === 1 && messages[0] ? messages[0] : Buffer.concat(messages);
      }
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'live stream ended by an error');
    } finally {
      this.#remove(subscription);
    }
  }

  /** Yields what the client missed, then makes the subscription live at exactly that point. */
  async *#replay(subscription: Subscription, lastEventId: string | undefined): AsyncGenerator<Uint8Array> {
    const { scopeCode } = subscription.actor;
    const from = lastEventId === undefined ? 'now' : await this.#resumePoint(lastEventId);
    if (typeof from === 'number') subscription.cursor = from;
    else subscription.cursor = this.#seq ?? 0;
    if (from === 'too_old' || from === 'unknown_id') yield resetMessage(from, subscription.cursor);
    while (!subscription.closed && subscription.cursor < (this.#seq ?? 0)) {
      const events = await eventsAfter(this.#deps.database, subscription.cursor, PAGE);
      const messages = events.flatMap(
        (event) => new ChangeMessages(event).for(scopeCode, subscription.isAdmin) ?? [],
      );
      subscription.cursor = events.at(-1)?.seq ?? this.#seq ?? 0;
      if (messages.length > 0) yield Buffer.concat(messages);
    }
    subscription.live = true;
    this.#ticker.welcome(subscription);
  }

  async #resumePoint(lastEventId: string): Promise<number | 'too_old' | 'unknown_id'> {
    if (!/^\d{1,15}$/.test(lastEventId)) return 'unknown_id';
    const seq = Number(lastEventId);
    const { database, clock } = this.#deps;
    const head = await eventHead(database);
    if (seq > head.seq) return 'unknown_id';
    if (seq === head.seq) return seq;
    if (head.seq - seq > this.#options.replayEvents) return 'too_old';
    const at = await eventTime(database, seq + 1);
    if (at === undefined) return 'unknown_id';
    return Date.parse(at) < clock() - this.#options.replayHours * 3_600_000 ? 'too_old' : seq;
  }

  async #start(): Promise<void> {
    const head = await eventHead(this.#deps.database);
    if (this.#seq !== undefined) return;
    this.#seq = head.seq;
    const { pollMs, tickMs, heartbeatMs, sessionCheckMs } = this.#options;
    this.#timers = [
      setInterval(() => this.#look(), pollMs),
      setInterval(() => this.#ticker.tick(), tickMs),
      setInterval(() => this.#beat(), heartbeatMs),
      setInterval(() => void this.#checkSessions(), sessionCheckMs),
    ];
  }

  #remove(subscription: Subscription): void {
    subscription.close();
    this.#subscriptions.delete(subscription);
    if (this.#subscriptions.size > 0) return;
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    this.#seq = undefined;
    this.#ticker.forget();
  }

  async #readLog(): Promise<void> {
    try {
      while (this.#readAgain && this.#seq !== undefined) {
        this.#readAgain = false;
        const events = await eventsAfter(this.#deps.database, this.#seq, PAGE);
        for (const event of events) this.#fanOut(event);
        if (events.length === PAGE) this.#readAgain = true;
      }
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'the event log could not be read; trying again');
    }
  }

  #fanOut(event: LoggedEvent): void {
    if (this.#seq === undefined || event.seq <= this.#seq) return;
    this.#seq = event.seq;
    const messages = new ChangeMessages(event, this.#deps.clock());
    for (const subscription of this.#subscriptions) {
      if (!subscription.live || subscription.cursor >= event.seq) continue;
      subscription.cursor = event.seq;
      const message = messages.for(subscription.actor.scopeCode, subscription.isAdmin);
      if (message) subscription.offer(message);
    }
  }

  #beat(): void {
    for (const subscription of this.#subscriptions)
      if (subscription.live) subscription.offer(heartbeatMessage(subscription.cursor));
  }

  /** Ends the streams whose session ended or whose account was disabled or changed. */
  async #checkSessions(): Promise<void> {
    if (this.#checkingSessions) return;
    this.#checkingSessions = true;
    try {
      const hashes = new Set([...this.#subscriptions].map(({ actor }) => actor.secretHash));
      for (const hash of hashes) await this.#checkSession(hash);
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'sessions of live streams could not be checked');
    } finally {
      this.#checkingSessions = false;
    }
  }

  async #checkSession(secretHash: string): Promise<void> {
    const { database, clock } = this.#deps;
    const now = new Date(clock()).toISOString();
    const session = await selectSession(database, secretHash, now);
    for (const subscription of [...this.#subscriptions]) {
      const { actor } = subscription;
      if (actor.secretHash !== secretHash) continue;
      const holds = session?.role === actor.role && session.scopeCode === actor.scopeCode;
      if (!holds) this.#remove(subscription);
    }
    if (session?.kind !== 'cookie' || clock() - Date.parse(session.lastSeenAt) < 60_000) return;
    const expiresAt = new Date(clock() + this.#options.sessionHours * 3_600_000).toISOString();
    await touchSession(database, secretHash, now, expiresAt);
  }
}
