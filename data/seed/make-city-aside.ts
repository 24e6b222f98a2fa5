import { startThread } from '../../server/database/thread.ts';
import type { DemoCity } from '../city/city.ts';
import type { CityHistory } from '../city/history/work.ts';
import type { CityOptions } from '../city/make-city.ts';
import type { WrittenLog } from './event-log.ts';

/** A city, what led to it, and its event log as it is being written. */
export interface MadeCity {
  city: DemoCity;
  history: CityHistory;
  log: WrittenLog;
}
export interface AsideOptions extends CityOptions {
  historyDays: number;
}

export type CityMessage =
  | { kind: 'progress'; stage: string; fraction: number }
  | { kind: 'city'; city: DemoCity; history: CityHistory }
  | { kind: 'log'; chunk: Uint8Array<ArrayBuffer> }
  | ({ kind: 'end' } & Omit<WrittenLog, 'csv'>);

/** Makes the demo city and its history in a thread of its own, while this one creates the database. */
export function makeCityAside({ onProgress, ...options }: AsideOptions): Promise<MadeCity> {
  return new Promise((resolve, reject) => {
    const log = new Pipe();
    const fail = (error: Error) => {
      reject(error);
      log.fail(error);
    };
    const thread = startThread(new URL('./city-thread.ts', import.meta.url), options);
    thread.on('message', (message: CityMessage) => {
      if (message.kind === 'progress') onProgress?.(message.stage, message.fraction);
      else if (message.kind === 'log') log.push(message.chunk);
      else if (message.kind === 'end') log.end(message);
      else resolve({ city: message.city, history: message.history, log });
    });
    thread.on('error', fail);
    thread.on('exit', () => fail(new Error('the thread that makes the city ended early')));
  });
}

/** A log that is read while another thread still writes it. */
class Pipe implements WrittenLog {
  head: WrittenLog['head'] = { seq: 0, hash: '' };
  keyframes: WrittenLog['keyframes'] = [];
  papers: WrittenLog['papers'] = { handovers: [], notes: [] };
  readonly #chunks: Uint8Array<ArrayBuffer>[] = [];
  #error: Error | undefined;
  #isWhole = false;
  #wake: () => void = () => {};

  push(chunk: Uint8Array<ArrayBuffer>): void {
    this.#chunks.push(chunk);
    this.#wake();
  }

  end({ head, keyframes, papers }: Omit<WrittenLog, 'csv'>): void {
    this.head = head;
    this.keyframes = keyframes;
    this.papers = papers;
    this.#isWhole = true;
    this.#wake();
  }

  fail(error: Error): void {
    this.#error ??= error;
    this.#wake();
  }

  async *csv(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk) yield chunk;
      else if (this.#isWhole) return;
      else if (this.#error) throw this.#error;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
