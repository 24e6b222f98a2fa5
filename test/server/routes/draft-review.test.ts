import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PublicationCheck } from '../../../core/contract/publication.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi } from '../api.ts';
import { MADE_CODE, MADE_ID, MERGE, planners, RENUMBER, SPLIT, TRANSFER } from '../drafting.ts';
import { loadPlannedCity, PLANNED, plannedGrid } from '../planned-city.ts';
import { loadIncidents } from '../planned-incidents.ts';

const ALL = [SPLIT, MERGE, TRANSFER, RENUMBER];
const codeOf = (column: number, row: number): string =>
  PLANNED.grids.get(plannedGrid(column, row))?.code ?? '';

withDatabases('schema', (database) => {
  let api: Api;
  let people: Awaited<ReturnType<typeof planners>>;
  beforeAll(async () => {
    await loadPlannedCity(database());
    await loadIncidents(database());
    api = makeApi(database());
    people = await planners(api);
  });
  afterAll(() => api.close());

  describe('a review', () => {
    it('goes from draft to review to approved, and back with a reason', async () => {
      const { ann, ben } = people;
      const { id } = await ann.begin();
      expect((await ann.post(id, 'submit')).body.reason).toBe('draft_changes_nothing');
      await ann.steps(id, SPLIT);
      const leases = sql`SELECT FROM plan_lease WHERE plan_id = ${id}::uuid`;
      expect(await database().query(leases)).toHaveLength(1);
      expect(await ann.done(id, 'submit')).toMatchObject({ status: 'review' });
      expect(await database().query(leases)).toHaveLength(0);
      expect((await ann.post(id, 'publish', {})).body.reason).toBe('draft_status_forbids');
      await ben.done(id, 'return', { reason: '边界穿过学校' });
      const [event] = await database().query<{ after: object }>(
        sql`SELECT after FROM event WHERE noun = 'plans' AND subject_id = ${id} ORDER BY seq DESC LIMIT 1`,
      );
      expect(event?.after).toMatchObject({ status: 'draft', submittedBy: null, reason: '边界穿过学校' });
      await ann.done(id, 'submit');
      expect(await ben.done(id, 'approve')).toMatchObject({ status: 'approved' });
      expect(await ben.done(id, 'return', { reason: '再改' })).toMatchObject({
        status: 'draft',
        approvedBy: null,
      });
      await ann.done(id, 'withdraw');
    });

    it('is approved by somebody else than who drew or submitted it', async () => {
      const { ann, ben } = people;
      const { id } = await ann.begin();
      await ann.steps(id, SPLIT);
      await ben.done(id, 'submit');
      expect((await ann.post(id, 'approve')).body).toMatchObject({
        status: 403,
        reason: 'approver_took_part',
      });
      expect((await ben.post(id, 'approve')).body).toMatchObject({
        status: 403,
        reason: 'approver_submitted',
      });
      const viewer = await api.as('viewer');
      const answer = await viewer('POST', `/api/drafts/${id}/approve`, undefined, { 'If-Match': '*' });
      expect(answer.body.reason).toBe('role_forbids');
      expect((await viewer('POST', `/api/drafts/${id}/submit`)).status).toBe(403);
      await ann.done(id, 'withdraw');
    });
  });

  describe('a check', () => {
    it('tells what comes of a draft and what stands in its way', async () => {
      const { ann, annSends } = people;
      const { id } = await ann.begin();
      await ann.steps(id, ...ALL);
      const check = PublicationCheck.strict().parse(await ann.check(id));
      expect(check.blockers.map(({ reason }) => reason)).toEqual(['roles_unstaffed']);
      expect(check.figures).toMatchObject({
        split: 1,
        merged: 1,
        retired: 0,
        created: 0,
        renumbered: 2,
        communities: 2,
      });
      expect(check.figures.incidents).toBeGreaterThan(50);
      expect(check.grids.find((grid) => grid.id === MADE_ID)).toMatchObject({
        code: MADE_CODE,
        nameZh: `格${MADE_CODE}`,
        staff: [],
        wasCode: null,
        from: [{ code: codeOf(1, 1) }],
      });
      expect(check.ended).toMatchObject([
        { code: codeOf(5, 2), kind: 'merged', to: [{ code: codeOf(4, 2) }] },
      ]);
      // All that lived in the changed grids lives in them still.
      const sum = check.grids.reduce((total, { residents }) => total + (residents ?? 0), 0);
      expect(sum).toBe(100 * (check.grids.length - 1 + 1));
      const path = `/api/drafts/${id}/grids/${MADE_ID}`;
      const names = { nameZh: '北校区网格', nameEn: 'North Campus' };
      await annSends('PUT', path, { names, counts: { residents: 9, dwellings: 12 } });
      const given = (await ann.check(id)).grids.find((grid: { id: string }) => grid.id === MADE_ID);
      expect(given).toMatchObject({
        ...names,
        areNamesGiven: true,
        residents: null,
        dwellings: 12,
        areCountsGiven: true,
      });
      await annSends('PUT', path, { names: { nameZh: `格${codeOf(2, 2)}`, nameEn: 'x' }, counts: null });
      await ann.staff(id, MADE_ID);
      expect((await ann.check(id)).blockers).toMatchObject([{ reason: 'grid_name_twice', gridId: MADE_ID }]);
      await annSends('PUT', path, { names: null });
      expect((await ann.check(id)).blockers).toEqual([]);
      const other = await annSends('PUT', `/api/drafts/${id}/grids/${plannedGrid(3, 0)}`, { names });
      expect(other.body.reason).toBe('grid_not_changed');
      await ann.done(id, 'withdraw');
    });
  });
});
