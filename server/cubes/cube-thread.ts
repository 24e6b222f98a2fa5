import type { Worker } from 'node:worker_threads';
import { DatabaseBusy } from '../database/database.ts';
import { startThread } from '../database/thread.ts';
import type { CubeAnswers, CubeAsk, CubeChange, FromCubes, ToCubes } from './cube-protocol.ts';

interface Waiting {
  resolve(message: FromCubes): void;
  reject(error: Error): void;
}

/** What was asked was not answered: the rows are being read anew, or nobody waits for it. */
export class NotAnswered extends DatabaseBusy {}

/** Pieces that may be under way to the thread. */
const MOST_UNDER_WAY = 8;

/** The cubes' thread: takes messages in order, and one question at a time, so that one that nobody waits for any more costs nothing. */
export class CubeThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #asking: Promise<unknown> = Promise.resolve();
  #loads = 0;
  #death: Error | undefined;

  constructor() {
    this.#worker = startThread(new URL('./cube-worker.ts', import.meta.url));
    this.#worker.unref();
    this.#worker.on('message', (message: FromCubes) => this.#waiting.shift()?.resolve(message));
    this.#worker.on('error', (error) => this.#die(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#die(new Error('the thread of the cubes ended')));
  }

  get isDead(): boolean {
    return this.#death !== undefined;
  }

  /** Takes all rows anew. `onRead` hears how many came so far. */
  async load(
    pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
    { zone, room }: { zone: string; room: number },
    onRead: (read: number) => void,
  ): Promise<void> {
    this.#loads++;
    await this.#send({ kind: 'begin', zone, room });
    const underWay: Promise<void>[] = [];
    for await (const bytes of pieces) {
      const taken = this.#send({ kind: 'rows', bytes }, [bytes.buffer]).then((done) => {
        if (done.kind === 'done') onRead(done.read);
      });
      taken.catch(() => undefined);
      underWay.push(taken);
      if (underWay.length >= MOST_UNDER_WAY) await underWay.shift();
    }
    await Promise.all(underWay);
    await this.#send({ kind: 'settle' });
  }

  /** Whatever is asked after this knows of it. */
  change(change: CubeChange): void {
    this.#worker.postMessage({ kind: 'change', change } satisfies ToCubes);
  }

  /** Throws NotAnswered if the signal was given, or the rows are loaded anew, before it was this question's turn. */
  async ask<A extends CubeAsk>(ask: A, signal?: AbortSignal): Promise<CubeAnswers[A['what']]> {
    const loads = this.#loads;
    const turn = this.#asking.then(async () => {
      if (signal?.aborted || loads !== this.#loads) throw new NotAnswered('the question was given up');
      return await this.#send({ kind: 'ask', ask });
    });
    this.#asking = turn.catch(() => undefined);
    const message = await turn;
    if (message.kind !== 'answer') throw new Error(`unexpected ${message.kind}`);
    return message.answer as CubeAnswers[A['what']];
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #send(message: ToCubes, transfer: ArrayBuffer[] = []): Promise<FromCubes> {
    if (this.#death) throw this.#death;
    const answered = new Promise<FromCubes>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    this.#worker.postMessage(message, transfer);
    const answer = await answered;
    if (answer.kind === 'failed') throw new Error(answer.reason);
    return answer;
  }

  #die(error: Error): void {
    this.#death ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
