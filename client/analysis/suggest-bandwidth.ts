import { type BandwidthChoice, bandwidthSteps } from '../../core/hotspot/bandwidth.ts';
import { inSteps } from './in-steps.ts';
import type { HeldIncidents, JobAnswer, JobContext } from './jobs.ts';
import { planeRows } from './plane-rows.ts';

/** The bandwidth at which each of the incidents that count is foretold best by the others. */
export async function suggestBandwidth(
  held: HeldIncidents,
  _: undefined,
  context: JobContext,
): Promise<JobAnswer<BandwidthChoice>> {
  return { result: await inSteps(bandwidthSteps(planeRows(held).points), context) };
}
