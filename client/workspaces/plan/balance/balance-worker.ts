/** Looks for a more even plan beside the page, which ends it when it has seen enough. */
import type { PlanBalanceOrder } from '../../../../core/plan/balance/plan-balance.ts';
import { balanceWork } from './balance-work.ts';

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = ({ data }: MessageEvent<PlanBalanceOrder>) => {
  balanceWork(data, (said) => self.postMessage(said));
};
