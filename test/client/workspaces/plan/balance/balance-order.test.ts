import { describe, expect, it } from 'vitest';
import {
  balanceOrder,
  communitiesMeant,
  gridsIn,
  locksIn,
  USUAL_FORM,
} from '../../../../../client/workspaces/plan/balance/balance-order.ts';
import { packGround } from '../../../../../core/plan/balance/packed-ground.ts';
import { planBalance } from '../../../../../core/plan/balance/plan-balance.ts';
import { apply, WITHIN_COMMUNITY } from '../../../../../core/plan/operation.ts';
import { indexThings } from '../../../../../core/plan/workload/thing-index.ts';
import { boardLine, NOTHING } from '../../../../core/plan/balance/made-atoms.ts';
import { boardPlace, boardPlan, COMMUNITY, cellId } from '../../../../core/plan/board-plan.ts';
import { arcBetween, planAfter } from '../../../../core/plan/edits.ts';

const OTHER = String(Number(COMMUNITY) + 1);
const plan = boardPlan({ columns: 4, rows: 2, communityColumns: 2 });
const nothing = { grids: [], community: null, areaCode: '630102' };

describe('the communities that are meant', () => {
  it('are those chosen by name, else that of the chosen grid, else the one that is listed', () => {
    const chosen = { ...nothing, grids: [cellId(3, 0)], community: COMMUNITY };
    expect(communitiesMeant({ ...USUAL_FORM, communities: [COMMUNITY] }, plan, chosen)).toEqual([COMMUNITY]);
    expect(communitiesMeant(USUAL_FORM, plan, chosen)).toEqual([OTHER]);
    expect(communitiesMeant(USUAL_FORM, plan, { ...chosen, grids: [] })).toEqual([COMMUNITY]);
    expect(communitiesMeant(USUAL_FORM, plan, nothing)).toEqual([]);
    expect(communitiesMeant({ ...USUAL_FORM, communities: [] }, plan, chosen)).toEqual([]);
  });

  it('lie in the area of the draft', () => {
    expect(
      communitiesMeant({ ...USUAL_FORM, communities: [COMMUNITY, OTHER] }, plan, {
        ...nothing,
        areaCode: OTHER,
      }),
    ).toEqual([OTHER]);
  });
});

it('locks of communities are counted: grids by themselves and by their community, borders once', () => {
  expect(locksIn(plan, [COMMUNITY])).toEqual({ grids: 0, borders: 0 });
  const arc = arcBetween(plan, cellId(0, 0), cellId(1, 0));
  let locked = planAfter(apply(plan, { kind: 'lock', arc, isLocked: true }));
  locked = planAfter(apply(locked, { kind: 'lock', grid: cellId(0, 1), isLocked: true }));
  locked = planAfter(apply(locked, { kind: 'lock', community: OTHER, isLocked: true }));
  expect(locksIn(locked, [COMMUNITY])).toEqual({ grids: 1, borders: 1 });
  expect(locksIn(locked, [COMMUNITY, OTHER])).toEqual({ grids: 5, borders: 1 });
});

describe('the order', () => {
  const near = boardLine([0.5, -1], [0.5, 3]);
  const far = boardLine([50, 50], [51, 50]);
  const homes = [0.2, 0.4, 0.6, 0.8, 1.5].map((column) => ({
    ...boardPlace(column, 0.5),
    residents: 0,
    dwellings: 8,
  }));
  const given = {
    plan,
    rights: WITHIN_COMMUNITY,
    communities: [COMMUNITY],
    measure: 'dwellings' as const,
    things: {
      days: 365,
      index: indexThings({ ...NOTHING, homes }),
      ground: packGround({ roads: [far, near], classes: ['trunk', 'residential'], waters: [far, near] }),
    },
    dwellings: 40,
  };

  it('takes shares of homes and borders for numbers, and of the ground what is near', () => {
    const order = balanceOrder(
      { ...USUAL_FORM, mostMovedPercent: 33, mostBorderPercent: 110, barriers: ['rivers'] },
      given,
    );
    expect(order.limits).toEqual({ maxMovedDwellings: 13, minCompactness: 0.2, borderFactor: 1.1 });
    expect(order.ground.roads).toEqual([{ class: 'residential', line: Int32Array.from(near) }]);
    expect(order.ground.rivers).toEqual([Int32Array.from(near)]);
    expect(order.ground.barriers).toEqual(['rivers']);
    const all = balanceOrder({ ...USUAL_FORM, mostMovedPercent: 100 }, given);
    expect(all.limits?.maxMovedDwellings).toBe(Number.POSITIVE_INFINITY);
  });

  it('is one that the balance takes', () => {
    const order = balanceOrder(
      { ...USUAL_FORM, mostMovedPercent: 100, mostBorderPercent: 300, leastCompactness: 0 },
      given,
    );
    const best = [...planBalance({ ...order, mostTries: 100_000 })]
      .flatMap(({ proposal }) => proposal ?? [])
      .at(-1);
    expect(best?.steps.length).toBeGreaterThan(0);
    expect(best?.loads.map(({ grid }) => grid).sort()).toEqual(gridsIn(plan, [COMMUNITY]).sort());
  });
});
