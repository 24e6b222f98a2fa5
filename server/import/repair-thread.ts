import type { FlatRing } from '../../core/geometry/ring.ts';
import { type Repaired, type RepairOptions, repairBoundaries } from '../../core/plan/repair/repair.ts';
import { TooTangled } from '../../core/plan/repair/too-tangled.ts';
import { startThread } from '../database/thread.ts';

export interface RepairTask {
  areas: FlatRing[][][];
  options: RepairOptions;
}
/** What the thread answers: undefined where the borders are too tangled. */
export type RepairAnswer = Repaired | undefined;

/** Files of fewer points are mended at once: it takes less time than to start a thread. */
const AT_ONCE = 5_000;

/** Repairs boundaries without holding up others. Throws TooTangled. */
export async function repairAside(task: RepairTask): Promise<Repaired> {
  const points = task.areas.flat(2).reduce((sum, ring) => sum + ring.length / 2, 0);
  if (points < AT_ONCE) return repairBoundaries(task.areas, task.options);
  const worker = startThread(new URL('./repair-worker.ts', import.meta.url), task);
  try {
    const answer = await new Promise<RepairAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread that repairs boundaries ended')));
    });
    if (!answer) throw new TooTangled();
    return answer;
  } finally {
    await worker.terminate();
  }
}
