/** A share of a scan's replications, as a worker of the page makes them. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ScanCases, type ScanReach, scanFrame } from '../core/hotspot/scan-frame.ts';
import { ScanSearch } from '../core/hotspot/scan-search.ts';
import { shuffle } from '../core/hotspot/shuffle.ts';

export interface ScanShare {
  cases: ScanCases;
  reach: ScanReach;
  seed: number;
  /** Every `step`th replication from `first` on. */
  first: number;
  step: number;
  replications: number;
}

const { cases, reach, seed, first, step, replications } = workerData.data as ScanShare;
const search = new ScanSearch(scanFrame(cases, reach));
const maxima: number[] = [];
for (let replication = first; replication < replications; replication += step) {
  const day = cases.day.slice();
  shuffle(day, seed, replication);
  maxima.push(search.largestRatio(day));
}
parentPort?.postMessage(maxima);
