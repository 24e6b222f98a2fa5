import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../../core/contract/draft.ts';
import { DraftUpdate } from '../../../core/contract/draft-update.ts';
import { unpackPlan } from '../../../core/plan/packed.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import { sql } from '../../../server/database/sql.ts';
import { verifyPlan } from '../../../server/publication/verify.ts';
import { expectPartition, surfacesOf } from '../../core/plan/plan-checks.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi } from '../api.ts';
import { approvedDraft, type Drafting, MADE_ID, MERGE, planners, SPLIT, TRANSFER } from '../drafting.ts';
import {
  COMMUNITY_A,
  COMMUNITY_B,
  loadPlannedCity,
  PLANNED,
  PLANNED_ID,
  plannedGrid,
} from '../planned-city.ts';

const GONE = plannedGrid(5, 2);

withDatabases('schema', (database) => {
  let api: Api;
  let people: Awaited<ReturnType<typeof planners>>;
  /** Begun from the first plan, each with its own steps. */
  let clean: Draft;
  const clashing = new Map<string, Draft>();
  const inForce = async () =>
    (await database().query<{ id: string }>(sql`SELECT id FROM plan WHERE status = 'in_force'`))[0]?.id ?? '';
  const begun = async (by: Drafting, ...steps: Parameters<Drafting['steps']>[1][]): Promise<Draft> => {
    const draft = await by.begin();
    await by.steps(draft.id, ...steps);
    return draft;
  };
  const weighed = async (id: string) =>
    DraftUpdate.parse((await people.annSends('GET', `/api/drafts/${id}/update`)).body);
  const planOf = async (id: string): Promise<Plan> =>
    unpackPlan((await people.annSends('GET', `/api/drafts/${id}/plan`)).body);
  const update = async (id: string, choices: object = {}, by = people.ann) =>
    await by.post(id, 'update', { inForceId: await inForce(), ...choices });
  const published = async (id: string) => {
    const { ann, ben } = people;
    const { grids } = await ann.check(id);
    for (const grid of grids) if (grid.staff.length < 4) await ann.staff(id, grid.id);
    await ann.done(id, 'submit');
    await ben.done(id, 'approve');
    await ben.done(id, 'publish', {});
    expect(await verifyPlan(database(), id)).toMatchObject({ faults: [] });
  };

  beforeAll(async () => {
    await loadPlannedCity(database());
    api = makeApi(database());
    people = await planners(api);
    const { ann } = people;
    clean = await begun(ann, MERGE);
    for (const name of ['mine', 'theirs', 'aside', 'open']) clashing.set(name, await begun(ann, TRANSFER));
    const { id } = await approvedDraft(people, SPLIT);
    await people.ben.done(id, 'publish', {});
  });
  afterAll(() => api.close());

  const of = (name: string): string => clashing.get(name)?.id ?? '';

  describe('what would come of bringing a draft up to date', () => {
    it('is told: what is taken, what clashes, and who changed it', async () => {
      const told = await weighed(clean.id);
      expect(told.parts).toEqual([
        { communities: [COMMUNITY_B], steps: 1, state: 'carried', refusal: null, changedBy: [] },
      ]);
      expect(told.since).toMatchObject([{ id: await inForce(), name: '春季调整', by: expect.any(String) }]);
      const { parts } = await weighed(of('open'));
      expect(parts).toEqual([
        { communities: [COMMUNITY_A], steps: 1, state: 'clash', refusal: null, changedBy: [await inForce()] },
      ]);
    });

    it('is refused for a draft of the plan in force, and for one that brings an earlier plan back', async () => {
      const { ann, annSends } = people;
      const { id } = await ann.begin();
      for (const method of ['GET', 'POST']) {
        const body = method === 'POST' ? { inForceId: await inForce() } : undefined;
        const answer = await annSends(method, `/api/drafts/${id}/update`, body, { 'If-Match': '*' });
        expect(answer.body).toMatchObject({ status: 409, reason: 'draft_up_to_date' });
      }
      const restored = await annSends('POST', `/api/plans/${PLANNED_ID}/restore`, {});
      const path = `/api/drafts/${restored.body.id}`;
      expect((await annSends('GET', `${path}/check`)).body.blockers).toEqual([]);
      const answer = await annSends('GET', `${path}/update`);
      expect(answer.body).toMatchObject({ status: 409, reason: 'restoration_outdated' });
      for (const one of [id, restored.body.id]) await ann.done(one, 'withdraw');
    });
  });

  describe('a draft that another plan overtook', () => {
    it('is not brought up to date without a choice, on another plan than was looked at, or by whom it is not for', async () => {
      const { annSends, ben } = people;
      const id = of('open');
      const path = `/api/drafts/${id}/update`;
      const input = { inForceId: await inForce() };
      expect((await annSends('POST', path, input)).status).toBe(428);
      expect((await annSends('POST', path, input, { 'If-Match': '"99"' })).status).toBe(412);
      expect((await update(id)).body).toMatchObject({
        status: 409,
        reason: 'clash_undecided',
        params: { areaCodes: [COMMUNITY_A] },
      });
      const past = { inForceId: PLANNED_ID };
      expect((await update(id, past)).body).toMatchObject({ status: 409, reason: 'origin_outdated' });
      const choices = [{ areaCode: COMMUNITY_A, choice: 'theirs' }];
      const taken = await update(id, { choices }, ben);
      expect(taken.body).toMatchObject({ status: 409, reason: 'community_leased' });
      const body = { ...input, choices };
      const viewer = await api.as('viewer');
      expect((await viewer('POST', path, body, { 'If-Match': '*' })).status).toBe(403);
      await annSends('DELETE', `/api/drafts/${id}/leases/${COMMUNITY_A}`);
      const elsewhere = await api.as('planner', COMMUNITY_B);
      const outside = await elsewhere('POST', path, body, { 'If-Match': '*' });
      expect(outside.body).toMatchObject({ status: 422, reason: 'draft_other_area' });
      await people.ann.done(id, 'submit');
      const submitted = await update(id, { choices });
      expect(submitted.body).toMatchObject({ status: 409, reason: 'draft_status_forbids' });
      expect(await weighed(id)).toMatchObject({ parts: [{ state: 'clash' }] });
      await people.ann.done(id, 'withdraw');
    });

    it('keeps its steps where nobody else changed a community: they can be taken back, made again and published', async () => {
      const { ann, annSends } = people;
      const { id } = clean;
      const body = { inForceId: await inForce() };
      const headers = { 'If-Match': '*', 'Idempotency-Key': 'update-once' };
      const first = await annSends('POST', `/api/drafts/${id}/update`, body, headers);
      expect({ status: first.status, body: first.body }).toMatchObject({
        status: 200,
        body: { originId: await inForce(), isOriginInForce: true, seq: 2, steps: 1 },
      });
      expect((await annSends('POST', `/api/drafts/${id}/update`, body, headers)).body).toEqual(first.body);
      const plan = await planOf(id);
      expect([plan.grids.has(MADE_ID), plan.grids.has(GONE)]).toEqual([true, false]);
      expectPartition(plan, surfacesOf(PLANNED));
      const late = { act: 'undo', key: '0193f000-0000-7000-8000-0000000000f1', originId: PLANNED_ID };
      const { editorId, first: free } = (await annSends('POST', `/api/drafts/${id}/editors`)).body;
      const step = { ...late, editorId, firstNode: free, firstArc: free };
      const refused = await annSends('POST', `/api/drafts/${id}/steps`, step);
      expect(refused.body).toMatchObject({ status: 409, reason: 'draft_brought_up' });
      for (const [act, isThere] of [
        ['undo', true],
        ['redo', false],
      ] as const) {
        const key = `0193f000-0000-7000-8000-0000000000${act === 'undo' ? 'f2' : 'f3'}`;
        const now = { ...step, key, act, originId: await inForce() };
        const answer = await annSends('POST', `/api/drafts/${id}/steps`, now);
        expect(answer.status, answer.text).toBe(201);
        expect((await planOf(id)).grids.has(GONE)).toBe(isThere);
      }
      const [event] = await database().query<{ after: { parts: object[] } }>(
        sql`SELECT after FROM event WHERE subject_id = ${id} AND after ? 'parts'`,
      );
      expect(event?.after.parts).toMatchObject([{ communities: [COMMUNITY_B], state: 'carried' }]);
      await published(id);
      const now = await database().query<{ id: string }>(
        sql`SELECT id FROM grid WHERE plan_id = ${id}::uuid AND id = ANY(${[MADE_ID, GONE]}::uuid[])`,
      );
      expect(now).toEqual([{ id: MADE_ID }]);
      expect(
        (await ann.check(of('mine'))).blockers.map(({ reason }: { reason: string }) => reason),
      ).toContain('origin_outdated');
    });

    it('has their grids in a community where theirs are chosen, and mine in a draft of its own where set aside', async () => {
      const theirs = await update(of('theirs'), {
        choices: [{ areaCode: COMMUNITY_A, choice: 'theirs' }],
      });
      expect(theirs.body).toMatchObject({ steps: 0, isOriginInForce: true });
      const aside = await update(of('aside'), {
        choices: [{ areaCode: COMMUNITY_A, choice: 'aside' }],
        asideName: '搁置的移交',
      });
      expect(aside.body).toMatchObject({ steps: 0, isOriginInForce: true });
      const { body } = await people.annSends('GET', '/api/drafts');
      const copy = body.items.find(({ name }: Draft) => name === '搁置的移交');
      expect(copy).toMatchObject({ originId: PLANNED_ID, isOriginInForce: false, steps: 1, status: 'draft' });
      const [kept, dropped] = [await planOf(copy.id), await planOf(of('aside'))];
      expect([kept.grids.has(MADE_ID), dropped.grids.has(MADE_ID)]).toEqual([false, true]);
      // Without a step on its new origin it goes on to be edited.
      await people.ann.steps(of('theirs'), TRANSFER);
      expect((await people.annSends('GET', `/api/drafts/${of('theirs')}`)).body).toMatchObject({
        seq: 2,
        steps: 1,
      });
      for (const id of [of('theirs'), of('aside'), copy.id]) await people.ann.done(id, 'withdraw');
    });

    it('keeps its own grids where they are chosen, over two plans that came into force since, and comes into force itself', async () => {
      const id = of('mine');
      const before = await planOf(id);
      const told = await weighed(id);
      expect(told.since).toHaveLength(2);
      expect(told.parts).toMatchObject([{ state: 'clash', changedBy: [told.since[0]?.id] }]);
      const { status, text } = await update(id, { choices: [{ areaCode: COMMUNITY_A, choice: 'mine' }] });
      expect(status, text).toBe(200);
      const plan = await planOf(id);
      expect([plan.grids.has(MADE_ID), plan.grids.has(GONE)]).toEqual([false, false]);
      const inA = (of: Plan) =>
        [...of.grids.values()].flatMap(({ code }) => (code.startsWith(COMMUNITY_A) ? [code] : [])).sort();
      expect(inA(plan)).toEqual(inA(before));
      expectPartition(plan, surfacesOf(PLANNED));
      await published(id);
    });
  });
});
