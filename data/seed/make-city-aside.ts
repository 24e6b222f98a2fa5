import { startThread } from '../../server/database/thread.ts';
import type { DemoCity } from '../city/city.ts';
import type { CityOptions } from '../city/make-city.ts';

export type CityMessage =
  | { kind: 'progress'; stage: string; fraction: number }
  | { kind: 'city'; city: DemoCity };

/** Makes the demo city in a thread of its own, while this one creates the database. */
export function makeCityAside({ onProgress, ...options }: CityOptions): Promise<DemoCity> {
  return new Promise((resolve, reject) => {
    const thread = startThread(new URL('./city-thread.ts', import.meta.url), options);
    thread.on('message', (message: CityMessage) => {
      if (message.kind === 'progress') onProgress?.(message.stage, message.fraction);
      else resolve(message.city);
    });
    thread.on('error', reject);
    thread.on('exit', () => reject(new Error('the thread that makes the city ended early')));
  });
}
