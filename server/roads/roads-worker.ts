import { parentPort } from 'node:worker_threads';
import { makeRoads } from './made-roads.ts';
import { RoadReader } from './road-reader.ts';
import { roadWire } from './road-wire.ts';
import type { FromRoads, ToRoads } from './roads-protocol.ts';
import { shareBytes } from './share-bytes.ts';

/** A thread in which the roads of a city are read and their graphs made: it takes seconds for a large one, and holds up nobody else. */
if (!parentPort) throw new Error('roads-worker.ts runs in a worker thread');
const port = parentPort;
const post = (message: FromRoads): void => port.postMessage(message);
const reader = new RoadReader();

function make(): void {
  const city = reader.city();
  post({ kind: 'made', made: shareBytes(makeRoads(city)) });
  post({ kind: 'wire', wire: roadWire(city.roads) });
}

port.on('message', (message: ToRoads) => {
  try {
    if (message.kind === 'begin') reader.begin(message.table);
    else if (message.kind === 'rows') reader.take(message.bytes);
    else make();
  } catch (error) {
    post({ kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
