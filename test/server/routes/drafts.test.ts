import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Draft,
  DraftNews,
  DraftPlan,
  DraftStepMade,
  type PlanOperation,
} from '../../../core/contract/draft.ts';
import { certificateText } from '../../../core/plan/certificate.ts';
import { withChanges } from '../../../core/plan/change.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import { unpackPlan } from '../../../core/plan/packed.ts';
import { type Plan, placeAt } from '../../../core/plan/plan.ts';
import { sql } from '../../../server/database/sql.ts';
import { arcBetween } from '../../core/plan/edits.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { COMMUNITY_A, COMMUNITY_B, loadPlannedCity, PLANNED, plannedGrid } from '../planned-city.ts';

const ID = '0193f000-0000-7000-8000-00000000e';
let count = 0;
const newId = (): string => `${ID}${String(++count).padStart(3, '0')}`;

/** What a plan is, whatever order it is told in. */
const certificate = (plan: Plan): string =>
  certificateText([...plan.grids].map(([id, { code }]) => ({ code, polygons: polygonsOf(plan, id) ?? [] })));

/** Borders within community A, within B, and between them. */
const IN_A = arcBetween(PLANNED, plannedGrid(0, 0), plannedGrid(1, 0));
const IN_B = arcBetween(PLANNED, plannedGrid(4, 0), plannedGrid(5, 0));
const BETWEEN = arcBetween(PLANNED, plannedGrid(2, 0), plannedGrid(3, 0));

/** Moves the second point of a border by some centimetres. */
function nudge(plan: Plan, arc: number, by = 20): PlanOperation {
  const { lng7, lat7 } = placeAt(plan.arcs.get(arc)?.line ?? [], 1);
  return { kind: 'moveVertex', arc, index: 1, to: { lng7: lng7 + by, lat7: lat7 + by } };
}

