import type { Session } from '../../core/contract/account.ts';
import type { PositionFix } from '../../core/contract/unit.ts';
import type { UnitDuty } from '../../core/contract/unit-duty.ts';
import { type Act, type QueuedAct, requestOf } from './act.ts';
import { type Reply, refusalOf } from './reply.ts';

/** What the phone needs of the world around it. */
export interface Around {
  /** Rejects where there is no line. */
  send(method: 'GET' | 'POST' | 'DELETE', path: string, json?: object, key?: string): Promise<Reply>;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Milliseconds since 1970 by this device. */
  clock(): number;
  newId(): string;
}

/** `asking`: before the first answer. `ended`: the session is over. */
export type Line = 'asking' | 'up' | 'down' | 'ended';

export interface PhoneState {
  line: Line;
  session: Pick<Session, 'account' | 'demo' | 'timeZone'> | null;
  /** As the server told it last, perhaps long ago. */
  duty: UnitDuty | null;
  queue: readonly QueuedAct[];
  /** Positions that were not sent yet. */
  fixes: readonly PositionFix[];
  /** When a position was received last, ISO 8601 UTC. */
  fixSentAt: string | null;
}

interface Kept extends Omit<PhoneState, 'line'> {
  offsetMs: number;
}

/** Which account was here last; what belongs to each lies under its id. */
const LAST_KEY = 'jingwei.unit';
const keyOf = (accountId: string) => `${LAST_KEY}.${accountId}`;
const NOTHING: Omit<PhoneState, 'line' | 'session'> = { duty: null, queue: [], fixes: [], fixSentAt: null };
/** Acts that were applied are listed so far back; what waits or was refused stays. */
const MOST_APPLIED = 20;
/** An hour of positions, one each five seconds. */
const MOST_FIXES = 720;
const BATCH = 200;

/**
 * The phone of a unit: its duty as it was told last, and everything that was done on it, in its order, until the server has answered each. All
 * of it outlives the page. Without a line it waits; nothing that was refused goes before somebody has seen it.
 */
export class Phone {
  readonly #around: Around;
  readonly #listeners = new Set<() => void>();
  #offsetMs = 0;
  #state: PhoneState;
  #sending: Promise<void> | undefined;
  #answered = 0;

  constructor(around: Around) {
    this.#around = around;
    const { offsetMs = 0, ...kept } = read(around.storage, around.storage.getItem(LAST_KEY));
    this.#offsetMs = offsetMs;
    this.#state = { line: 'asking', session: null, ...NOTHING, ...kept };
  }

  get = (): PhoneState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The server's time now, milliseconds since 1970. */
  now(): number {
    return this.#around.clock() + this.#offsetMs;
  }

  /** Who is signed in; sends what waits; reads the duty anew. */
  async refresh(): Promise<void> {
    if (this.#state.line !== 'up') await this.#askSession();
    if (this.#state.session === null || this.#state.line === 'ended') return;
    await this.sendWaiting();
    const answered = this.#answered;
    await this.#reading('/api/unit', (body) => {
      // What was asked before an act was answered does not know of it.
      if (answered !== this.#answered) return;
      const duty = body as UnitDuty;
      this.#offsetMs = Date.parse(duty.asOf) - this.#around.clock();
      this.#set({ line: 'up', duty });
    });
  }

  /** Notes what was done, now, and sends it as soon as there is a line. */
  async act(act: Act): Promise<void> {
    const doneAt = new Date(this.now()).toISOString();
    const done: QueuedAct = { id: this.#around.newId(), act, doneAt, outcome: { kind: 'waiting' } };
    this.#set({ queue: [...this.#state.queue, done] });
    await this.refresh();
  }

  /** Takes what was refused off the list, once it was seen. */
  dismiss(id: string): void {
    const queue = this.#state.queue.filter((one) => one.id !== id || one.outcome.kind === 'waiting');
    this.#set({ queue });
  }

  /** Notes where the unit is. */
  locate(fix: Omit<PositionFix, 'unitId'>): void {
    const unitId = this.#state.session?.account.unitId;
    if (!unitId) return;
    this.#set({ fixes: [...this.#state.fixes, { ...fix, unitId }].slice(-MOST_FIXES) });
  }

  /** Sends acts in their order, each until it is answered, then positions. One at a time. */
  sendWaiting(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async signIn(path: '/api/session' | '/api/session/demo', json: object): Promise<Reply> {
    const reply = await this.#around.send('POST', path, json);
    if (reply.status === 200) this.#enter(reply.body as Session);
    return reply;
  }

  /** Ends the session on the server, then forgets everything here; without a line neither. */
  async signOut(): Promise<void> {
    const reply = await this.#around.send('DELETE', '/api/session').catch(() => undefined);
    if (!reply) return this.#set({ line: 'down' });
    const id = this.#state.session?.account.id;
    for (const key of [LAST_KEY, ...(id ? [keyOf(id)] : [])]) this.#around.storage.removeItem(key);
    this.#state = { line: 'ended', session: null, ...NOTHING };
    this.#tell();
  }

  async #askSession(): Promise<void> {
    await this.#reading('/api/session', (body) => {
      const session = body as Session | { account: null };
      if (session.account === null) this.#set({ line: 'ended' });
      else this.#enter(session as Session);
    });
  }

