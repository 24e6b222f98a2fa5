import { Worker } from 'node:worker_threads';

/** Starts the TypeScript module at `url` in a worker thread; it finds `data` in `workerData.data`. */
export function startThread(url: URL, data?: unknown): Worker {
  return new Worker(new URL('./thread-entry.mjs', import.meta.url), {
    workerData: { module: url.href, data },
    execArgv: [],
  });
}
