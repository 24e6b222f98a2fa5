import type {
  PlanBalanceOrder,
  PlanBalanceProgress,
  PlanBalanceResult,
} from '../../../../core/plan/balance/plan-balance.ts';
import { planPart } from '../../../../core/plan/balance/plan-part.ts';
import type { BalanceSaid } from './balance-work.ts';

/**
 * Looks for a more even plan in a worker until it is done: `onProgress` hears every proposal as it is found, each better than the one before, and how far the search
 * is. An aborted one stops at once and rejects with the signal's reason; what it has proposed stays good. Rejects with an Error for an order that makes no
 * sense, and when the worker breaks.
 */
export async function balanceJob(
  order: PlanBalanceOrder,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: PlanBalanceProgress) => void },
): Promise<PlanBalanceResult> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./balance-worker.ts', import.meta.url), {
    type: 'module',
    name: 'balance',
  });
  try {
    return await new Promise<PlanBalanceResult>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.onmessage = ({ data }: MessageEvent<BalanceSaid>) => {
        if (data.kind === 'done') resolve(data.result);
        else if (data.kind === 'failed') reject(new Error(data.message));
        else if (!signal.aborted) onProgress(data.progress);
      };
      const plan = planPart(order.plan, new Set(order.communities));
      worker.postMessage({ ...order, plan } satisfies PlanBalanceOrder);
    });
  } finally {
    worker.terminate();
  }
}
