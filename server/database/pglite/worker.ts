import { parentPort, workerData } from 'node:worker_threads';
import { COPY_IN_FILE } from './copy-files.ts';
import { openEngine } from './engine.ts';
import type { FromWorker, ToWorker } from './thread-handle.ts';

/** The thread that holds the embedded database: it blocks while a statement runs, and can be ended from outside. */
if (!parentPort) throw new Error('worker.ts runs in a worker thread');
const port = parentPort;
const post = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

const engine = await openEngine(workerData.data.directory, (reason) => {
  post({ kind: 'fatal', reason });
  process.exit(1);
}).catch((error: unknown) => {
  post({ kind: 'fatal', reason: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
post({ kind: 'ready' });

port.on('message', async (request: ToWorker) => {
  try {
    if (request.kind === 'close') {
      await engine.close();
      return post({ kind: 'closed' });
    }
    if (request.kind === 'take') {
      const taken = engine.takeFile(request.path);
      return post({ kind: 'answer', bytes: taken }, [taken.buffer]);
    }
    if (request.file) engine.writeFile(COPY_IN_FILE, request.file);
    const bytes = await engine.run(request.message);
    if (request.file) engine.removeFile(COPY_IN_FILE);
    post({ kind: 'answer', bytes }, [bytes.buffer]);
  } catch (error) {
    post({ kind: 'fatal', reason: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
});
