import type { Worker } from 'node:worker_threads';
import { DatabaseBusy, DatabaseUnusable } from '../database.ts';
import { startThread } from '../thread.ts';

export type ToWorker =
  | { kind: 'run'; message: Uint8Array; file?: Uint8Array }
  | { kind: 'take'; path: string }
  | { kind: 'close' };
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'answer'; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'closed' }
  | { kind: 'fatal'; reason: string };

interface Waiting {
  resolve(message: FromWorker): void;
  reject(error: Error): void;
}

/** The database's thread, one request at a time. Once `isDead`, a new one must be started. */
export class ThreadHandle {
  isDead = false;
  readonly #worker: Worker;
  #waiting: Waiting | undefined;

  private constructor(directory: string) {
    this.#worker = startThread(new URL('./worker.ts', import.meta.url), { directory });
    this.#worker.on('message', (message: FromWorker) => {
      if (message.kind === 'fatal') this.#die(message.reason);
      else this.#take()?.resolve(message);
    });
    this.#worker.on('error', (error) => this.#die(error instanceof Error ? error.message : String(error)));
    this.#worker.on('exit', () => this.#die('its thread ended'));
  }

  /** Starts the thread on a database directory, which is created when it is empty. */
  static async start(directory: string): Promise<ThreadHandle> {
    const thread = new ThreadHandle(directory);
    try {
      await thread.#next();
    } catch (error) {
      await thread.end();
      throw new DatabaseUnusable(
        `The embedded database in ${directory} cannot be opened (${error instanceof Error ? error.message : error}).`,
      );
    }
    return thread;
  }

  /** Runs one buffer of protocol messages; after `deadlineMs` the thread is ended and DatabaseBusy thrown. */
  async run(message: Uint8Array<ArrayBuffer>, deadlineMs: number, file?: Uint8Array): Promise<Uint8Array> {
    if (this.isDead) throw new DatabaseBusy('the database is restarting');
    const request: ToWorker = file ? { kind: 'run', message, file } : { kind: 'run', message };
    const answer = this.#next();
    this.#worker.postMessage(request, [message.buffer]);
    const timer = deadlineMs > 0 && setTimeout(() => this.#die(`stopped after ${deadlineMs} ms`), deadlineMs);
    try {
      const done = await answer;
      if (done.kind !== 'answer') throw new Error(`unexpected ${done.kind}`);
      return done.bytes;
    } finally {
      if (timer) clearTimeout(timer);
    }
  }

  /** The bytes of a file that the database wrote, which is removed. */
  async take(path: string): Promise<Uint8Array<ArrayBuffer>> {
    if (this.isDead) throw new DatabaseBusy('the database is restarting');
    const answer = this.#next();
    this.#worker.postMessage({ kind: 'take', path } satisfies ToWorker);
    const done = await answer;
    if (done.kind !== 'answer') throw new Error(`unexpected ${done.kind}`);
    return done.bytes;
  }

  /** Closes the database cleanly and ends the thread. */
  async close(): Promise<void> {
    if (!this.isDead) {
      const closed = this.#next().catch(() => undefined);
      this.#worker.postMessage({ kind: 'close' } satisfies ToWorker);
      await closed;
    }
    await this.end();
  }

  /** Ends the thread at once; what was committed stays. */
  async end(): Promise<void> {
    this.#die('closed');
    await this.#worker.terminate();
  }

  #next(): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #take(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }

  #die(reason: string): void {
    if (this.isDead) return;
    this.isDead = true;
    void this.#worker
      .terminate()
      .then(() => this.#take()?.reject(new DatabaseBusy(`the database: ${reason}`)));
  }
}
