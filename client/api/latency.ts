import { queryOptions } from '@tanstack/react-query';
import type { Latency, LatencyReport } from '../../core/contract/latency.ts';
import { bucketsOf, HOPS } from '../../core/live/latency.ts';
import { latency } from '../live/latency.ts';
import { presentNow } from '../live/present-now.ts';
import { request } from './client.ts';

const REPORT_EVERY_MS = 60_000;

/** What all consoles measured lately. */
export const latencyQuery = queryOptions({
  queryKey: ['latency'],
  queryFn: () => request<Latency>('/api/latency'),
  refetchInterval: 15_000,
});

/** Reports what this console measures once a minute, under a name that stands for nobody. Answers how to stop. */
export function reportLatency(): () => void {
  const name = crypto.getRandomValues(new Uint32Array(2)).join('-');
  const timer = setInterval(() => void report(name), REPORT_EVERY_MS);
  return () => clearInterval(timer);
}

async function report(name: string): Promise<void> {
  const nowMs = presentNow();
  const measured = HOPS.filter((hop) => latency.spread(hop, nowMs).n > 0);
  if (measured.length === 0) return;
  const json: LatencyReport = {
    console: name,
    hops: Object.fromEntries(measured.map((hop) => [hop, bucketsOf(latency.samples(hop), nowMs)])),
  };
  await request('/api/latency', { method: 'POST', json }).catch(() => undefined);
}
