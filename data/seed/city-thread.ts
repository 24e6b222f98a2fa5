import { parentPort, workerData } from 'node:worker_threads';
import { makeCity } from '../city/make-city.ts';
import type { CityMessage } from './make-city-aside.ts';

const post = (message: CityMessage) => parentPort?.postMessage(message);
const onProgress = (stage: string, fraction: number) => post({ kind: 'progress', stage, fraction });
post({ kind: 'city', city: makeCity({ ...workerData.data, onProgress }) });
