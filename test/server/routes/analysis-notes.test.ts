import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnalysisNote, type AnalysisNoteInput, AnalysisNotes } from '../../../core/contract/analysis-note.ts';
import { mayDo } from '../../../core/contract/permission.ts';
import { type AccountRole, DESK_ROLES } from '../../../core/vocabulary.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { analysisInput } from '../analysis-input.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { ELSEWHERE, GRID_LEFT, GRID_RIGHT, IN_LEFT, IN_RIGHT, LEFT, loadSmallCity } from '../small-city.ts';

const SHEET = '0192f0aa-0000-7000-8000-0000000000aa';
const PATH = '/api/analysis-notes';
const ANY = { 'If-Match': '*' };

function noteInput(more: Partial<AnalysisNoteInput> = {}): AnalysisNoteInput {
  return {
    sheetId: SHEET,
    geometry: { type: 'Point', coordinates: IN_LEFT as [number, number] },
    text: '八月起增多，与新开夜市有关',
    question: 'dense',
    from: '2026-08-01T00:00:00.000Z',
    to: '2026-11-01T00:00:00.000Z',
    ...more,
  };
}

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  let other: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    [send, other] = [await api.as('supervisor'), await api.as('planner')];
  });
  afterAll(() => api.close());
  const write = (more = {}, by = send, headers = {}) => by('POST', PATH, noteInput(more), headers);
  const listed = async (query: string, by = send) =>
    AnalysisNotes.parse((await by('GET', `${PATH}?${query}`)).body);

  describe('a note on the map of an analysis', () => {
    it('has its place, its author and its time, and is in the log', async () => {
      const { status, body, headers } = await write();
      expect([status, headers.get('ETag')]).toEqual([201, '"1"']);
      expect(AnalysisNote.strict().parse(body)).toMatchObject({
        ...noteInput(),
        areaCode: GRID_LEFT,
        createdAt: new Date(NOW_MS).toISOString(),
        createdByName: expect.stringMatching(/^t-supervisor/),
        version: 1,
      });
      const [event] = await database().query(
        sql`SELECT noun, kind, area_code, after FROM event WHERE subject_id = ${body.id}`,
      );
      expect(event).toEqual({ noun: 'analysis_notes', kind: 'create', area_code: GRID_LEFT, after: body });
    });

    it('has no personal data, and is written once under one key', async () => {
      const key = { 'Idempotency-Key': 'note-1' };
      const text = '线索见 13912345678';
      const [one, again] = [await write({ text }, send, key), await write({ text }, send, key)];
      expect([one.body.text, one.headers.get('X-Masked')]).toEqual(['线索见 ***', 'mobile']);
      expect(again.body.id).toBe(one.body.id);
      const changed = await send('PATCH', `${PATH}/${one.body.id}`, { text: '电话 13912345678' }, ANY);
      expect([changed.body.text, changed.headers.get('X-Masked')]).toEqual(['电话 ***', 'mobile']);
    });

    it.each([
      [{ text: ' ' }, 400, undefined],
      [{ text: 'x'.repeat(501) }, 400, undefined],
      [{ sheetId: 'mine' }, 400, undefined],
      [{ question: 'who' }, 400, undefined],
      [{ name: 'x' }, 400, undefined],
      [{ geometry: { type: 'Point', coordinates: [200, 36] } }, 422, undefined],
      [{ from: '2026-11-02T00:00:00Z' }, 400, 'period_reversed'],
      [{ from: null }, 400, 'period_reversed'],
      [{ geometry: { type: 'Point', coordinates: ELSEWHERE } }, 422, 'place_outside_city'],
    ])('is refused with %j', async (more, status, reason) => {
      const { body } = await write(more);
      expect(body.status).toBe(status);
      if (reason) expect(body.reason).toBe(reason);
    });

    it('is changed and removed by who wrote it alone, on the version that was read', async () => {
      const { body: made } = await write();
      const path = `${PATH}/${made.id}`;
      expect((await send('PATCH', path, { text: '改' })).status).toBe(428);
      expect((await send('PATCH', path, { text: '改' }, { 'If-Match': '"7"' })).status).toBe(412);
      for (const answer of [
        await other('PATCH', path, { text: '改' }, ANY),
        await other('DELETE', path, undefined, ANY),
      ])
        expect(answer.body).toMatchObject({ status: 403, code: 'forbidden', reason: 'note_of_another' });
      const same = await send('PATCH', path, { text: made.text }, { 'If-Match': '"1"' });
      expect([same.status, same.body.version]).toEqual([200, 1]);
      const moved = { geometry: { type: 'Point', coordinates: IN_RIGHT }, text: '移到东侧' };
      const changed = await send('PATCH', path, moved, { 'If-Match': '"1"' });
      expect(changed.body).toMatchObject({
        ...moved,
        areaCode: GRID_RIGHT,
        version: 2,
        createdAt: made.createdAt,
      });
      expect((await send('DELETE', path, undefined, { 'If-Match': '"1"' })).status).toBe(412);
      expect((await send('DELETE', path, undefined, { 'If-Match': '"2"' })).status).toBe(204);
      expect((await send('DELETE', path, undefined, ANY)).body).toMatchObject({
        status: 404,
        code: 'not_found',
      });
      const events = await database().query(
        sql`SELECT kind, before, after FROM event WHERE subject_id = ${made.id} ORDER BY seq`,
      );
      expect(events).toMatchObject([
        { kind: 'create', before: null, after: { version: 1 } },
        { kind: 'update', before: { version: 1 }, after: { version: 2 } },
        { kind: 'delete', before: { version: 2 }, after: null },
      ]);
    });
  });

  it('is read by whoever may see its place, by its sheet or the newest of all, a page at a time', async () => {
    const sheetId = '0192f0aa-0000-7000-8000-0000000000bb';
    const left = (await write({ sheetId })).body.id;
    api.setClock(NOW_MS + 60_000);
    const right = (await write({ sheetId, geometry: { type: 'Point', coordinates: IN_RIGHT } })).body.id;
    api.setClock(NOW_MS);
    expect((await listed(`sheet=${sheetId}`)).items.map(({ id }) => id)).toEqual([right, left]);
    const viewer = await api.as('viewer', LEFT);
    expect((await listed(`sheet=${sheetId}`, viewer)).items.map(({ id }) => id)).toEqual([left]);
    const district = await api.as('supervisor', LEFT);
    expect((await district('PATCH', `${PATH}/${right}`, { text: '改' }, ANY)).status).toBe(404);
    const first = await listed('limit=1');
    expect(first.items.map(({ id }) => id)).toEqual([right]);
    const rest = await listed(`limit=100&cursor=${first.nextCursor}`);
    expect(rest.items.map(({ id }) => id)).toContain(left);
    expect(rest.items.map(({ id }) => id)).not.toContain(right);
    expect((await send('GET', `${PATH}?sheet=x`)).status).toBe(400);
  });

  it('is written by roles that may save results, inside their scope', async () => {
    const statuses = async (role: AccountRole) => {
      const by = await api.as(role, LEFT);
      const right = { geometry: { type: 'Point', coordinates: IN_RIGHT } };
      return [(await write({}, by)).status, (await write(right, by)).status];
    };
    for (const role of DESK_ROLES)
      expect(await statuses(role), role).toEqual(mayDo(role, 'save_analysis') ? [201, 422] : [403, 403]);
  });

  it('a saved result remembers the sheet of its notes', async () => {
    const { body } = await send('POST', '/api/analyses', analysisInput({ sheetId: SHEET }));
    expect(body.sheetId).toBe(SHEET);
    expect((await send('GET', `/api/analyses/${body.id}`)).body.sheetId).toBe(SHEET);
    const { sheetId: _, ...before } = analysisInput();
    expect((await send('POST', '/api/analyses', before)).body.sheetId).toBeNull();
  });
});
