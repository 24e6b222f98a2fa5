import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError, unreachable } from '../../client/api/client.ts';
import type { DraftSession } from '../../client/planning/draft-session.ts';
import { settleConflict } from '../../client/planning/settle-conflict.ts';
import { makeDice } from '../../core/basemap/dice.ts';
import type { PlanOperation } from '../../core/contract/draft.ts';
import { certificateText } from '../../core/plan/certificate.ts';
import { communitiesOf } from '../../core/plan/draft-log.ts';
import { polygonsOf } from '../../core/plan/faces.ts';
import type { Operation } from '../../core/plan/operation.ts';
import { unpackPlan } from '../../core/plan/packed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { boardPlace } from '../core/plan/board-plan.ts';
import { SNAP } from '../core/plan/edits.ts';
import { expectPartition, surfacesOf } from '../core/plan/plan-checks.ts';
import { type Dice, operationOf } from '../core/plan/random-operations.ts';
import { withDatabases } from '../support/databases.ts';
import { type Api, makeApi, type Send } from './api.ts';
import { approvedDraft, MADE_ID, MERGE, planners, SPLIT } from './drafting.ts';
import { COMMUNITY_A, COMMUNITY_B, loadPlannedCity, PLANNED, plannedGrid } from './planned-city.ts';
import { sessionOf, until } from './two-planners.ts';

const MERGE_GOES = plannedGrid(5, 2);

/** What a plan is, whatever order it is told in. */
const certificate = (plan: Plan | null): string =>
  plan
    ? certificateText(
        [...plan.grids].map(([id, { code }]) => ({ code, polygons: polygonsOf(plan, id) ?? [] })),
      )
    : '';

