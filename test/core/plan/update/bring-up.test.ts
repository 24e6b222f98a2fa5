import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { communityOf } from '../../../../core/contract/area-code.ts';
import { withChanges } from '../../../../core/plan/change.ts';
import { communitiesOf } from '../../../../core/plan/draft-log.ts';
import { polygonsOf } from '../../../../core/plan/faces.ts';
import type { Operation } from '../../../../core/plan/operation.ts';
import { type Plan, planOf } from '../../../../core/plan/plan.ts';
import { type DraftSoFar, type MadeStep, takeStep } from '../../../../core/plan/take-step.ts';
import { type BroughtUp, bringUp } from '../../../../core/plan/update/bring-up.ts';
import { changedCommunities } from '../../../../core/plan/update/region.ts';
import { boardPlan, COMMUNITY, cellId } from '../board-plan.ts';
import { arcBetween, moved, pointOf, SNAP } from '../edits.ts';
import { exactArea2, expectPartition, plainPlan, surfacesOf } from '../plan-checks.ts';
import { type Dice, dice, operationOf } from '../random-operations.ts';

const ORIGIN = boardPlan({ columns: 6, rows: 3, communityColumns: 2 });
const COMMUNITIES = [0, 1, 2].map((one) => String(Number(COMMUNITY) + one));
const [WEST = '', MIDDLE = '', EAST = ''] = COMMUNITIES;
const ON_NEW = {
  firstNode: 90_000_000,
  firstArc: 90_000_000,
  isOwnCode: (id: string, code: string) => ORIGIN.grids.get(id)?.code === code,
};
const theirs = () => false;
const mine = () => true;

/** A draft of a plan with these steps; those that are refused are left out. */
function drafted(
  origin: Plan,
  lane: number,
  operations: readonly ((plan: Plan, at: number) => Operation | null)[],
  level: 'grid' | 'community' = 'grid',
): DraftSoFar {
  let draft: DraftSoFar = { origin, plan: origin, steps: [] };
  operations.forEach((make, at) => {
    const operation = make(draft.plan, at);
    if (!operation) return;
    const first = 1_000_000 * lane + 1000 * at;
    const asked = { accountId: 'ann', act: 'do', operation, firstNode: first, firstArc: first } as const;
    const taken = takeStep(draft, asked, { level });
    if ('refusal' in taken) return;
    const { plan, ...made } = taken;
    const step = { ...made, seq: draft.steps.length + 1, accountId: 'ann', act: 'do' } as const;
    draft = { ...draft, plan, steps: [...draft.steps, JSON.parse(JSON.stringify(step)) as MadeStep] };
  });
  return draft;
}

/** As a database keeps it: what is locked in a draft, and of what a grid was made, it does not know. */
function published(plan: Plan, before: Plan): Plan {
  const own = new Set([...plan.grids.values()].map(({ code }) => code));
  const ever = [...before.grids.values()].map(({ code }) => code);
  return planOf(
    plan.nodes,
    [...plan.arcs].map(([id, arc]) => [id, { ...arc, isLocked: false }] as const),
    [...plan.grids].map(([id, grid]) => [id, { ...grid, parents: [], isLocked: false }] as const),
    { retiredCodes: [...ever, ...plan.retiredCodes].filter((code) => !own.has(code)) },
  );
}

const randomly =
  (one: Dice, offset: number, communities?: readonly string[]) =>
  (plan: Plan, at: number): Operation | null => {
    const operation = operationOf(plan, one, offset + at);
    const isWanted = communities?.some((code) => communitiesOf(plan, operation).includes(code)) ?? true;
    return isWanted ? operation : null;
  };

/** Where two plans have the same grids: ids, codes, and areas but for what a cut bends. */
function expectSameIn(community: string, one: Plan, other: Plan): void {
  const told = (plan: Plan) =>
    new Map(
      [...plan.grids].flatMap(([id, { code }]) => (communityOf(code) === community ? [[id, code]] : [])),
    );
  expect(told(one)).toEqual(told(other));
  for (const id of told(one).keys()) {
    const [a, b] = [one, other].map((plan) => exactArea2([polygonsOf(plan, id) ?? []]));
    const off = (a ?? 0n) - (b ?? 0n);
    expect(off < 400_000n && off > -400_000n, `${community} ${id}: ${off}`).toBe(true);
  }
}

