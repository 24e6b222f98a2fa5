import {
  type CopyOptions,
  type CsvChunks,
  type Database,
  DatabaseBusy,
  type Queryable,
  type QueryOptions,
  StatementFailed,
} from '../database.ts';
import { errorOf } from '../failure.ts';
import { name, type Sql } from '../sql.ts';
import { encodeValue } from '../values.ts';
import { COPY_IN_FILE, COPY_OUT_FILE } from './copy-files.ts';
import { type Answer, decodeAnswer, encodeScript, encodeStatement } from './protocol.ts';
import { Slot } from './slot.ts';
import { ThreadHandle } from './thread-handle.ts';
import { piecesOf, wholeRows } from './whole-rows.ts';

const DEADLINE_MS = 15_000;
const IDLE_IN_TRANSACTION_MS = 60_000;

/** PGlite in its thread behind the port: one caller at a time, and a new thread whenever one had to be ended. */
export class EmbeddedDatabase implements Database {
  readonly engine = 'embedded';
  readonly #directory: string;
  readonly #slot = new Slot();
  readonly #onClose: (() => void)[] = [];
  #thread: Promise<ThreadHandle>;
  #isClosed = false;
  /** When the last caller was done, in milliseconds of Date.now(). */
  lastUsedAt = Date.now();

  constructor(directory: string, thread: ThreadHandle) {
    this.#directory = directory;
    this.#thread = Promise.resolve(thread);
  }

  get isBusy(): boolean {
    return this.#slot.isBusy;
  }

  query<Row extends object>(statement: Sql, options: QueryOptions = {}): Promise<Row[]> {
    return this.#alone(options.deadlineMs, (session) => session.query<Row>(statement, options));
  }

  copy(table: string, columns: readonly string[], csv: CsvChunks, options?: CopyOptions) {
    return this.transaction((transaction) => transaction.copy(table, columns, csv, options));
  }

