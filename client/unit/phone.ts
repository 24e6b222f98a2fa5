import type { Session } from '../../core/contract/account.ts';
import type { PositionFix } from '../../core/contract/unit.ts';
import type { UnitDuty } from '../../core/contract/unit-duty.ts';
import { type Act, appliedOf, type QueuedAct, requestOf } from './act.ts';
import { type KeptCode, type KeptStorage, KeptStore, type Told } from './kept.ts';
import { type Reply, refusalOf } from './reply.ts';

/** What the phone needs of the world around it. */
export interface Around {
  /** Rejects where there is no line. */
  send(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    json?: object,
    names?: { key?: string | undefined; tag?: string | undefined },
  ): Promise<Reply>;
  storage: KeptStorage;
  /** Milliseconds since 1970 by this device. */
  clock(): number;
  newId(): string;
  /** Name of this page among those that are open on the device. */
  page: string;
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
  /** A code that waits for its unit to sign in. */
  code: KeptCode | null;
}

const NOTHING: Omit<PhoneState, 'line' | 'session' | 'code'> = {
  duty: null,
  queue: [],
  fixes: [],
  fixSentAt: null,
};
/** Acts that were applied are listed so far back; what waits or was refused stays. */
const MOST_APPLIED = 20;
/** An hour of positions, one each five seconds. */
const [MOST_FIXES, BATCH] = [720, 200];

/**
 * The phone of a unit: its duty as it was told last, and everything that was done on it, in its order, until the server has answered each. All
 * of it outlives the page, and several pages of an account share it: any of them may send an act, which is done once. Without a line it waits; nothing
 * that was refused goes before somebody has seen it.
 */
export class Phone {
  readonly #around: Around;
  readonly #store: KeptStore;
  readonly #listeners = new Set<() => void>();
  #offsetMs = 0;
  #state: PhoneState;
  #sending: Promise<void> | undefined;
  #answered = 0;
  /** What the duty was read as last. */
  #told: { accountId: string | undefined; tag: string | undefined } | undefined;

  constructor(around: Around) {
    this.#around = around;
    this.#store = new KeptStore(around.storage, around.page);
    const accountId = this.#store.lastAccount();
    this.#state = {
      line: 'asking',
      session: null,
      code: this.#store.code(),
      ...NOTHING,
      ...(accountId === null ? {} : this.#kept(accountId)),
    };
  }