/** What must hold whatever was chosen. */
function expectSound(draft: DraftSoFar, inForce: Plan, up: BroughtUp<MadeStep>, isKept: boolean): void {
  expectPartition(up.plan, surfacesOf(ORIGIN));
  const own = new Set(
    up.parts
      .filter(({ state, refusal }) => state === 'carried' || (isKept && state === 'clash' && !refusal))
      .flatMap(({ communities }) => communities),
  );
  for (const code of COMMUNITIES) expectSameIn(code, up.plan, own.has(code) ? draft.plan : inForce);
  const anew = withChanges(
    inForce,
    up.steps.map(({ change }) => JSON.parse(JSON.stringify(change))),
  );
  const known = (plan: Plan) => plainPlan({ ...plan, nextNode: 0, nextArc: 0 });
  expect(known(anew)).toEqual(known(up.plan));
}

const story = fc.array(dice, { minLength: 1, maxLength: 12 });

describe('a draft brought onto another plan', () => {
  it('is a partition in which each community is as in one of both, whatever both did', () => {
    fc.assert(
      fc.property(story, story, (ours, others) => {
        const draft = drafted(
          ORIGIN,
          20,
          ours.map((one) => randomly(one, 0)),
        );
        const since = drafted(
          ORIGIN,
          40,
          others.map((one) => randomly(one, 500)),
        );
        const inForce = published(since.plan, ORIGIN);
        for (const keeps of [theirs, mine]) {
          const up = bringUp(draft, inForce, { keeps, ...ON_NEW });
          expectSound(draft, inForce, up, keeps === mine);
          // A border within a community never keeps its grids from being put back.
          expect(up.parts.filter(({ refusal }) => refusal)).toEqual([]);
        }
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  it('has the changes of both where they changed different communities, with all its steps', () => {
    fc.assert(
      fc.property(story, story, (ours, others) => {
        const draft = drafted(
          ORIGIN,
          20,
          ours.map((one) => randomly(one, 0, [WEST, EAST])),
        );
        const since = drafted(
          ORIGIN,
          40,
          others.map((one) => randomly(one, 500, [MIDDLE])),
        );
        const inForce = published(since.plan, ORIGIN);
        const up = bringUp(draft, inForce, { keeps: theirs, ...ON_NEW });
        expect(up.parts.filter(({ state }) => state === 'clash')).toEqual([]);
        for (const code of [WEST, EAST]) expectSameIn(code, up.plan, draft.plan);
        expectSameIn(MIDDLE, up.plan, inForce);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('is the plan in force where nothing was changed, and brought up twice it is as once', () => {
    fc.assert(
      fc.property(story, story, (ours, others) => {
        const inForce = published(
          drafted(
            ORIGIN,
            40,
            others.map((one) => randomly(one, 500)),
          ).plan,
          ORIGIN,
        );
        const none = bringUp({ origin: ORIGIN, plan: ORIGIN, steps: [] }, inForce, {
          keeps: mine,
          ...ON_NEW,
        });
        expect(none).toMatchObject({ steps: [], parts: [] });
        expect(changedCommunities(none.plan, inForce)).toEqual(new Set());
        const draft = drafted(
          ORIGIN,
          20,
          ours.map((one) => randomly(one, 0)),
        );
        const once = bringUp(draft, inForce, { keeps: mine, ...ON_NEW });
        const steps = once.steps.map(({ of, ...step }, at): MadeStep => {
          const { accountId = 'ann', firstNode = 0, firstArc = 0 } = of ?? {};
          return { ...step, seq: 100 + at, accountId, act: 'do', of: null, firstNode, firstArc };
        });
        const twice = bringUp({ origin: inForce, plan: once.plan, steps }, inForce, {
          keeps: mine,
          ...ON_NEW,
        });
        expect(plainPlan({ ...twice.plan, nextNode: 0, nextArc: 0 })).toEqual(
          plainPlan({ ...once.plan, nextNode: 0, nextArc: 0 }),
        );
        expect(twice.parts.every(({ state }) => state === 'carried')).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

/** Divides a cell from a point of its border in the west to one in the east. */
const split =
  (column: number, row: number, id: string, sequence: number) =>
  (plan: Plan): Operation => {
    const community = communityOf(plan.grids.get(cellId(column, row))?.code ?? '');
    const side = (other: number) => {
      const isThere = other >= 0 && other < 6;
      return pointOf(plan, arcBetween(plan, cellId(column, row), isThere ? cellId(other, row) : null), 1);
    };
    return {
      kind: 'split',
      grid: cellId(column, row),
      line: [side(column - 1), side(column + 1)],
      made: { id, code: `${community}${sequence}` },
      keeps: 'larger',
      ...SNAP,
    };
  };

describe('what both did to one border or community', () => {
  it('is no clash where both cut the border between two communities', () => {
    const draft = drafted(ORIGIN, 20, [split(1, 1, 'ours', 100)]);
    const inForce = published(drafted(ORIGIN, 40, [split(2, 1, 'others', 100)]).plan, ORIGIN);
    expect([...changedCommunities(ORIGIN, inForce)]).toEqual([MIDDLE]);
    const up = bringUp(draft, inForce, { keeps: theirs, ...ON_NEW });
    expect(up.parts).toEqual([{ communities: [WEST], steps: 1, state: 'carried', refusal: null }]);
    expectSound(draft, inForce, up, false);
  });

  it('gives a grid that is kept another code where its own was given meanwhile', () => {
    const draft = drafted(ORIGIN, 20, [split(0, 1, 'ours', 100)]);
    const inForce = published(drafted(ORIGIN, 40, [split(1, 1, 'others', 100)]).plan, ORIGIN);
    const up = bringUp(draft, inForce, { keeps: mine, ...ON_NEW });
    expect(up.parts).toMatchObject([{ communities: [WEST], state: 'clash', refusal: null }]);
    expect(up.plan.grids.has('others')).toBe(false);
    expect(up.plan.grids.get('ours')?.code).toBe(`${WEST}101`);
    expect(up.plan.retiredCodes.has(`${WEST}100`)).toBe(true);
    expectPartition(up.plan, surfacesOf(ORIGIN));
  });

  it('is the same where both did the same', () => {
    const draft = drafted(ORIGIN, 20, [split(0, 1, 'ours', 100)]);
    const up = bringUp(draft, published(draft.plan, ORIGIN), { keeps: mine, ...ON_NEW });
    expect(up.parts).toMatchObject([{ communities: [WEST], state: 'same' }]);
    expect(up.steps).toEqual([]);
  });

  it('stays as in force where the outer border of the community moved, and says why', () => {
    const between = arcBetween(ORIGIN, cellId(1, 1), cellId(2, 1));
    const push: Operation = {
      kind: 'moveVertex',
      arc: between,
      index: 1,
      to: moved(pointOf(ORIGIN, between, 1), 900, 0),
    };
    const since = drafted(ORIGIN, 40, [() => push], 'community');
    const inForce = published(since.plan, ORIGIN);
    expect([...changedCommunities(ORIGIN, inForce)].sort()).toEqual([WEST, MIDDLE]);
    const draft = drafted(ORIGIN, 20, [split(0, 1, 'ours', 100)]);
    const up = bringUp(draft, inForce, { keeps: mine, ...ON_NEW });
    expect(up.parts).toMatchObject([{ state: 'clash', refusal: { reason: 'community_border_moved' } }]);
    expect(changedCommunities(up.plan, inForce)).toEqual(new Set());
  });

  it('keeps communities together whose common border the draft moved', () => {
    const between = arcBetween(ORIGIN, cellId(1, 1), cellId(2, 1));
    const push: Operation = {
      kind: 'moveVertex',
      arc: between,
      index: 1,
      to: moved(pointOf(ORIGIN, between, 1), 900, 0),
    };
    const draft = drafted(ORIGIN, 20, [() => push, split(0, 1, 'ours', 100)], 'community');
    const inForce = published(drafted(ORIGIN, 40, [split(3, 1, 'others', 100)]).plan, ORIGIN);
    const up = bringUp(draft, inForce, { keeps: mine, ...ON_NEW });
    expect(up.parts).toMatchObject([
      { communities: [WEST, MIDDLE], steps: 2, state: 'clash', refusal: null },
    ]);
    for (const code of [WEST, MIDDLE]) expectSameIn(code, up.plan, draft.plan);
    expectPartition(up.plan, surfacesOf(ORIGIN));
  });

  it('forgets a lock of what is no more, and nothing else', () => {
    const lock: Operation = { kind: 'lock', isLocked: true, grid: cellId(0, 0) };
    const draft = drafted(ORIGIN, 20, [() => lock, split(4, 1, 'ours', 100)]);
    const merge: Operation = { kind: 'merge', keeps: cellId(1, 0), goes: cellId(0, 0) };
    const inForce = published(drafted(ORIGIN, 40, [() => merge]).plan, ORIGIN);
    const up = bringUp(draft, inForce, { keeps: mine, ...ON_NEW });
    expect(up.parts).toMatchObject([{ communities: [EAST], state: 'carried' }]);
    expect(up.steps).toHaveLength(1);
  });
});
