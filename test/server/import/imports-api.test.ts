import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ImportBatchDetail } from '../../../core/contract/import.ts';
import type { AccountRole } from '../../../core/vocabulary.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, readAnswer, type Send } from '../api.ts';
import { collection, squares, tempFiles } from './files.ts';
import { SCOPE, Trial } from './trial.ts';

const file = tempFiles();
const CSV =
  'lng,lat,type,date\n101.705,36.605,theft,2026-03-05 10:00\n101.715,36.605,外星人,2026-03-05 11:00\n';

withDatabases('schema', (database) => {
  let api: Api;
  let admin: Send;
  beforeAll(async () => {
    await new Trial(database).makeCity(file);
    api = makeApi(database());
    api.setClock(Date.now());
    admin = await api.as('admin', SCOPE);
  });
  afterAll(() => api.close());

  async function upload(
    fields: Record<string, string>,
    content = CSV,
    role: AccountRole = 'admin',
    scope = SCOPE,
  ) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new File([content], '../../事件.csv'));
    const headers = await api.bearer(role, scope);
    return await readAnswer(await api.app.request('/api/imports', { method: 'POST', body: form, headers }));
  }
  async function settled(id: string): Promise<ImportBatchDetail> {
    return await vi.waitUntil(
      async () => {
        const { body } = await admin('GET', `/api/imports/${id}`);
        return body.status !== 'checking' && body.status !== 'importing' && body;
      },
      { timeout: 20_000, interval: 20 },
    );
  }

  it('checks an upload, applies it when told to, and takes it back', async () => {
    const answer = await upload({ as: 'incidents' });
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ noun: 'incidents', fileName: '事件.csv', crs: 'EPSG:4326' });
    const { id } = answer.body;
    const checked = await settled(id);
    expect(checked).toMatchObject({ status: 'checked', rowsRead: 2, rowsRefused: 1 });
    expect(checked.report.problems).toMatchObject([
      { row: 2, column: 'type', value: '外星人', code: 'unknown_word' },
    ]);
    expect((await admin('POST', `/api/imports/${id}/apply`)).status).toBe(202);
    expect(await settled(id)).toMatchObject({ status: 'done', rowsWritten: 1 });
    expect((await admin('GET', '/api/incidents')).body.features).toHaveLength(1);
    expect((await admin('POST', `/api/imports/${id}/apply`)).body.code).toBe('conflict');
    expect((await admin('DELETE', `/api/imports/${id}`)).body).toMatchObject({ status: 'undone' });
    expect((await admin('GET', '/api/incidents')).body.features).toHaveLength(0);
    const { body } = await admin('GET', '/api/imports?limit=1');
    expect([body.items[0].id, typeof body.nextCursor]).toEqual([id, 'string']);
  });

  it('writes at once with dryRun=false, unless a warning wants to be confirmed', async () => {
    const done = await upload({ as: 'incidents', dryRun: 'false' });
    expect(await settled(done.body.id)).toMatchObject({ status: 'done', rowsWritten: 1 });
    await admin('DELETE', `/api/imports/${done.body.id}`);
    const swapped = `type,date,lat,lng\ntheft,2026-03-05,36.605,101.705\n${'theft,2026-03-05,101.705,36.605\n'.repeat(3)}`;
    const stopped = await upload({ as: 'incidents', dryRun: 'false' }, swapped);
    expect(await settled(stopped.body.id)).toMatchObject({ status: 'checked' });
    expect((await admin('POST', `/api/imports/${stopped.body.id}/apply`)).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringMatching(/Confirm first/),
    });
    expect((await admin('DELETE', `/api/imports/${stopped.body.id}`)).body.status).toBe('undone');
  });

  it('is blocked from undoing what was edited since', async () => {
    const { body } = await upload({ as: 'incidents', dryRun: 'false' });
    await settled(body.id);
    await database().query(sql`UPDATE incident SET version = 2`);
    const answer = await admin('DELETE', `/api/imports/${body.id}`);
    expect([answer.status, answer.body.code]).toEqual([409, 'import_undone_blocked']);
    await database().query(sql`UPDATE incident SET version = 1`);
    expect((await admin('DELETE', `/api/imports/${body.id}`)).status).toBe(200);
  });

  describe('refuses', () => {
    it.each([
      ['a binary file', { as: 'incidents' }, 'PK\u0003\u0004', 422, 'unreadable_file'],
      ['personal data', { as: 'incidents' }, 'lng,lat,姓名\n1,2,x\n', 422, 'personal_data'],
      ['no noun', {}, CSV, 400, 'invalid_request'],
      ['an unknown noun', { as: 'people' }, CSV, 400, 'invalid_request'],
      ['an unknown form field', { as: 'incidents', colour: 'red' }, CSV, 400, 'invalid_request'],
      ['a map that is no JSON', { as: 'incidents', map: '{' }, CSV, 400, 'invalid_request'],
      ['an unknown CRS', { as: 'incidents', crs: 'EPSG:1' }, CSV, 400, 'invalid_request'],
      ['another city', { as: 'grids', cityCode: '630100' }, collection(squares(1, 1)), 422, 'outside_scope'],
    ])('%s', async (_, fields, content, status, code) => {
      const answer = await upload(fields as Record<string, string>, content);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.headers.get('Content-Type')).toMatch(/problem\+json/);
    });

    it('bodies that are no multipart form, and forms that are too large or broken', async () => {
      expect((await admin('POST', '/api/imports', { as: 'incidents' })).status).toBe(415);
      const headers = {
        ...(await api.bearer('admin', SCOPE)),
        'Content-Type': 'multipart/form-data; boundary=x',
      };
      const send = async (body: string, more: Record<string, string> = {}) =>
        await readAnswer(
          await api.app.request('/api/imports', { method: 'POST', body, headers: { ...headers, ...more } }),
        );
      expect((await send('--x--', { 'Content-Length': String(300 * 2 ** 20) })).body.code).toBe('too_large');
      for (const body of [
        '',
        '--x',
        '--y\r\n',
        '--x\r\nContent-Disposition: form-data\r\n\r\n',
        '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc',
        '--x--',
      ])
        expect((await send(body)).body).toMatchObject({ code: 'invalid_request', status: 400 });
      const long = `--x\r\nContent-Disposition: form-data; name="map"\r\n\r\n${'y'.repeat(100_000)}\r\n--x--`;
      expect((await send(long)).body.code).toBe('too_large');
    });

    it('a file of more than 256 MB while it arrives', async () => {
      const chunk = new Uint8Array(4 << 20).fill(0x61);
      let sent = 0;
      const head = new TextEncoder().encode(
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
      );
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(head),
        pull: (controller) => {
          sent += chunk.length;
          controller.enqueue(chunk);
        },
      });
      const headers = {
        ...(await api.bearer('admin', SCOPE)),
        'Content-Type': 'multipart/form-data; boundary=x',
      };
      const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
      const answer = await readAnswer(await api.app.request('/api/imports', init));
      expect([answer.status, answer.body.code]).toEqual([413, 'too_large']);
      expect(sent).toBeLessThan(300 * 2 ** 20);
    });

    it('roles that may not import, and everyone without a session', async () => {
      for (const role of ['viewer', 'operator', 'dispatcher', 'supervisor'] as const)
        expect((await upload({ as: 'incidents' }, CSV, role)).status).toBe(403);
      expect((await api.anonymous('GET', '/api/imports')).status).toBe(401);
      expect((await upload({ as: 'grids' }, CSV, 'planner', '990101')).body.code).toBe('outside_scope');
    });

    it('to show batches of other areas', async () => {
      const { body } = await upload({ as: 'incidents' });
      await settled(body.id);
      const elsewhere = await api.as('planner', '990101');
      expect((await elsewhere('GET', `/api/imports/${body.id}`)).status).toBe(404);
      expect((await elsewhere('DELETE', `/api/imports/${body.id}`)).status).toBe(404);
      expect((await elsewhere('GET', '/api/imports')).body.items).toEqual([]);
      expect((await admin('GET', '/api/imports/nonsense')).status).toBe(400);
      expect((await admin('GET', '/api/imports?page=2')).body.code).toBe('unknown_parameter');
    });
  });
});
