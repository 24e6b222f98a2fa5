// A worker thread does not inherit tsx's loader on Node 20 and 22, so it is registered here before the TypeScript module runs.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