  #enter({ account, demo, timeZone, now }: Session): void {
    this.#offsetMs = Date.parse(now) - this.#around.clock();
    const isSame = this.#state.session?.account.id === account.id;
    const { offsetMs: _, ...own } = isSame ? {} : { ...NOTHING, ...read(this.#around.storage, account.id) };
    this.#set({ ...own, line: 'up', session: { account, demo, timeZone } });
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#waiting(); next; next = this.#waiting()) {
      const { path, json } = requestOf(next);
      const reply = await this.#try(() => this.#around.send('POST', path, json, next?.id));
      if (!reply) return;
      const at = new Date(this.now()).toISOString();
      this.#settle(next.id, refusalOf(reply, at) ?? { kind: 'applied', at });
    }
    while (this.#state.fixes.length > 0) {
      const fixes = this.#state.fixes.slice(0, BATCH);
      const reply = await this.#try(() => this.#around.send('POST', '/api/positions', { fixes }));
      if (!reply) return;
      const fixSentAt = reply.status === 200 ? new Date(this.now()).toISOString() : this.#state.fixSentAt;
      this.#set({ fixes: this.#state.fixes.filter((fix) => !fixes.includes(fix)), fixSentAt });
    }
  }

  #waiting(): QueuedAct | undefined {
    return this.#state.queue.find(({ outcome }) => outcome.kind === 'waiting');
  }

  #settle(id: string, outcome: QueuedAct['outcome']): void {
    this.#answered += 1;
    const all = this.#state.queue.map((one) => (one.id === id ? { ...one, outcome } : one));
    const applied = all.filter((one) => one.outcome.kind === 'applied');
    const old = new Set(applied.slice(0, Math.max(0, applied.length - MOST_APPLIED)));
    this.#set({ line: 'up', queue: all.filter((one) => !old.has(one)) });
  }

  async #reading(path: string, take: (body: unknown) => void): Promise<void> {
    const reply = await this.#try(() => this.#around.send('GET', path));
    if (reply?.status === 200) take(reply.body);
  }

  /** An answer that means something; none: there is no line, or nobody is signed in. */
  async #try(send: () => Promise<Reply>): Promise<Reply | undefined> {
    const reply = await send().catch(() => undefined);
    if (reply?.status === 401) this.#set({ line: 'ended' });
    else if (!reply || reply.status === 429 || reply.status >= 500) this.#set({ line: 'down' });
    else return reply;
    return undefined;
  }

  #set(patch: Partial<PhoneState>): void {
    this.#state = { ...this.#state, ...patch };
    const { line: _, ...rest } = this.#state;
    const kept: Kept = { ...rest, offsetMs: this.#offsetMs };
    const id = this.#state.session?.account.id;
    if (id) {
      this.#around.storage.setItem(LAST_KEY, id);
      this.#around.storage.setItem(keyOf(id), JSON.stringify(kept));
    }
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function read(storage: Around['storage'], accountId: string | null): Partial<Kept> {
  try {
    return accountId === null ? {} : (JSON.parse(storage.getItem(keyOf(accountId)) ?? '{}') as Partial<Kept>);
  } catch {
    return {};
  }
}
