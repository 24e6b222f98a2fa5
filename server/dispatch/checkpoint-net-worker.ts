import { parentPort } from 'node:worker_threads';
import { CheckpointNetDesk } from './checkpoint-net-desk.ts';
import type { FromNet, ToNet } from './checkpoint-net-protocol.ts';

/** The thread where the checkpoint net is worked out. */
if (!parentPort) throw new Error('checkpoint-net-worker.ts runs in a worker thread');
const port = parentPort;
const post = (message: FromNet): void => port.postMessage(message);
const desk = new CheckpointNetDesk();

port.on('message', (message: ToNet) => {
  if (message.kind === 'roads') return desk.takeRoads(message.roads);
  const { number, question } = message;
  try {
    post({ number, answer: desk.answer(question) });
  } catch (error) {
    post({ number, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
