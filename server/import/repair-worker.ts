import { parentPort, workerData } from 'node:worker_threads';
import { repairBoundaries } from '../../core/plan/repair/repair.ts';
import { TooTangled } from '../../core/plan/repair/too-tangled.ts';
import type { RepairAnswer, RepairTask } from './repair-thread.ts';

/** The thread that repairs the boundaries of one file. */
const { areas, options } = workerData.data as RepairTask;

function answer(): RepairAnswer {
  try {
    return repairBoundaries(areas, options);
  } catch (error) {
    if (error instanceof TooTangled) return undefined;
    throw error;
  }
}

parentPort?.postMessage(answer());
