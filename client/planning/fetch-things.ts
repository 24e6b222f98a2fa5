import { ApiError, type ClientProblem } from '../api/client.ts';
import type { CountableThings } from '../api/plan-things.ts';
import type { ThingsAnswer, ThingsOrder } from './things-worker.ts';

/** What makes work in a draft, ready to be counted, fetched beside the page. Rejects with an ApiError, or with the signal's reason. */
export async function fetchThings(order: ThingsOrder, signal: AbortSignal): Promise<CountableThings> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./things-worker.ts', import.meta.url), {
    type: 'module',
    name: 'things',
  });
  try {
    return await new Promise<CountableThings>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.onmessage = ({ data }: MessageEvent<ThingsAnswer>) => {
        if ('things' in data) resolve(data.things);
        else reject(new ApiError(data.problem as ClientProblem));
      };
      worker.postMessage(order);
    });
  } finally {
    worker.terminate();
  }
}