withDatabases('schema', (database) => {
  let api: Api;
  let sends: Send[];
  beforeAll(async () => {
    await loadPlannedCity(database());
    api = makeApi(database());
    sends = [await api.as('planner'), await api.as('planner')];
  });
  afterAll(() => api.close());

  const openTwo = async (): Promise<[id: string, ann: DraftSession, ben: DraftSession]> => {
    const { id } = (await sends[0]!('POST', '/api/drafts', { name: '双人' })).body;
    const [ann, ben] = sends.map(sessionOf) as [DraftSession, DraftSession];
    await Promise.all([ann.open(id, true), ben.open(id, true)]);
    return [id, ann, ben];
  };

  describe('two pages that edit one draft', () => {
    it('show the same in the end, which is what the server has: nothing is lost, nothing broken', async () => {
      const [id, ann, ben] = await openTwo();
      const dice = makeDice(7);
      let [done, sequence] = [0, 0];
      for (let round = 0; round < 60; round++) {
        for (const [session, community] of [
          [ann, COMMUNITY_A],
          [ben, COMMUNITY_B],
        ] as const) {
          const { plan } = session.get();
          if (dice() < 0.15) {
            session.step(dice() < 0.7 ? 'undo' : 'redo');
            await until(session, ({ pending }) => pending === 0);
          } else if (plan) {
            const operation = withUuid(operationOf(plan, thrown(dice), ++sequence));
            if (isWithin(plan, operation, community) && !session.act(operation)) done++;
          }
        }
        if (dice() < 0.3) await until(ann, ({ pending }) => pending === 0);
      }
      const states = await Promise.all(
        [ann, ben].map((session) => until(session, ({ pending }) => pending === 0)),
      );
      const { seq } = (await sends[0]!('GET', `/api/drafts/${id}`)).body;
      const all = await Promise.all(
        [ann, ben].map((session) => until(session, ({ steps }) => steps.at(-1)?.seq === seq)),
      );
      const server = unpackPlan((await sends[0]!('GET', `/api/drafts/${id}/plan`)).body);
      expect(all.map(({ plan }) => certificate(plan))).toEqual([certificate(server), certificate(server)]);
      expect(states.map(({ conflict }) => conflict)).toEqual([null, null]);
      expect(all.map(({ steps }) => steps.filter(({ act }) => act === 'do').length)).toEqual([done, done]);
      expectPartition(server, surfacesOf(PLANNED));
      expect(done).toBeGreaterThan(15);
      for (const session of [ann, ben]) session.close();
    });

    it('ask what is to become of a step in a community that somebody else holds: it is let go, tried again, or kept in another draft', async () => {
      const [id, ann, ben] = await openTwo();
      const lock = (row: number): PlanOperation => ({
        kind: 'lock',
        grid: plannedGrid(0, row),
        isLocked: true,
      });
      ann.act(lock(0));
      await until(ann, ({ pending }) => pending === 0);
      ben.act(lock(1));
      const refused = await until(ben, ({ conflict }) => conflict !== null);
      expect(refused.conflict?.problem.reason).toBe('community_leased');
      expect(refused.plan?.grids.get(plannedGrid(0, 1))?.isLocked).toBe(false);
      await sends[0]!('DELETE', `/api/drafts/${id}/leases/${COMMUNITY_A}`);
      await settleConflict(ben, 'again', '');
      const again = await until(
        ben,
        ({ pending, plan }) => pending === 0 && plan?.grids.get(plannedGrid(0, 1))?.isLocked === true,
      );
      expect(again.conflict).toBeNull();
      ann.act(lock(2));
      await until(ann, ({ conflict }) => conflict !== null);
      const forked = await settleConflict(ann, 'fork', '我的方案');
      const own = await until(
        ann,
        ({ draft, pending, plan }) =>
          draft?.id === forked && pending === 0 && plan?.grids.get(plannedGrid(0, 2))?.isLocked === true,
      );
      expect(own.draft).toMatchObject({ id: forked, name: '我的方案' });
      for (const session of [ann, ben]) session.close();
    });

    it('show the plan that a draft is brought onto, and ask what is to become of what was drawn on the old one', async () => {
      const { ann: drafter, ben: publisher } = await planners(api);
      const { id } = await drafter.begin();
      let release = (): void => undefined;
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      const slowly: Send = async (method, path, ...rest) => {
        if (path.endsWith('/steps')) await gate;
        return await sends[1]!(method, path, ...rest);
      };
      const [ann, ben] = [sessionOf(sends[0]!), sessionOf(slowly)];
      await Promise.all([ann.open(id, true), ben.open(id, true)]);
      ann.act(MERGE);
      await until(ann, ({ pending }) => pending === 0);
      await until(ben, ({ steps }) => steps.length === 1);
      ben.act({ kind: 'lock', grid: plannedGrid(2, 2), isLocked: true });
      const other = await approvedDraft({ ann: drafter, ben: publisher }, SPLIT);
      await publisher.done(other.id, 'publish', {});
      await ann.bringUp({ inForceId: other.id, choices: [] }, crypto.randomUUID());
      expect(ann.get()).toMatchObject({ draft: { originId: other.id, isOriginInForce: true }, pending: 0 });
      const waiting = await until(ben, ({ draft }) => draft?.originId === other.id);
      expect([waiting.pending, waiting.plan?.grids.get(plannedGrid(2, 2))?.isLocked]).toEqual([1, false]);
      release();
      const asked = await until(ben, ({ conflict }) => conflict !== null);
      expect(asked.conflict?.problem.reason).toBe('draft_brought_up');
      const shown = ben.get();
      expect([shown.plan?.grids.has(MADE_ID), shown.plan?.grids.has(MERGE_GOES)]).toEqual([true, false]);
      await settleConflict(ben, 'again', '');
      const done = await until(ben, ({ pending, steps }) => pending === 0 && steps.length === 2);
      await until(ann, ({ steps }) => steps.length === 2);
      expect(certificate(done.plan)).toBe(certificate(ann.get().plan));
      expect(done.plan?.grids.get(plannedGrid(2, 2))?.isLocked).toBe(true);
      ann.step('undo');
      const undone = await until(ben, ({ plan }) => plan?.grids.has(MERGE_GOES) === true);
      expect(undone.plan?.grids.get(plannedGrid(2, 2))?.isLocked).toBe(true);
      await sends[0]!('POST', `/api/drafts/${id}/withdraw`, undefined, { 'If-Match': '*' });
      for (const session of [ann, ben]) session.close();
    });

    it('lose nothing that waited for an undo: where there is nothing to undo it is done, where another holds the community it comes into the conflict', async () => {
      const [, ann, ben] = await openTwo();
      const lock = (column: number, row: number, isLocked = true): PlanOperation => ({
        kind: 'lock',
        grid: plannedGrid(column, row),
        isLocked,
      });
      ann.step('undo');
      ann.act(lock(0, 0));
      await until(ann, ({ steps }) => steps.some(({ act }) => act === 'do'));
      await until(ben, ({ steps }) => steps.length > 0);
      ben.act(lock(0, 1));
      ben.step('undo');
      const last = lock(4, 1);
      ben.act(last);
      const { conflict } = await until(ben, (state) => state.conflict !== null);
      expect(conflict?.steps.map((step) => (step.act === 'do' ? step.operation : step.act))).toEqual([
        lock(0, 1),
        'undo',
        last,
      ]);
      for (const session of [ann, ben]) session.close();
    });

    it('take things in the order in which they were wanted: an undo after what waits takes that back', async () => {
      const [, ann] = await openTwo();
      const lock = (row: number): PlanOperation => ({
        kind: 'lock',
        grid: plannedGrid(0, row),
        isLocked: true,
      });
      ann.act(lock(0));
      ann.act(lock(1));
      ann.step('undo');
      ann.act(lock(2));
      ann.step('undo');
      const { steps, plan } = await until(ann, (state) => state.steps.length === 5 && state.pending === 0);
      expect(steps.map(({ act, of }) => [act, of])).toEqual([
        ['do', null],
        ['do', null],
        ['undo', 2],
        ['do', null],
        ['undo', 4],
      ]);
      expect([0, 1, 2].map((row) => plan?.grids.get(plannedGrid(0, row))?.isLocked)).toEqual([
        true,
        false,
        false,
      ]);
      ann.close();
    });

    it('do what waited for an undo whose answer was lost, as soon as it is told otherwise', async () => {
      const { id } = (await sends[0]!('POST', '/api/drafts', { name: '断线' })).body;
      let posted = 0;
      const ann = sessionOf(async (method, path, body, headers) => {
        const answer = await sends[0]!(method, path, body, headers);
        if (path.endsWith('/steps') && ++posted === 2) throw new ApiError(unreachable(path));
        return answer;
      });
      await ann.open(id, true);
      const lock = (row: number): PlanOperation => ({
        kind: 'lock',
        grid: plannedGrid(0, row),
        isLocked: true,
      });
      ann.act(lock(0));
      ann.step('undo');
      ann.act(lock(1));
      const { plan } = await until(ann, (state) => state.steps.length === 3 && state.pending === 0);
      expect([0, 1].map((row) => plan?.grids.get(plannedGrid(0, row))?.isLocked)).toEqual([false, true]);
      ann.close();
    });

    it('go on where the server was away just when they ran out of numbers', async () => {
      const { id } = (await sends[0]!('POST', '/api/drafts', { name: '编号' })).body;
      let [editors, isAway] = [0, false];
      const ann = sessionOf(async (method, path, body, headers) => {
        if (!path.endsWith('/editors')) return await sends[0]!(method, path, body, headers);
        if (++editors === 2) {
          isAway = true;
          throw new ApiError(unreachable(path));
        }
        const answer = await sends[0]!(method, path, body, headers);
        const { first } = answer.body;
        return { ...answer, body: { ...answer.body, end: editors === 1 ? first + 513 : answer.body.end } };
      });
      await ann.open(id, true);
      for (const index of [0, 2, 3])
        ann.act({
          kind: 'split',
          grid: plannedGrid(1, index),
          line: [boardPlace(0.8, index + 0.45), boardPlace(2.2, index + 0.45)],
          made: { id: crypto.randomUUID(), code: `${COMMUNITY_A}${200 + index}` },
          keeps: 'left',
          ...SNAP,
        });
      const done = await until(ann, ({ steps }) => steps.length === 3);
      expect([isAway, done.conflict]).toEqual([true, null]);
      ann.close();
    });

    it('tell why an operation is refused, at once, and change nothing', async () => {
      const [, ann] = await openTwo();
      const before = certificate(ann.get().plan);
      const refusal = ann.act({ kind: 'merge', keeps: plannedGrid(0, 0), goes: plannedGrid(2, 2) });
      expect(refusal?.reason).toBe('grids_not_adjacent');
      expect([ann.get().pending, certificate(ann.get().plan)]).toEqual([0, before]);
      ann.close();
    });
  });
});

function thrown(dice: () => number): Dice {
  const whole = (most: number): number => Math.floor(dice() * most);
  return [whole(12), whole(10_000), whole(10_000), whole(2001) - 1000, whole(2001) - 1000];
}

function withUuid(operation: Operation): PlanOperation {
  if (operation.kind !== 'split') return operation as PlanOperation;
  return { ...operation, made: { ...operation.made, id: crypto.randomUUID() } };
}

/** Whether an operation is about grids of a community alone. */
function isWithin(plan: Plan, operation: Operation, community: string): boolean {
  const codes = communitiesOf(plan, operation);
  return codes.length === 1 && codes[0] === community;
}
