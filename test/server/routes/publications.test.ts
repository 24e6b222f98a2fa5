import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Blocker } from '../../../core/contract/publication.ts';
import { sql } from '../../../server/database/sql.ts';
import { switchDuePlans } from '../../../server/live/plan-switch.ts';
import { runPlanCommand } from '../../../server/plan-commands.ts';
import { planHash } from '../../../server/publication/plan-hash.ts';
import { boardPlace } from '../../core/plan/board-plan.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS } from '../api.ts';
import {
  approvedDraft,
  MADE_CODE,
  MADE_ID,
  MERGE,
  nudge,
  planners,
  RENUMBER,
  SPLIT,
  TRANSFER,
} from '../drafting.ts';
import {
  COMMUNITY_A,
  COMMUNITY_B,
  loadPlannedCity,
  PLANNED,
  PLANNED_ID,
  plannedGrid,
} from '../planned-city.ts';
import { incidentCodes, loadIncidents, misplaced } from '../planned-incidents.ts';

const ALL = [SPLIT, MERGE, TRANSFER, RENUMBER];
const codeOf = (column: number, row: number): string =>
  PLANNED.grids.get(plannedGrid(column, row))?.code ?? '';

withDatabases('schema', (database) => {
  let api: Api;
  let people: Awaited<ReturnType<typeof planners>>;
  /** Codes of incidents in the beginning. */
  let first: Map<string, string>;
  const inForce = async () =>
    (await database().query<{ id: string }>(sql`SELECT id FROM plan WHERE status = 'in_force'`))[0]?.id;
  beforeAll(async () => {
    await loadPlannedCity(database());
    await loadIncidents(database());
    first = await incidentCodes(database());
    api = makeApi(database());
    people = await planners(api);
  });
  afterAll(() => api.close());

  describe('a publication', () => {
    it('changes nothing outside the area of who began the draft, whatever that was copied from', async () => {
      const { ann } = people;
      const wide = await ann.begin();
      await ann.steps(wide.id, SPLIT);
      const [planner, approver] = [
        await api.as('planner', COMMUNITY_B),
        await api.as('supervisor', COMMUNITY_B),
      ];
      const { body: copy } = await planner('POST', '/api/drafts', { name: '副本', fromId: wide.id });
      expect(copy.areaCode).toBe(COMMUNITY_B);
      const { blockers } = (await planner('GET', `/api/drafts/${copy.id}/check`)).body;
      expect(blockers.map(({ reason, params }: Blocker) => [reason, params])).toContainEqual([
        'draft_other_area',
        { areaCode: COMMUNITY_A },
      ]);
      const any = { 'If-Match': '*' };
      await planner('POST', `/api/drafts/${copy.id}/submit`, undefined, any);
      await approver('POST', `/api/drafts/${copy.id}/approve`, undefined, any);
      expect((await approver('POST', `/api/drafts/${copy.id}/publish`, {}, any)).body.reason).toBe(
        'publication_blocked',
      );
      for (const id of [copy.id, wide.id]) await ann.done(id, 'withdraw');
    });

    it('is refused with all that stands in its way, and changes nothing', async () => {
      const { ann, ben } = people;
      const { id } = await ann.begin();
      await ann.steps(id, SPLIT);
      await ann.done(id, 'submit');
      await ben.done(id, 'approve');
      const { body } = await ben.post(id, 'publish', {});
      expect(body).toMatchObject({
        status: 409,
        reason: 'publication_blocked',
        issues: [{ reason: 'roles_unstaffed' }],
      });
      expect(await database().query(sql`SELECT FROM grid WHERE plan_id = ${id}::uuid`)).toHaveLength(0);
      await ann.done(id, 'withdraw');
    });

    it('puts the plan into force, moves what lies in changed grids and keeps what incidents had', async () => {
      const before = await incidentCodes(database());
      const { id } = await approvedDraft(people, ...ALL);
      const check = await people.ben.check(id);
      const tile = async () =>
        (await people.annSends('GET', '/tiles/plan/14/12820/6399.mvt')).headers.get('ETag');
      const oldTile = await tile();
      const published = await people.ben.done(id, 'publish', { note: '第一次' });
      expect(published).toMatchObject({ status: 'in_force', isOriginInForce: false });
      const after = await incidentCodes(database());
      expect(await misplaced(database())).toEqual([]);
      const moved = [...after].filter(([incident, code]) => before.get(incident) !== code);
      expect(moved.length).toBe(check.figures.incidents);
      const kept = await database().query<{ id: string; code: string }>(
        sql`SELECT incident_id AS id, area_code AS code FROM attribution WHERE plan_id = ${PLANNED_ID}::uuid`,
      );
      expect(new Map(kept.map((row) => [row.id, row.code]))).toEqual(
        new Map(moved.map(([incident]) => [incident, before.get(incident) ?? ''])),
      );
      const listed = async (attribution: string) => {
        const asked = `/api/incidents?limit=1000&grid=${codeOf(5, 2)}&attribution=${attribution}`;
        return (await people.annSends('GET', asked)).body.features
          .map((one: { id: string }) => one.id)
          .sort();
      };
      const ofEnded = [...before].flatMap(([incident, code]) => (code === codeOf(5, 2) ? [incident] : []));
      expect(await listed('then')).toEqual(ofEnded);
      expect(await listed('now')).toEqual([]);
      const staff = await database().query<{ code: string; name: string }>(
        sql`SELECT area_code AS code, min(official_name_zh) AS name FROM staffing GROUP BY 1 HAVING count(*) = 4 ORDER BY 1`,
      );
      const grids = await database().query<{ code: string }>(
        sql`SELECT code FROM grid WHERE plan_id = ${id}::uuid ORDER BY 1`,
      );
      expect(staff.map(({ code }) => code)).toEqual(grids.map(({ code }) => code));
      expect(staff.find(({ code }) => code === MADE_CODE)?.name).toBe('新任员');
      const [sums] = await database().query(
        sql`SELECT sum(residents)::integer AS residents, sum(dwellings)::integer AS dwellings FROM grid WHERE plan_id = ${id}::uuid`,
      );
      expect(sums).toEqual({ residents: 2400, dwellings: 960 });
      const [made] = await database().query(
        sql`SELECT parents FROM grid WHERE plan_id = ${id}::uuid AND id = ${MADE_ID}::uuid`,
      );
      expect(made).toEqual({ parents: [plannedGrid(1, 1)] });
      const events = await database().query<{ noun: string; kind: string }>(
        sql`SELECT noun, kind FROM event WHERE subject_id = ${id} AND kind = 'bulk' ORDER BY seq`,
      );
      expect(events).toEqual([
        { noun: 'grids', kind: 'bulk' },
        { noun: 'incidents', kind: 'bulk' },
      ]);
      expect(await tile()).not.toBe(oldTile);
      expect((await people.annSends('GET', `/api/grids/${MADE_CODE}`)).status).toBe(200);
      expect((await people.annSends('GET', `/api/grids/${codeOf(5, 2)}`)).status).toBe(404);
      const found = await people.annSends('GET', `/api/search?q=${MADE_CODE}`);
      expect(found.body.items.map(({ areaCode }: { areaCode: string }) => areaCode)).toContain(MADE_CODE);
    });

    it('tells the grid of then of what is recorded late, or put elsewhere', async () => {
      const operator = await api.as('operator');
      const inEnded = boardPlace(5.5, 2.5);
      const geometry = { type: 'Point', coordinates: [inEnded.lng7 / 1e7, inEnded.lat7 / 1e7] };
      const properties = {
        type: 'noise',
        priority: 3,
        source: 'report',
        text: '',
        reportedAt: '2026-05-01T00:00:00Z',
      };
      const { status, body } = await operator('POST', '/api/incidents', { geometry, properties });
      expect({ status, body }).toMatchObject({
        status: 201,
        body: { properties: { areaCode: codeOf(4, 2) } },
      });
      const codeThen = async () => {
        const asked = '/api/incidents?from=2026-05-01T00:00:00Z&to=2026-05-01T00:00:01Z&attribution=then';
        return (await operator('GET', asked)).body.features[0].properties.areaCode;
      };
      expect(await codeThen()).toBe(codeOf(5, 2));
      const west = boardPlace(0.5, 0.5);
      const there = { geometry: { type: 'Point', coordinates: [west.lng7 / 1e7, west.lat7 / 1e7] } };
      const moved = await operator('PATCH', `/api/incidents/${body.id}`, there, { 'If-Match': '*' });
      expect(moved.status, moved.text).toBe(200);
      // Its grid changed codes with its neighbour since.
      expect(moved.body.properties.areaCode).toBe(codeOf(1, 0));
      expect(await codeThen()).toBe(codeOf(0, 0));
      await database().query(sql`DELETE FROM incident WHERE id = ${body.id}::uuid`);
    });

    it('wins once when two drafts of one plan race, and the other says why it can not', async () => {
      const planId = await inForce();
      const drafts = [await approvedDraft(people, nudge(800)), await approvedDraft(people, nudge(900))];
      const answers = await Promise.all(drafts.map(({ id }) => people.ben.post(id, 'publish', {})));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const lost = answers.find(({ status }) => status === 409);
      expect(lost?.body.issues).toMatchObject([{ reason: 'origin_outdated' }]);
      expect(drafts.map(({ id }) => id)).toContain(await inForce());
      const [old] = await database().query(sql`SELECT status FROM plan WHERE id = ${planId}::uuid`);
      expect(old).toEqual({ status: 'superseded' });
    });
  });

  describe('a publication at a time to come', () => {
    it('happens by itself then, and not before', async () => {
      const { ben } = people;
      const { id } = await approvedDraft(people, nudge(1000));
      const planId = await inForce();
      const effectiveFrom = new Date(NOW_MS + 3_600_000).toISOString();
      expect(await ben.done(id, 'publish', { effectiveFrom })).toMatchObject({
        status: 'scheduled',
        effectiveFrom,
      });
      expect(await ben.done(id, 'unschedule')).toMatchObject({ status: 'approved', effectiveFrom: null });
      await ben.done(id, 'publish', { effectiveFrom });
      const deps = { ...api.deps, database: database() };
      expect(await switchDuePlans(deps)).toBe(0);
      expect(await inForce()).toBe(planId);
      api.setClock(NOW_MS + 3_600_001);
      expect(await switchDuePlans(deps)).toBe(1);
      expect(await inForce()).toBe(id);
      expect(await switchDuePlans(deps)).toBe(0);
    });

    it('goes back to approved, with the reason in the log, when another plan came first', async () => {
      const { ben } = people;
      const [late, early] = [
        await approvedDraft(people, nudge(600)),
        await approvedDraft(people, nudge(700)),
      ];
      await ben.done(late.id, 'publish', { effectiveFrom: new Date(NOW_MS + 7_200_000).toISOString() });
      await ben.done(early.id, 'publish', {});
      api.setClock(NOW_MS + 7_200_000);
      await switchDuePlans({ ...api.deps, database: database() });
      expect(await inForce()).toBe(early.id);
      const [event] = await database().query<{ after: object }>(
        sql`SELECT after FROM event WHERE noun = 'plans' AND subject_id = ${late.id} ORDER BY seq DESC LIMIT 1`,
      );
      expect(event?.after).toMatchObject({ status: 'approved', blockers: [{ reason: 'origin_outdated' }] });
    });
  });

  describe('a plan that was in force', () => {
    it('comes back by the same path, with its certificate, its officials and the grids of incidents', async () => {
      const { benSends, ben } = people;
      expect((await benSends('POST', `/api/plans/${await inForce()}/restore`, {})).body.reason).toBe(
        'restored_only_superseded',
      );
      const { status, body } = await benSends('POST', `/api/plans/${PLANNED_ID}/restore`, {
        note: '试行结束',
      });
      expect({ status, body }).toMatchObject({
        status: 201,
        body: { status: 'approved', originId: PLANNED_ID },
      });
      const check = await ben.check(body.id);
      expect(check).toMatchObject({ isRestoration: true, blockers: [] });
      const published = await ben.done(body.id, 'publish', {});
      expect(published.status).toBe('in_force');
      expect(await misplaced(database())).toEqual([]);
      expect(await incidentCodes(database())).toEqual(first);
      const [plan] = await database().query(
        sql`SELECT proof_hash AS hash FROM plan WHERE id = ${body.id}::uuid`,
      );
      expect(plan).toEqual({ hash: await planHash(PLANNED) });
      const [staffed] = await database().query(
        sql`SELECT count(DISTINCT area_code)::integer AS grids, count(*)::integer AS officials FROM staffing`,
      );
      expect(staffed).toEqual({ grids: 24, officials: 96 });
      const facts = (plan: string) =>
        sql`SELECT id, code, name_zh, name_en, residents, dwellings, ST_AsText(geom) AS geom FROM grid WHERE plan_id = ${plan}::uuid ORDER BY id`;
      expect(await database().query(facts(body.id))).toEqual(await database().query(facts(PLANNED_ID)));
    });

    it('is proven once more from its rows, whether it is over or not', async () => {
      const plans = await database().query<{ id: string }>(
        sql`SELECT id FROM plan WHERE status IN ('in_force', 'superseded') ORDER BY effective_from`,
      );
      for (const { id } of plans)
        expect((await runPlanCommand(database(), ['verify', id])).lines.slice(2)).toEqual([
          'Proven by its borders and by the database.',
        ]);
      await database().query(
        sql`UPDATE arc SET coordinates[3] = coordinates[3] + 1 WHERE plan_id = ${await inForce()}::uuid AND id = 30`,
      );
      expect(await runPlanCommand(database(), ['verify'])).toMatchObject({ isWell: false });
      await database().query(
        sql`UPDATE arc SET coordinates[3] = coordinates[3] - 1 WHERE plan_id = ${await inForce()}::uuid AND id = 30`,
      );
    });
  });
});
