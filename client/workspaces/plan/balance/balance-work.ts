import {
  type PlanBalanceOrder,
  type PlanBalanceProgress,
  type PlanBalanceResult,
  planBalance,
} from '../../../../core/plan/balance/plan-balance.ts';

/** What the worker says; `failed` of an order that makes no sense. */
export type BalanceSaid =
  | { kind: 'progress'; progress: PlanBalanceProgress }
  | { kind: 'done'; result: PlanBalanceResult }
  | { kind: 'failed'; message: string };

/** Between two words on how far it is, unless there is a proposal. */
const QUIET_MS = 100;

/** Looks for proposals to the end, and says each at once. */
export function balanceWork(
  order: PlanBalanceOrder,
  say: (said: BalanceSaid) => void,
  now: () => number = () => performance.now(),
): void {
  let saidMs = Number.NEGATIVE_INFINITY;
  try {
    const search = planBalance(order);
    let step = search.next();
    for (; !step.done; step = search.next()) {
      if (!step.value.proposal && now() - saidMs < QUIET_MS) continue;
      saidMs = now();
      say({ kind: 'progress', progress: step.value });
    }
    say({ kind: 'done', result: step.value });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    say({ kind: 'failed', message: error.message });
  }
}
