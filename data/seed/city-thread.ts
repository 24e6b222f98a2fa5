import { parentPort, workerData } from 'node:worker_threads';
import { makeHistory } from '../city/history/make-history.ts';
import { makeCity } from '../city/make-city.ts';
import { EventLog } from './event-log.ts';
import type { AsideOptions, CityMessage } from './make-city-aside.ts';
import { seededCity } from './seeded-city.ts';

const post = (message: CityMessage, transfer: ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, transfer);
const onProgress = (stage: string, fraction: number) => post({ kind: 'progress', stage, fraction });
const { historyDays, ...options } = workerData.data as AsideOptions;
const city = makeCity({ ...options, onProgress });
onProgress('history', 1);
const history = makeHistory(city, historyDays);
post({ kind: 'city', city, history });
const log = new EventLog(seededCity(city, history));
for (const chunk of log.csv()) post({ kind: 'log', chunk }, [chunk.buffer]);
post({ kind: 'end', head: log.head, keyframes: log.keyframes, papers: log.papers });
