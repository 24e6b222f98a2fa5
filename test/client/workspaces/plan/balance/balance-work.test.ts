import { describe, expect, it } from 'vitest';
import { type BalanceSaid, balanceWork } from '../../../../../client/workspaces/plan/balance/balance-work.ts';
import { type PlanBalanceOrder, planBalance } from '../../../../../core/plan/balance/plan-balance.ts';
import { planPart } from '../../../../../core/plan/balance/plan-part.ts';
import { indexThings } from '../../../../../core/plan/workload/thing-index.ts';
import { NO_LINES, NOTHING } from '../../../../core/plan/balance/made-atoms.ts';
import { boardPlace, boardPlan, COMMUNITY } from '../../../../core/plan/board-plan.ts';

const homes = [0.2, 0.4, 0.6, 0.8, 1.5].map((column) => ({
  ...boardPlace(column, 0.5),
  residents: 20,
  dwellings: 8,
}));
const order: PlanBalanceOrder = {
  plan: boardPlan({ columns: 2, rows: 1 }),
  communities: [COMMUNITY],
  ground: NO_LINES,
  things: indexThings({ ...NOTHING, homes }),
  measure: { shares: { dwellings: 1 }, days: 1 },
  limits: { borderFactor: 2, minCompactness: 0, enoughVariation: 0.3 },
  seed: 3,
  mostTries: 200_000,
};

/** What is said when a step of the search takes so many milliseconds. */
function said(asked: PlanBalanceOrder, stepMs: number): BalanceSaid[] {
  const all: BalanceSaid[] = [];
  let ms = 0;
  balanceWork(
    asked,
    (one) => all.push(one),
    () => (ms += stepMs),
  );
  return all;
}

describe('the work of the worker', () => {
  it('says every proposal and at last the result, and is silent between where nothing is found', () => {
    const all = said(order, 0);
    const proposals = all.flatMap((one) => (one.kind === 'progress' ? (one.progress.proposal ?? []) : []));
    expect(proposals).toEqual([...planBalance(order)].flatMap(({ proposal }) => proposal ?? []));
    expect(proposals.length).toBeGreaterThan(0);
    expect(all).toHaveLength(proposals.length + 2);
    expect(all.at(-1)).toMatchObject({ kind: 'done', result: { best: proposals.at(-1), reason: null } });
  });

  it('says how far it is when that takes long', () => {
    const parts = said(order, 1000).flatMap((one) => (one.kind === 'progress' ? one.progress.part : []));
    expect(parts.length).toBeGreaterThan(10);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  });

  it('says why an order makes no sense', () => {
    expect(said({ ...order, communities: [] }, 0)).toEqual([
      { kind: 'failed', message: 'no grid in these communities' },
    ]);
  });

  it('takes an order as it comes through to a worker, and of the plan the part that is needed', () => {
    const plan = planPart(order.plan, new Set(order.communities));
    const sent = structuredClone({ ...order, plan });
    expect(said(sent, 0)).toEqual(said(order, 0));
  });
});