withDatabases('schema', (database) => {
  let api: Api;
  let ann: Send;
  let ben: Send;
  beforeAll(async () => {
    await loadPlannedCity(database());
    api = makeApi(database());
    [ann, ben] = [await api.as('planner'), await api.as('planner')];
  });
  afterAll(() => api.close());

  const begin = async (by = ann, more = {}): Promise<Draft> => {
    const { status, body } = await by('POST', '/api/drafts', { name: '春季调整', ...more });
    expect(status, JSON.stringify(body)).toBe(201);
    return Draft.strict().parse(body);
  };
  const planOf = async (id: string, query = ''): Promise<Plan> =>
    unpackPlan(DraftPlan.parse((await ann('GET', `/api/drafts/${id}/plan${query}`)).body));
  const editor = async (id: string, by: Send) => (await by('POST', `/api/drafts/${id}/editors`)).body;
  const step = async (id: string, by: Send, step: object, key = newId()) => {
    const { editorId, first } = await editor(id, by);
    return await by('POST', `/api/drafts/${id}/steps`, {
      key,
      editorId,
      firstNode: first,
      firstArc: first,
      ...step,
    });
  };
  const act = (id: string, by: Send, operation: PlanOperation, key?: string) =>
    step(id, by, { act: 'do', operation }, key);

  describe('a draft', () => {
    it('begins from the plan in force, and is in the log', async () => {
      const draft = await begin();
      const [inForce] = await database().query<{ id: string }>(
        sql`SELECT id FROM plan WHERE status = 'in_force'`,
      );
      expect(draft).toMatchObject({
        status: 'draft',
        originId: inForce?.id,
        isOriginInForce: true,
        seq: 0,
        editLevel: 'grid',
      });
      expect((await ann('GET', '/api/drafts')).body.items.map(({ id }: Draft) => id)).toContain(draft.id);
      const [event] = await database().query(
        sql`SELECT kind, after FROM event WHERE noun = 'plans' AND subject_id = ${draft.id}`,
      );
      expect(event).toEqual({ kind: 'create', after: JSON.parse(JSON.stringify(draft)) });
      const grids = await database().query(sql`SELECT FROM grid WHERE plan_id = ${draft.originId}::uuid`);
      expect((await planOf(draft.id)).grids.size).toBe(grids.length);
    });

    it('is for planners to make, and for all to see', async () => {
      const viewer = await api.as('viewer');
      const draft = await begin();
      expect((await viewer('GET', `/api/drafts/${draft.id}`)).status).toBe(200);
      expect((await viewer('POST', '/api/drafts', { name: 'x' })).body.reason).toBe('role_forbids');
      expect((await viewer('POST', `/api/drafts/${draft.id}/editors`)).status).toBe(403);
    });

    it('has another name by the right version only', async () => {
      const draft = await begin();
      const path = `/api/drafts/${draft.id}`;
      expect((await ann('PATCH', path, { name: '夏' })).status).toBe(428);
      const { body } = await ann(
        'PATCH',
        path,
        { name: '电 13912345678' },
        { 'If-Match': `"${draft.version}"` },
      );
      expect(body).toMatchObject({ name: '电 ***', version: draft.version + 1 });
      expect((await ann('PATCH', path, { name: '秋' }, { 'If-Match': `"${draft.version}"` })).status).toBe(
        412,
      );
    });

    it('can not be changed once it is withdrawn, but another one begins where it stood', async () => {
      const draft = await begin();
      await act(draft.id, ann, nudge(PLANNED, IN_A));
      const moved = await planOf(draft.id);
      const { body } = await ann('POST', `/api/drafts/${draft.id}/withdraw`, undefined, { 'If-Match': '*' });
      expect(body.status).toBe('withdrawn');
      expect((await step(draft.id, ann, { act: 'undo' })).body).toMatchObject({
        status: 409,
        reason: 'draft_status_forbids',
      });
      const fork = await begin(ben, { fromId: draft.id });
      expect([fork.seq, fork.originId]).toEqual([1, draft.originId]);
      expect(certificate(await planOf(fork.id))).toBe(certificate(moved));
    });
  });

  describe('a step', () => {
    it('tells what it changed, is done once under a key, and stays when the server starts anew', async () => {
      const { id } = await begin();
      const before = await planOf(id);
      const key = newId();
      const answer = await act(id, ann, nudge(before, IN_A), key);
      const made = DraftStepMade.parse(answer.body);
      expect(made).toMatchObject({ seq: 1, act: 'do', kind: 'moveVertex', communities: [COMMUNITY_A] });
      expect((await act(id, ann, nudge(before, IN_A), key)).body).toEqual(answer.body);
      const after = await planOf(id);
      expect(certificate(after)).not.toBe(certificate(before));
      expect(certificate(withChanges(before, [made.change]))).toBe(certificate(after));
      const again = makeApi(database());
      const restarted = await (await again.as('viewer'))('GET', `/api/drafts/${id}/plan`);
      expect(certificate(unpackPlan(restarted.body))).toBe(certificate(after));
      await again.close();
    });

    it('is taken back and made again, each by who did it', async () => {
      const { id } = await begin();
      const start = await planOf(id);
      await act(id, ann, nudge(start, IN_A));
      await act(id, ben, nudge(start, IN_B));
      const both = certificate(await planOf(id));
      expect((await step(id, ann, { act: 'undo' })).body).toMatchObject({
        act: 'undo',
        of: 1,
        kind: 'moveVertex',
      });
      expect((await step(id, ann, { act: 'undo' })).body.reason).toBe('nothing_to_undo');
      expect((await step(id, ann, { act: 'redo' })).body).toMatchObject({ act: 'redo', of: 1 });
      expect(certificate(await planOf(id))).toBe(both);
      await step(id, ben, { act: 'undo' });
      await step(id, ann, { act: 'undo' });
      expect(certificate(await planOf(id))).toBe(certificate(start));
    });

    it('leaves the draft as it was before to be looked at', async () => {
      const { id } = await begin();
      for (const arc of [IN_A, IN_B]) await act(id, ann, nudge(await planOf(id), arc));
      const at = async (seq: number) => certificate(await planOf(id, `?at=${seq}`));
      expect([await at(0), await at(2)]).toEqual([certificate(PLANNED), certificate(await planOf(id))]);
      expect([await at(0), await at(2)]).not.toContain(await at(1));
    });

    it('is refused with a reason where it would break the partition, and nothing is changed', async () => {
      const { id } = await begin();
      const plan = await planOf(id);
      const { status, body } = await act(id, ann, nudge(plan, IN_A, 300_000));
      expect([status, body.code, body.reason]).toEqual([422, 'would_break_partition', 'borders_would_meet']);
      expect(body.issues[0].path).toMatch(/^arc \d+, at 10\d\.\d+,3\d\.\d+$/);
      expect((await act(id, ann, nudge(plan, BETWEEN))).body).toMatchObject({
        reason: 'border_frozen',
        params: { level: 'community' },
      });
      expect(Draft.parse((await ann('GET', `/api/drafts/${id}`)).body).seq).toBe(0);
    });

    it('moves borders of a higher level where the draft is for those', async () => {
      const { id } = await begin(ann, { editLevel: 'community' });
      const plan = await planOf(id);
      const { body } = await act(id, ann, nudge(plan, BETWEEN));
      expect(body.communities).toEqual([COMMUNITY_A, COMMUNITY_B]);
    });

    it('stays within the area of the account', async () => {
      const { id } = await begin();
      const plan = await planOf(id);
      const away = await api.as('planner', COMMUNITY_B);
      expect((await act(id, away, nudge(plan, IN_A))).body).toMatchObject({
        status: 422,
        reason: 'draft_other_area',
      });
    });

    it.each([
      [{ act: 'do', operation: { kind: 'moveVertex', arc: 1.5, index: 1, to: { lng7: 1, lat7: 1 } } }],
      [{ act: 'do', operation: { kind: 'restore', change: {} } }],
      [{ act: 'do', operation: { kind: 'merge', keeps: 'a', goes: 'b' } }],
      [{ act: 'repeat' }],
    ])('is no step: %j', async (wrong) => {
      const { id } = await begin();
      expect((await step(id, ann, wrong)).status).toBe(400);
    });

    it('names what is not there', async () => {
      const { id } = await begin();
      const nowhere = { lng7: 1, lat7: 1 };
      expect(
        (await act(id, ann, { kind: 'moveVertex', arc: 2_000_000_000, index: 1, to: nowhere })).body.reason,
      ).toBe('border_unknown');
      expect((await act(id, ann, { kind: 'merge', keeps: newId(), goes: newId() })).body.reason).toBe(
        'area_unknown',
      );
      expect((await ann('GET', `/api/drafts/${newId()}/plan`)).status).toBe(404);
    });
  });

  describe('two planners', () => {
    it('work side by side in different communities; a community is held until its time is over or it is given up', async () => {
      const { id } = await begin();
      const plan = await planOf(id);
      expect((await act(id, ann, nudge(plan, IN_A))).status).toBe(201);
      expect((await act(id, ben, nudge(plan, IN_B))).status).toBe(201);
      const refused = await act(id, ben, nudge(plan, IN_A, 40));
      expect(refused.body).toMatchObject({
        status: 409,
        reason: 'community_leased',
        params: { areaCode: COMMUNITY_A },
      });
      api.setClock(NOW_MS + 121_000);
      expect((await act(id, ben, nudge(plan, IN_A, 40))).status).toBe(201);
      const lease = `/api/drafts/${id}/leases/${COMMUNITY_A}`;
      expect((await ann('PUT', lease, { editorId: newId() })).body.reason).toBe('community_leased');
      expect((await ben('DELETE', lease)).body.items).toEqual([]);
      expect((await ann('PUT', lease, { editorId: newId() })).body.items).toMatchObject([
        { communityCode: COMMUNITY_A },
      ]);
      api.setClock(NOW_MS);
    });

    it('hear of each other at once', async () => {
      const { id } = await begin();
      const plan = await planOf(id);
      const now = DraftNews.parse((await ben('GET', `/api/drafts/${id}/news`)).body);
      expect(now).toMatchObject({ seq: 0, steps: [], leases: [] });
      const waiting = ben('GET', `/api/drafts/${id}/news?after=0&known=${now.known}&wait=25`);
      await act(id, ann, nudge(plan, IN_A));
      const news = DraftNews.parse((await waiting).body);
      expect(news).toMatchObject({
        seq: 1,
        steps: [{ seq: 1, kind: 'moveVertex' }],
        leases: [{ communityCode: COMMUNITY_A }],
      });
      expect(
        certificate(
          withChanges(
            plan,
            news.steps.map(({ change }) => change),
          ),
        ),
      ).toBe(certificate(await planOf(id)));
    });

    it('may not number new borders alike', async () => {
      const { id } = await begin();
      const plan = await planOf(id);
      const grid = plannedGrid(1, 1);
      const ends = [plannedGrid(0, 1), plannedGrid(2, 1)].map((other) =>
        placeAt(plan.arcs.get(arcBetween(plan, grid, other))?.line ?? [], 1),
      );
      const made = { id: newId(), code: `${COMMUNITY_A}900` };
      const operation = { kind: 'split', grid, line: ends, snapMetres: 10, keeps: 'larger', made } as const;
      const asked = {
        act: 'do',
        operation,
        key: newId(),
        editorId: newId(),
        firstNode: IN_A,
        firstArc: IN_A,
      };
      const { body } = await ann('POST', `/api/drafts/${id}/steps`, asked);
      expect(body.reason).toBe('numbers_taken');
      expect((await planOf(id)).arcs.size).toBe(plan.arcs.size);
    });
  });
});
