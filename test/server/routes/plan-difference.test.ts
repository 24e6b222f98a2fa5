import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanOperation } from '../../../core/contract/draft.ts';
import { PlanDifference } from '../../../core/contract/plan-difference.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import { sql } from '../../../server/database/sql.ts';
import { proofHash } from '../../../server/import/proof-hash.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import {
  COMMUNITY_A,
  COMMUNITY_B,
  loadPlannedCity,
  PLANNED,
  PLANNED_ID,
  plannedGrid,
} from '../planned-city.ts';
import { putIncident, putInstitution } from '../planned-things.ts';

let count = 0;
const newId = (): string => `0193f000-0000-7000-8000-00000000f${String(++count).padStart(3, '0')}`;
const [KEEPS, GOES, CODED] = [plannedGrid(0, 0), plannedGrid(1, 0), plannedGrid(5, 3)];
const codeOf = (id: string) => PLANNED.grids.get(id)?.code ?? '';

withDatabases('schema', (database) => {
  let api: Api;
  let ann: Send;
  let draftId: string;
  const act = async (id: string, operation: PlanOperation): Promise<void> => {
    const { editorId, first } = (await ann('POST', `/api/drafts/${id}/editors`)).body;
    const step = { act: 'do', key: newId(), editorId, firstNode: first, firstArc: first, operation };
    const { status, text } = await ann('POST', `/api/drafts/${id}/steps`, step);
    expect(status, text).toBe(201);
  };
  beforeAll(async () => {
    await loadPlannedCity(database());
    api = makeApi(database());
    ann = await api.as('planner');
    await putIncident(database(), [0, 0], { priority: 1, responseSeconds: 300 });
    await putIncident(database(), [1, 0], { priority: 3 });
    await putInstitution(database(), 1, 0);
    await database().query(
      sql`DELETE FROM staffing WHERE area_code = ${codeOf(CODED)} AND role IN ('officer', 'manager')`,
    );
    draftId = (await ann('POST', '/api/drafts', { name: '夏' })).body.id;
    await act(draftId, { kind: 'merge', keeps: KEEPS, goes: GOES });
    await act(draftId, { kind: 'renumber', codes: [[CODED, `${COMMUNITY_B}900`]] });
  });
  afterAll(() => api.close());
  const compare = async (from: string, to: string, send = ann, more = ''): Promise<PlanDifference> => {
    const { status, body } = await send('GET', `/api/plans/${from}/difference?to=${to}${more}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return PlanDifference.strict().parse(body);
  };

  describe('the difference of two plans', () => {
    it('tells what became of each grid and what that does', async () => {
      const difference = await compare(PLANNED_ID, draftId);
      expect(difference).toMatchObject({
        from: { id: PLANNED_ID, name: 'planned', kind: 'plan', seq: null },
        to: { id: draftId, name: '夏', kind: 'draft', seq: 2 },
        groundId: PLANNED_ID,
        days: 365,
        unchanged: 21,
      });
      const grids = [...PLANNED.grids].map(([id, { code }]) => ({
        code,
        polygons: polygonsOf(PLANNED, id) ?? [],
      }));
      expect(difference.from.proofHash).toBe(proofHash(grids));
      expect(difference.to.proofHash).toMatch(/^[0-9a-f]{64}$/);
      expect(difference.to.proofHash).not.toBe(difference.from.proofHash);
      const byId = new Map(difference.grids.map((change) => [change.id, change]));
      expect(byId.get(KEEPS)).toMatchObject({
        kind: 'changed',
        before: { code: codeOf(KEEPS), residents: 100, dwellings: 40, incidents: [1, 0, 0, 0] },
        after: {
          residents: 200,
          dwellings: 80,
          incidents: [1, 0, 1, 0],
          institutions: 1,
          responseSeconds: 300,
          staffMissing: [],
        },
        from: [{ id: GOES, code: codeOf(GOES) }],
      });
      expect(byId.get(GOES)).toMatchObject({ kind: 'merged', after: null });
      expect(byId.get(CODED)).toMatchObject({
        kind: 'renumbered',
        before: { staffMissing: ['manager', 'officer'] },
        after: { code: `${COMMUNITY_B}900`, staffMissing: ['manager', 'officer'] },
      });
      expect(
        difference.borders.map(({ level, added, removed }) => [
          level,
          added.coordinates.length,
          removed.coordinates.length,
        ]),
      ).toEqual([['grid', 0, 1]]);
      expect(difference.communities.map(({ code }) => code)).toEqual([COMMUNITY_A, COMMUNITY_B]);
      const [a] = difference.communities;
      expect([a?.before?.grids, a?.after?.grids, a?.before?.residents, a?.after?.residents]).toEqual([
        12, 11, 1200, 1200,
      ]);
      expect(a?.before?.spread.residents.variation).toBe(0);
      expect(a?.after?.spread.residents.variation).toBeGreaterThan(0.2);
      expect(difference.whole.after).toMatchObject({ grids: 23, residents: 2400, understaffed: 1 });
    });

    it('turned round has what was added removed', async () => {
      const back = await compare(draftId, PLANNED_ID);
      expect(back.grids.map(({ kind }) => kind).sort()).toEqual(['changed', 'renumbered', 'split']);
      expect(back.borders).toMatchObject([{ level: 'grid', removed: { coordinates: [] } }]);
      const same = await compare(draftId, draftId);
      expect(same).toMatchObject({ grids: [], borders: [], communities: [], unchanged: 23, movedM2: 0 });
    });

    it('of two drafts is what one did and the other not', async () => {
      const { body: fork } = await ann('POST', '/api/drafts', { name: '叉', fromId: draftId });
      await act(fork.id, { kind: 'merge', keeps: plannedGrid(4, 1), goes: plannedGrid(4, 2) });
      const difference = await compare(draftId, fork.id);
      expect(difference.grids.map(({ kind, id }) => [kind, id])).toEqual([
        ['changed', plannedGrid(4, 1)],
        ['merged', plannedGrid(4, 2)],
      ]);
      expect(difference.communities.map(({ code }) => code)).toEqual([COMMUNITY_B]);
    });

    it('is within the scope of the account, and counts as many days as are asked for', async () => {
      const away = await api.as('viewer', COMMUNITY_B);
      const difference = await compare(PLANNED_ID, draftId, away, '&days=5');
      expect(difference.grids.map(({ id }) => id)).toEqual([CODED]);
      expect(difference).toMatchObject({ borders: [], days: 5, whole: { before: { grids: 12 } } });
      const until = `&until=${new Date(NOW_MS).toISOString()}`;
      expect((await compare(PLANNED_ID, draftId, ann, `&days=5${until}`)).whole.before?.incidents).toEqual([
        0, 0, 0, 0,
      ]);
    });

    it('counts the last days that have any incident where none is asked for', async () => {
      const { incidentsTo, whole } = await compare(PLANNED_ID, draftId, ann, '&days=5');
      expect(Date.parse(incidentsTo)).toBeLessThan(NOW_MS);
      expect(whole.before?.incidents).not.toEqual([0, 0, 0, 0]);
    });

    it('takes a role for filled that the draft names an official for, and has the names that it gives', async () => {
      await database().query(sql`INSERT INTO plan_staff (plan_id, grid_id, role, official_name_zh, official_name_en)
        VALUES (${draftId}::uuid, ${CODED}::uuid, 'officer', '演示员', 'Demo Official')`);
      await database().query(sql`INSERT INTO plan_grid (plan_id, grid_id, name_zh, name_en)
        VALUES (${draftId}::uuid, ${CODED}::uuid, '新桥 900 格', 'New Bridge Grid 900')`);
      const { grids } = await compare(PLANNED_ID, draftId);
      expect(grids.find(({ id }) => id === CODED)).toMatchObject({
        before: { nameZh: `格${codeOf(CODED)}`, staffMissing: ['manager', 'officer'] },
        after: { nameZh: '新桥 900 格', staffMissing: ['manager'] },
      });
      await database().query(sql`DELETE FROM plan_staff WHERE plan_id = ${draftId}::uuid`);
    });

    it('is counted by the same things for a minute, and then anew', async () => {
      const incidents = async () =>
        (await compare(PLANNED_ID, draftId, ann, '&days=100')).whole.after?.incidents[1];
      expect(await incidents()).toBe(0);
      await putIncident(database(), [3, 3], { priority: 2 });
      api.setClock(NOW_MS + 59_000);
      expect(await incidents()).toBe(0);
      api.setClock(NOW_MS + 60_000);
      expect(await incidents()).toBe(1);
      api.setClock(NOW_MS);
    });

    it('is none of a plan that is not there or in another scope', async () => {
      const path = `/api/plans/${PLANNED_ID}/difference`;
      expect((await ann('GET', `${path}?to=${newId()}`)).status).toBe(404);
      expect((await ann('GET', path)).status).toBe(400);
      const here = await api.as('planner', COMMUNITY_A);
      const { body: own } = await here('POST', '/api/drafts', { name: '内' });
      const there = await api.as('planner', COMMUNITY_B);
      expect((await there('GET', `${path}?to=${own.id}`)).status).toBe(404);
    });
  });
});
