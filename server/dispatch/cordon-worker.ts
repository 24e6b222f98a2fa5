import { parentPort } from 'node:worker_threads';
import { CordonDesk } from './cordon-desk.ts';
import type { FromCordon, ToCordon } from './cordon-protocol.ts';

/** The thread where cordons are planned: what takes it a second holds up nobody else. */
if (!parentPort) throw new Error('cordon-worker.ts runs in a worker thread');
const port = parentPort;
const post = (message: FromCordon): void => port.postMessage(message);
const desk = new CordonDesk();

port.on('message', (message: ToCordon) => {
  if (message.kind === 'city') return desk.takeCity(message.city);
  if (message.kind === 'seconds') return desk.takeSeconds(message.seconds);
  const { number, question } = message;
  try {
    post({ number, answer: desk.answer(question) });
  } catch (error) {
    post({ number, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
