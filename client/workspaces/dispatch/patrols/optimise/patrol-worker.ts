/** Plans the patrols of a shift beside the page, which stops it when it has seen enough. */
import type { PatrolOrder } from '../../../../../core/patrol/patrol-proposals.ts';
import { patrolWork } from './patrol-work.ts';

declare const self: DedicatedWorkerGlobalScope;

let isStopped = false;

self.onmessage = ({ data }: MessageEvent<(PatrolOrder & { mostTries: number }) | 'stop'>) => {
  if (data === 'stop') isStopped = true;
  else void patrolWork(data, { say: (said) => self.postMessage(said), isStopped: () => isStopped });
};
