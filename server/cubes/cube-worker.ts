import { parentPort } from 'node:worker_threads';
import { CubeRows } from '../../core/columns/cube-rows.ts';
import type { FromCubes, ToCubes } from './cube-protocol.ts';
import { CubeStore } from './cube-store.ts';
import { RowReader } from './row-reader.ts';

/** The thread that holds many incidents and their cubes: what takes it a while holds up nobody else. */
if (!parentPort) throw new Error('cube-worker.ts runs in a worker thread');
const port = parentPort;
const post = (message: FromCubes): void => port.postMessage(message);

let rows = new CubeRows('UTC', 0);
let store = new CubeStore(rows);
let reader = new RowReader(rows);

function take(message: Exclude<ToCubes, { kind: 'change' | 'ask' }>): void {
  if (message.kind === 'begin') {
    rows = new CubeRows(message.zone, message.room);
    reader = new RowReader(rows);
    store = new CubeStore(rows);
  } else if (message.kind === 'rows') reader.take(message.bytes);
  else {
    reader.end();
    rows.settle();
  }
  post({ kind: 'done', read: rows.count });
}

port.on('message', (message: ToCubes) => {
  try {
    if (message.kind === 'change') store.change(message.change);
    else if (message.kind === 'ask') post({ kind: 'answer', answer: store.answer(message.ask) });
    else take(message);
  } catch (error) {
    if (message.kind === 'change') throw error;
    post({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});