  /** Another page of this device noted something; nothing is noted here, or the pages would call to each other for ever. */
  heedOthers(): void {
    const id = this.#accountId;
    if (id === undefined) return;
    const last = this.#store.lastAccount();
    const code = this.#store.code();
    if (last === null) this.#state = { line: 'ended', session: null, code, ...NOTHING };
    // Somebody else signed in on this device: who, the server says.
    else if (last !== id) this.#state = { ...this.#state, code, line: 'asking' };
    else this.#state = { ...this.#state, code, queue: this.#store.acts(id) };
    this.#tell();
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
    const accountId = this.#accountId;
    const { duty: known } = this.#state;
    const tag = known && this.#told?.accountId === accountId ? this.#told?.tag : undefined;
    const reply = await this.#try(() => this.#around.send('GET', '/api/unit', undefined, { tag }));
    // What was asked before an act was answered does not know of it; nor is it of who signed in meanwhile.
    if (!reply || answered !== this.#answered || accountId !== this.#accountId) return;
    if (reply.status === 304 && known)
      this.#set({ line: 'up', duty: { ...known, asOf: new Date(this.now()).toISOString() } });
    if (reply.status !== 200) return;
    const duty = reply.body as UnitDuty;
    this.#told = { accountId, tag: reply.tag };
    this.#offsetMs = Date.parse(duty.asOf) - this.#around.clock();
    this.#set({ line: 'up', duty });
  }

  /** Notes what was done, now, and sends it as soon as there is a line. */
  async act(act: Act): Promise<void> {
    // Their order is that of their times.
    const last = Date.parse(this.#state.queue.at(-1)?.doneAt ?? '') || Number.NEGATIVE_INFINITY;
    const doneAt = new Date(Math.max(this.now(), last + 1)).toISOString();
    this.#note({ id: this.#around.newId(), act, doneAt, outcome: { kind: 'waiting' } });
    await this.refresh();
  }

  /** A code was read at a place, now: its unit is checked in, if it is signed in here; else the code is kept until it is. */
  async checkIn(code: string): Promise<void> {
    this.#store.keepCode({ id: this.#around.newId(), code, atMs: this.#around.clock() });
    this.#set({ code: this.#store.code() });
    if (this.#state.line !== 'up') await this.#askSession();
    this.#takeUpCode();
    await this.refresh();
  }

  /** Lets go of a code that is kept. */
  dropCode(): void {
    this.#store.keepCode(null);
    this.#set({ code: null });
  }

  /** Takes what was refused off the list, once it was seen. */
  dismiss(id: string): void {
    const accountId = this.#accountId;
    if (accountId === undefined || this.#store.act(accountId, id)?.outcome.kind === 'waiting') return;
    this.#store.dropAct(accountId, id);
    this.#set({ queue: this.#store.acts(accountId) });
  }

  /** Notes where the unit is. */
  locate(fix: Omit<PositionFix, 'unitId'>): void {
    const unitId = this.#state.session?.account.unitId;
    if (!unitId) return;
    this.#setFixes([...this.#state.fixes, { ...fix, unitId }].slice(-MOST_FIXES));
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
    this.#store.forget(this.#accountId);
    this.#state = { line: 'ended', session: null, code: this.#store.code(), ...NOTHING };
    this.#tell();
  }

  async #askSession(): Promise<void> {
    const reply = await this.#try(() => this.#around.send('GET', '/api/session'));
    if (reply?.status !== 200) return;
    const session = reply.body as Session | { account: null };
    if (session.account === null) this.#set({ line: 'ended' });
    else this.#enter(session as Session);
  }

  #enter({ account, demo, timeZone, now }: Session): void {
    const own = this.#accountId === account.id ? {} : { ...NOTHING, ...this.#kept(account.id) };
    this.#offsetMs = Date.parse(now) - this.#around.clock();
    this.#set({ ...own, line: 'up', session: { account, demo, timeZone } });
    this.#takeUpCode();
  }

  /** A code that is kept becomes an act of the unit that is signed in, as of when it was read; without a line of the one that was last. */
  #takeUpCode(): void {
    const { session, line } = this.#state;
    const code = this.#store.code();
    if (!code || session?.account.role !== 'unit' || line === 'ended' || line === 'asking') return;
    const doneAt = new Date(code.atMs + this.#offsetMs).toISOString();
    this.#note({
      id: code.id,
      act: { kind: 'check_in', code: code.code },
      doneAt,
      outcome: { kind: 'waiting' },
    });
    this.dropCode();
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#waiting(); next; next = this.#waiting()) {
      const { path, json } = requestOf(next);
      const reply = await this.#try(() => this.#around.send('POST', path, json, { key: next?.id }));
      if (!reply) return;
      const at = new Date(this.now()).toISOString();
      this.#settle(next, refusalOf(reply, at) ?? appliedOf(next, reply, at));
    }
    while (this.#state.fixes.length > 0) {
      const fixes = this.#state.fixes.slice(0, BATCH);
      const reply = await this.#try(() => this.#around.send('POST', '/api/positions', { fixes }));
      if (!reply) return;
      const fixSentAt = reply.status === 200 ? new Date(this.now()).toISOString() : this.#state.fixSentAt;
      this.#set({ fixSentAt });
      this.#setFixes(this.#state.fixes.filter((fix) => !fixes.includes(fix)));
    }
  }

  #waiting(): QueuedAct | undefined {
    const accountId = this.#accountId;
    const queue = accountId === undefined ? [] : this.#store.acts(accountId);
    return queue.find(({ outcome }) => outcome.kind === 'waiting');
  }

  #settle(act: QueuedAct, outcome: QueuedAct['outcome']): void {
    this.#answered += 1;
    const accountId = this.#accountId;
    // Another page may have had its answer, and somebody has seen it.
    if (accountId !== undefined && this.#store.act(accountId, act.id)?.outcome.kind === 'waiting')
      this.#note({ ...act, outcome });
    this.#set({ line: 'up' });
  }

  #note(act: QueuedAct): void {
    const accountId = this.#accountId;
    if (accountId === undefined) return;
    this.#store.keepAct(accountId, act);
    const applied = this.#store.acts(accountId).filter(({ outcome }) => outcome.kind === 'applied');
    for (const { id } of applied.slice(0, Math.max(0, applied.length - MOST_APPLIED)))
      this.#store.dropAct(accountId, id);
    this.#set({ queue: this.#store.acts(accountId) });
  }

  #setFixes(fixes: readonly PositionFix[]): void {
    if (this.#accountId !== undefined) this.#store.keepFixes(this.#accountId, fixes);
    this.#set({ fixes });
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
    const { session, duty, fixSentAt } = this.#state;
    const told: Told = { session, duty, fixSentAt, offsetMs: this.#offsetMs };
    if (session) this.#store.keepTold(session.account.id, told);
    this.#tell();
  }

  get #accountId(): string | undefined {
    return this.#state.session?.account.id;
  }

  /** What lies here of an account; takes over its clock. */
  #kept(accountId: string): Partial<PhoneState> {
    const { offsetMs = 0, ...told } = this.#store.told(accountId);
    this.#offsetMs = offsetMs;
    const [queue, fixes] = [this.#store.acts(accountId), this.#store.takeOverFixes(accountId)];
    return { ...told, queue, fixes };
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
