import type { Worker } from 'node:worker_threads';
import { startThread } from '../database/thread.ts';
import type { TakesRoads } from './copy-roads.ts';
import type { MadeRoads } from './made-roads.ts';
import type { RoadTable } from './road-reader.ts';
import type { RoadWire } from './road-wire.ts';
import type { FromRoads, ToRoads } from './roads-protocol.ts';

/** A thread that makes the roads of a city once; it ends when all is made, or something failed. */
export class RoadThread implements TakesRoads {
  readonly #worker: Worker;
  readonly #made = new Later<MadeRoads>();
  readonly #wire = new Later<RoadWire>();

  constructor() {
    this.#worker = startThread(new URL('./roads-worker.ts', import.meta.url));
    this.#worker.unref();
    this.#worker.on('message', (message: FromRoads) => {
      if (message.kind === 'made') return this.#made.resolve(message.made);
      if (message.kind === 'wire') this.#wire.resolve(message.wire);
      else this.#fail(new Error(message.reason));
      this.end();
    });
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.on('exit', () => this.#fail(new Error('the thread that makes the roads ended')));
  }

  begin(table: RoadTable): void {
    this.#post({ kind: 'begin', table });
  }

  take(bytes: Uint8Array<ArrayBuffer>): void {
    this.#post({ kind: 'rows', bytes }, [bytes.buffer]);
  }

  /** What is made of all that it took. */
  async make(): Promise<MadeRoads> {
    this.#post({ kind: 'make' });
    return await this.#made.promise;
  }

  /** What browsers get; comes after the roads. */
  get wire(): Promise<RoadWire> {
    return this.#wire.promise;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(message: ToRoads, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  /** What came already stays. */
  #fail(error: Error): void {
    this.#made.reject(error);
    this.#wire.reject(error);
  }
}

/** A promise that is settled from outside; nobody need wait for it. */
class Later<T> {
  resolve: (value: T) => void = () => undefined;
  reject: (error: Error) => void = () => undefined;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor() {
    this.promise.catch(() => undefined);
  }
}
