import type { Worker } from 'node:worker_threads';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';
import { startThread } from '../database/thread.ts';
import type { CityMessage, CordonAnswers, CordonQuestion, FromCordon, ToCordon } from './cordon-protocol.ts';

interface Waiting {
  resolve: (answer: CordonAnswers[CordonQuestion['what']]) => void;
  reject: (error: Error) => void;
}

/** One thread of the cordons, started with the first that is sent to it. Where it ended, whoever waits is told, and it knows no city. */
export class CordonThread {
  #worker: Worker | undefined;
  #roads: object | undefined;
  readonly #sent = new Map<UnitVehicle, Float64Array>();
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  get isStarted(): boolean {
    return this.#worker !== undefined;
  }

  /** Whether it has these roads, by what they were made from. */
  knows(roads: object): boolean {
    return this.#roads === roads;
  }

  /** The roads from here on. */
  takeCity(roads: object, city: CityMessage): void {
    this.#send({ kind: 'city', city });
    this.#roads = roads;
    this.#sent.clear();
  }

  takeSeconds(vehicle: UnitVehicle, { linkSeconds, partSeconds }: RoadGraph): void {
    if (this.#sent.get(vehicle) === linkSeconds) return;
    this.#send({ kind: 'seconds', seconds: { vehicle, linkSeconds, partSeconds } });
    this.#sent.set(vehicle, linkSeconds);
  }

  async ask<Q extends CordonQuestion>(question: Q): Promise<CordonAnswers[Q['what']]> {
    this.#asked += 1;
    const number = this.#asked;
    const answered = new Promise<CordonAnswers[CordonQuestion['what']]>((resolve, reject) =>
      this.#waiting.set(number, { resolve, reject }),
    );
    this.#send({ kind: 'ask', number, question });
    return (await answered) as CordonAnswers[Q['what']];
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #send(message: ToCordon): void {
    this.#started().postMessage(message);
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startThread(new URL('./cordon-worker.ts', import.meta.url));
    worker.unref();
    worker.on('message', (message: FromCordon) => {
      const waiting = this.#waiting.get(message.number);
      this.#waiting.delete(message.number);
      if ('answer' in message) waiting?.resolve(message.answer);
      else waiting?.reject(new Error(message.failed));
    });
    const ended = (error: Error): void => {
      if (this.#worker === worker) this.#ended(error);
    };
    worker.on('error', (error) => ended(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => ended(new Error('a thread of the cordons ended')));
    this.#worker = worker;
    return worker;
  }

  #ended(error: Error): void {
    this.#worker = undefined;
    this.#roads = undefined;
    this.#sent.clear();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