  transaction<T>(
    work: (transaction: Queryable) => Promise<T>,
    options: QueryOptions & { readOnly?: boolean } = {},
  ): Promise<T> {
    return this.#alone(options.deadlineMs, async (session) => {
      await session.command(options.readOnly ? 'BEGIN READ ONLY' : 'BEGIN');
      try {
        const result = await session.guardIdle(() => work(session));
        session.end();
        const { tags } = await session.command('COMMIT');
        if (tags[0] !== 'COMMIT') throw new StatementFailed('a statement of the transaction failed', '25P02');
        return result;
      } catch (error) {
        session.end();
        await session.command('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  async *copyOut({ text }: Sql): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    yield await this.#alone(0, (session) => session.copyOut(text));
  }

  script(text: string): Promise<void> {
    return this.#alone(0, async (session) => {
      try {
        await session.command(text, 0);
      } catch (error) {
        await session.command('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    const release = await this.#slot.take(0);
    this.#isClosed = true;
    await this.#thread.then(
      (thread) => thread.close(),
      () => undefined,
    );
    for (const action of this.#onClose) action();
    release();
  }

  onClose(action: () => void): void {
    this.#onClose.push(action);
  }

  async #alone<T>(deadlineMs: number = DEADLINE_MS, work: (session: Session) => Promise<T>): Promise<T> {
    const release = await this.#slot.take(deadlineMs);
    try {
      if (this.#isClosed) throw new DatabaseBusy('the database is closed');
      const thread = await this.#liveThread();
      try {
        return await work(new Session(thread, deadlineMs));
      } finally {
        if (thread.isDead) this.#restart();
      }
    } finally {
      this.lastUsedAt = Date.now();
      release();
    }
  }

  async #liveThread(): Promise<ThreadHandle> {
    const thread = await this.#thread.catch(() => undefined);
    if (thread && !thread.isDead) return thread;
    this.#restart();
    return this.#thread;
  }

  /** Two threads must never be on one directory: the new one waits for the end of the old. */
  #restart(): void {
    const old = this.#thread;
    const start = async () => {
      await (await old.catch(() => undefined))?.end();
      return ThreadHandle.start(this.#directory);
    };
    this.#thread = start();
    this.#thread.catch(() => undefined); // the next caller sees the failure
  }
}

/** The database while one caller holds it; dead when its thread is. */
class Session implements Queryable {
  readonly #thread: ThreadHandle;
  readonly #deadlineMs: number;
  #ended: string | undefined;
  #lastUsedAt = Date.now();
  #running = 0;
  constructor(thread: ThreadHandle, deadlineMs: number) {
    this.#thread = thread;
    this.#deadlineMs = deadlineMs;
  }

  async query<Row extends object>({ text, values }: Sql, options: QueryOptions = {}): Promise<Row[]> {
    const message = encodeStatement(text, values.map(encodeValue));
    return (await this.#run<Row>(message, options.deadlineMs ?? this.#deadlineMs)).rows;
  }

  async copy(
    table: string,
    columns: readonly string[],
    csv: CsvChunks,
    { fresh = false, wholeRows: isWhole = false }: CopyOptions = {},
  ) {
    const list = columns.map((column) => name(column).text).join(', ');
    const text = `COPY ${name(table).text} (${list}) FROM '${COPY_IN_FILE}' (FORMAT csv${fresh ? ', FREEZE' : ''})`;
    const pieces = isWhole ? piecesOf(csv) : wholeRows(csv as Iterable<string>);
    let rows = 0;
    this.#running++;
    try {
      // The next piece is made while the database reads this one.
      for (let next = pieces.next(); ; ) {
        const { value: piece, done } = await next;
        if (done) break;
        const bytes = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
        const copied = this.#run(encodeScript(text), 0, bytes);
        next = pieces.next();
        next.catch(() => undefined);
        rows += Number((await copied).tags[0]?.split(' ')[1]);
      }
    } finally {
      this.#running--;
    }
    return rows;
  }

  async copyOut(text: string): Promise<Uint8Array<ArrayBuffer>> {
    await this.#run(encodeScript(`COPY (${text}) TO '${COPY_OUT_FILE}' (FORMAT binary)`), 0);
    return await this.#thread.take(COPY_OUT_FILE);
  }

  /** BEGIN, COMMIT, ROLLBACK, scripts: allowed after the end too. */
  command(text: string, deadlineMs = DEADLINE_MS): Promise<Answer<object>> {
    return this.#send(encodeScript(text), deadlineMs);
  }

  /** From here on the transaction takes no more statements. */
  end(reason = 'the transaction is over'): void {
    this.#ended ??= reason;
  }

  /** Gives up waiting for `work` when it leaves the transaction unused for a minute. */
  async guardIdle<T>(work: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const idle = new Promise<never>((_, reject) => {
      timer = setInterval(() => {
        if (this.#running > 0 || Date.now() - this.#lastUsedAt < IDLE_IN_TRANSACTION_MS) return;
        this.end('the transaction was left unused for too long');
        reject(new DatabaseBusy(this.#ended));
      }, 5_000);
    });
    try {
      return await Promise.race([work(), idle]);
    } finally {
      clearInterval(timer);
    }
  }

  async #run<Row>(message: Uint8Array<ArrayBuffer>, deadlineMs: number, file?: Uint8Array<ArrayBuffer>) {
    if (this.#ended) throw new Error(this.#ended);
    this.#running++;
    try {
      return await this.#send<Row>(message, deadlineMs, file);
    } finally {
      this.#running--;
      this.#lastUsedAt = Date.now();
    }
  }

  async #send<Row>(message: Uint8Array<ArrayBuffer>, deadlineMs: number, file?: Uint8Array<ArrayBuffer>) {
    const answer = decodeAnswer<Row>(await this.#thread.run(message, deadlineMs, file));
    if (answer.failure) throw errorOf(answer.failure);
    // The last defence against an exception that the database swallowed (see engine.ts).
    if (answer.tags.length === 0) {
      await this.#thread.end();
      throw new StatementFailed('the statement ended without a result', 'XX000');
    }
    return answer;
  }
}
