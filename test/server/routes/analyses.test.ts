import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METHODS } from '../../../core/analysis/methods.ts';
import { Analyses, Analysis, AnalysisToday } from '../../../core/contract/analysis.ts';
import { GridCells } from '../../../core/contract/grid-cells.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { analysisInput } from '../analysis-input.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { CITY, IN_LEFT, IN_RIGHT, LEFT, loadSmallCity, RIGHT } from '../small-city.ts';

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('supervisor');
  });
  afterAll(() => api.close());
  const save = (more = {}, by = send) => by('POST', '/api/analyses', analysisInput(more));

  describe('a saved result', () => {
    it('is what was sent, who saved it and when, and it is in the log', async () => {
      const { status, body, headers } = await save();
      expect(status).toBe(201);
      expect([headers.get('Location'), headers.get('ETag')]).toEqual([`/api/analyses/${body.id}`, '"1"']);
      const analysis = Analysis.strict().parse(body);
      expect(analysis).toMatchObject({
        ...analysisInput(),
        method: 'gi_star',
        createdAt: new Date(NOW_MS).toISOString(),
        createdByName: expect.stringMatching(/^t-supervisor/),
      });
      const [event] = await database().query(
        sql`SELECT noun, kind, area_code, after FROM event WHERE subject_id = ${body.id}`,
      );
      expect(event).toEqual({ noun: 'analyses', kind: 'create', area_code: CITY, after: body });
    });

    it('keeps the parameters of the other methods, and none of a method that is not there', async () => {
      const emerging = {
        method: 'emerging',
        cells: { kind: 'plan', ground: 'all' },
        band: { kind: 'border' },
        confidence: 99,
        stepDays: 7,
        steps: 26,
      };
      expect((await save({ parameters: emerging })).body).toMatchObject({
        method: 'emerging',
        parameters: emerging,
      });
      for (const parameters of [
        { ...emerging, method: 'guess' },
        { ...emerging, steps: 1 },
        { ...emerging, colour: 'red' },
        { ...analysisInput().parameters, confidence: 94 },
        { ...analysisInput().parameters, band: { kind: 'distance', metres: -1 } },
      ])
        expect((await save({ parameters })).body).toMatchObject({ status: 400, code: 'invalid_request' });
    });

    it.each([
      [{ from: '2026-11-24T00:00:00Z' }, 'period_reversed'],
      [{ readAt: '2027-01-01T00:00:00Z' }, 'instant_in_future'],
      [{ formulaVersion: METHODS.gi_star.version + 1 }, 'formula_outdated'],
      [{ formulaVersion: METHODS.gi_star.version - 1 }, 'formula_outdated'],
      [{ resultDigest: 'B'.repeat(64) }, undefined],
      [{ figures: { 'Hot!': 1 } }, undefined],
      [{ title: ' ' }, undefined],
      [{ seed: 2 ** 31 }, undefined],
    ])('is refused with %j', async (more, reason) => {
      const { body } = await save(more);
      expect([body.status, body.code]).toEqual([400, 'invalid_request']);
      if (reason) expect(body.reason).toBe(reason);
    });

    it('has no personal data in its title, and is saved once under one key', async () => {
      const input = analysisInput({ title: '线索 13912345678' });
      const key = { 'Idempotency-Key': 'analysis-1' };
      const [one, again] = [
        await send('POST', '/api/analyses', input, key),
        await send('POST', '/api/analyses', input, key),
      ];
      expect([one.body.title, one.headers.get('X-Masked')]).toEqual(['线索 ***', 'mobile']);
      expect(again.body.id).toBe(one.body.id);
    });
  });

  describe('who sees it', () => {
    it('whoever has its area; a district does not see what is of the city or of another', async () => {
      const [city, left, right] = [CITY, LEFT, RIGHT].map(
        async (areaCode) => (await save({ areaCode })).body.id,
      );
      const ids = await Promise.all([city, left, right]);
      const viewer = await api.as('viewer', LEFT);
      const seen = async (by: Send) => {
        const statuses = await Promise.all(ids.map((id) => by('GET', `/api/analyses/${id}`)));
        return statuses.map(({ status }) => status);
      };
      expect(await seen(viewer)).toEqual([404, 200, 404]);
      expect(await seen(send)).toEqual([200, 200, 200]);
      const list = Analyses.parse((await viewer('GET', '/api/analyses?limit=100')).body);
      expect(list.items.map(({ id }) => id)).toEqual([ids[1]]);
      const foreign = await save({ areaCode: RIGHT }, await api.as('supervisor', LEFT));
      expect(foreign.body).toMatchObject({ status: 422, code: 'outside_scope' });
      expect((await save({ areaCode: '630199' })).body.status).toBe(422);
    });

    it('the list is newest first, by method, a page at a time', async () => {
      api.setClock(NOW_MS + 60_000);
      const { body: last } = await save({ title: '最后' });
      api.setClock(NOW_MS);
      const first = Analyses.parse((await send('GET', '/api/analyses?limit=1')).body);
      expect(first.items[0]?.id).toBe(last.id);
      const rest = await send('GET', `/api/analyses?limit=100&cursor=${first.nextCursor}`);
      expect(rest.body.items.length).toBeGreaterThan(3);
      expect(rest.body.items.map(({ id }: Analysis) => id)).not.toContain(last.id);
      const emerging = await send('GET', '/api/analyses?method=emerging');
      expect(new Set(emerging.body.items.map(({ method }: Analysis) => method))).toEqual(
        new Set(['emerging']),
      );
      expect((await send('GET', '/api/analyses?method=guess')).status).toBe(400);
    });
  });

  it('tells what has happened to its incidents since they were read', async () => {
    const window = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' };
    const report = async (coordinates: number[], reportedAt: string) =>
      await send('POST', '/api/incidents', {
        geometry: { type: 'Point', coordinates },
        properties: { type: 'theft', priority: 2, reportedAt },
      });
    const before = await report(IN_LEFT, '2026-11-22T08:00:00.000Z');
    api.setClock(NOW_MS + 60_000);
    const { body } = await save({
      areaCode: LEFT,
      ...window,
      readAt: new Date(NOW_MS + 30_000).toISOString(),
    });
    const today = async () =>
      AnalysisToday.strict().parse((await send('GET', `/api/analyses/${body.id}`)).body);
    const first = await today();
    expect(first).toMatchObject({ changedSince: 0, formulaNow: METHODS.gi_star.version });
    await report(IN_RIGHT, '2026-11-22T09:00:00.000Z');
    expect((await today()).incidentsNow).toBe(first.incidentsNow);
    await report(IN_LEFT, '2026-11-22T09:00:00.000Z');
    const patch = { properties: { priority: 3 } };
    await send('PATCH', `/api/incidents/${before.body.id}`, patch, { 'If-Match': '*' });
    expect(await today()).toMatchObject({ incidentsNow: first.incidentsNow + 1, changedSince: 2 });
    api.setClock(NOW_MS);
  });

  it('is removed under its version, and the log keeps it', async () => {
    const { body } = await save();
    const remove = (headers = {}, by = send) => by('DELETE', `/api/analyses/${body.id}`, undefined, headers);
    expect((await remove()).status).toBe(428);
    expect((await remove({ 'If-Match': '"7"' })).status).toBe(412);
    expect((await remove({ 'If-Match': '"1"' }, await api.as('viewer'))).status).toBe(403);
    expect((await remove({ 'If-Match': '"1"' }, await api.as('supervisor', LEFT))).status).toBe(404);
    expect((await remove({ 'If-Match': '"1"' })).status).toBe(204);
    expect((await remove({ 'If-Match': '"1"' })).status).toBe(404);
    const events = await database().query(
      sql`SELECT kind, before, after FROM event WHERE subject_id = ${body.id} ORDER BY seq`,
    );
    expect(events).toMatchObject([
      { kind: 'create' },
      { kind: 'delete', before: { id: body.id }, after: null },
    ]);
  });

  describe('cells of the plan', () => {
    it('are columns by code, with counts below 10 hidden', async () => {
      const { body } = await send('GET', '/api/grids/cells');
      const cells = GridCells.strict().parse(body);
      expect(cells.codes.length).toBe(16);
      expect([...cells.codes].sort()).toEqual(cells.codes);
      expect(cells.residents.slice(0, 4)).toEqual([null, 100, 200, 300]);
      expect([cells.lng7[0], cells.lat7[0], cells.areaM2[0]]).toEqual([1_016_500_000, 365_250_000, 250_000]);
      expect(cells.borders).toEqual([]);
    });

    it('share borders where an arc has one on each side', async () => {
      const [{ planId, one, other }] = (await database().query(sql`
        SELECT plan_id AS "planId", min(id::text) AS one, max(id::text) AS other FROM grid GROUP BY plan_id`)) as [
        { planId: string; one: string; other: string },
      ];
      await database().query(
        sql`INSERT INTO node (plan_id, id, lng7, lat7) VALUES (${planId}, 1, 0, 0), (${planId}, 2, 1, 1)`,
      );
      for (const [id, left, right] of [
        [1, one, other],
        [2, other, one],
        [3, one, null],
      ] as const)
        await database().query(sql`INSERT INTO arc (plan_id, id, from_node, to_node, coordinates, left_grid, right_grid, level)
          VALUES (${planId}, ${id}::integer, 1, 2, '{0,0,1,1}', ${left}::uuid, ${right}::uuid, 'grid')`);
      const all = (await send('GET', '/api/grids/cells')).body;
      expect(all.borders).toEqual([0, 15]);
      const left = (await (await api.as('viewer', LEFT))('GET', '/api/grids/cells')).body;
      expect([left.codes.length, left.borders]).toEqual([8, []]);
      expect((await send('GET', '/api/grids/cells?x=1')).status).toBe(400);
    });
  });
});
