import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { ELSEWHERE, GRID_LEFT, IN_LEFT, IN_RIGHT, LEFT, loadSmallCity, RIGHT, thing } from '../small-city.ts';

const post = {
  geometry: { type: 'Point', coordinates: IN_LEFT },
  properties: { kind: 'police_room', nameZh: '新警务室', nameEn: 'New room', staffed: true, staffCount: 1 },
};
const POST = `/api/posts/${thing('posts', 'left')}`;
/** Status and code of an answer, which must be problem+json if it is an error. */
function outcome({ status, body, headers }: Awaited<ReturnType<Send>>): [number, string] {
  expect(headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  expect(body.status).toBe(status);
  expect(body.traceId).toBe(headers.get('X-Request-Id'));
  return [status, body.code];
}

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('admin');
  });
  afterAll(() => api.close());
  const countEvents = async (): Promise<number> =>
    (await database().query<{ seq: number }>(sql`SELECT seq FROM event_head`))[0]?.seq ?? -1;

  describe('edits', () => {
    it('need If-Match, and the right one', async () => {
      const patch = { properties: { staffCount: 5 } };
      expect(outcome(await send('PATCH', POST, patch))).toEqual([428, 'version_required']);
      const read = await send('GET', POST);
      const done = await send('PATCH', POST, patch, { 'If-Match': read.headers.get('ETag')! });
      expect(done.body.properties).toMatchObject({
        staffCount: 5,
        version: read.body.properties.version + 1,
      });
      const stale = await send('PATCH', POST, patch, { 'If-Match': read.headers.get('ETag')! });
      expect(outcome(stale)).toEqual([412, 'version_stale']);
      expect(stale.headers.get('ETag')).toBe(done.headers.get('ETag'));
      const weakened = await send('PATCH', POST, patch, { 'If-Match': `W/${done.headers.get('ETag')}` });
      expect(weakened.status).toBe(200);
    });

    it('of nothing change nothing and log nothing', async () => {
      const before = await countEvents();
      const version = (await send('GET', POST)).headers.get('ETag')!;
      const answer = await send('PATCH', POST, {}, { 'If-Match': version });
      expect([answer.status, answer.headers.get('ETag')]).toEqual([200, version]);
      expect(await countEvents()).toBe(before);
    });

    it('two editors with one version: one wins', async () => {
      const version = (await send('GET', POST)).headers.get('ETag')!;
      const race = [6, 7].map((staffCount) =>
        send('PATCH', POST, { properties: { staffCount } }, { 'If-Match': version }),
      );
      expect((await Promise.all(race)).map(({ status }) => status).sort()).toEqual([200, 412]);
    });

    it('a refused edit leaves neither a change nor an event', async () => {
      const before = [await countEvents(), (await send('GET', POST)).text];
      const moved = { geometry: { type: 'Point', coordinates: ELSEWHERE } };
      expect(outcome(await send('PATCH', POST, moved, { 'If-Match': '*' }))).toEqual([422, 'outside_city']);
      expect([await countEvents(), (await send('GET', POST)).text]).toEqual(before);
    });

    it('a place that moves takes its area along, in the row and in the event', async () => {
      const made = await send('POST', '/api/posts', post);
      const moved = { geometry: { type: 'Point', coordinates: IN_RIGHT } };
      const { body } = await send('PATCH', `/api/posts/${made.body.id}`, moved, { 'If-Match': '"1"' });
      expect(body.properties.areaCode.slice(0, 6)).toBe(RIGHT);
      const [event] = await database().query(
        sql`SELECT area_code, old_area_code FROM event WHERE subject_id = ${made.body.id} ORDER BY seq DESC LIMIT 1`,
      );
      expect(event).toEqual({ area_code: body.properties.areaCode, old_area_code: GRID_LEFT });
      const left = await api.as('viewer', LEFT);
      const history = await left('GET', `/api/posts/${made.body.id}/history`);
      expect(
        history.body.items.map((item: { kind: string; after: unknown }) => [item.kind, item.after === null]),
      ).toEqual([
        ['update', true],
        ['create', false],
      ]);
    });

    it('removal needs the version, keeps the history, and is refused while something refers to it', async () => {
      const made = await send('POST', '/api/posts', post);
      const path = `/api/posts/${made.body.id}`;
      expect(outcome(await send('DELETE', path))).toEqual([428, 'version_required']);
      expect((await send('DELETE', path, undefined, { 'If-Match': '"1"' })).status).toBe(204);
      expect(outcome(await send('GET', path))).toEqual([404, 'not_found']);
      const kinds = (await send('GET', `${path}/history`)).body.items.map(
        (item: { kind: string }) => item.kind,
      );
      expect(kinds).toEqual(['delete', 'create']);
      const route = `/api/routes/${thing('routes', 'left')}`;
      expect(outcome(await send('DELETE', route, undefined, { 'If-Match': '*' }))).toEqual([409, 'conflict']);
    });
  });

  describe('creation', () => {
    it('answers 201 with Location and ETag, and the server decides what is its own', async () => {
      const { status, headers, body } = await send('POST', '/api/posts', { type: 'Feature', ...post });
      expect(status).toBe(201);
      expect(headers.get('Location')).toBe(`/api/posts/${body.id}`);
      expect(headers.get('ETag')).toBe('"1"');
      expect(body.properties).toMatchObject({ version: 1, areaCode: GRID_LEFT });
      const forged = { ...post, properties: { ...post.properties, version: 9 } };
      expect(outcome(await send('POST', '/api/posts', forged))).toEqual([400, 'invalid_request']);
    });

    it('under one Idempotency-Key happens once; another body under it is refused', async () => {
      const key = { 'Idempotency-Key': 'k-1' };
      const before = await countEvents();
      const answers = await Promise.all([1, 2, 3].map(() => send('POST', '/api/posts', post, key)));
      expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
      expect(await countEvents()).toBe(before + 1);
      const other = { ...post, properties: { ...post.properties, staffCount: 2 } };
      expect(outcome(await send('POST', '/api/posts', other, key))).toEqual([422, 'idempotency_mismatch']);
      const another = await (await api.as('admin'))('POST', '/api/posts', post, key);
      expect(another.body.id).not.toBe(answers[0]?.body.id);
    });

    it('of a code that exists is 409', async () => {
      const checkpoint = {
        code: 'K-left',
        nameZh: '卡',
        nameEn: 'C',
        border: 'road',
        state: 'open',
        lanes: 1,
        bearingDegrees: 0,
      };
      const body = { geometry: post.geometry, properties: checkpoint };
      expect(outcome(await send('POST', '/api/checkpoints', body))).toEqual([409, 'already_exists']);
    });

    it.each([
      ['outside the city', ELSEWHERE, 422, 'outside_city'],
      ['latitude first', [36.52, 101.63], 422, 'invalid_geometry'],
      ['three numbers', [101.63, 36.52, 2200], 422, 'invalid_geometry'],
      ['a word', ['a', 36], 422, 'invalid_geometry'],
      ['null', null, 422, 'invalid_geometry'],
    ])('at a place that is %s', async (_name, coordinates, status, code) => {
      const body = { ...post, geometry: { type: 'Point', coordinates } };
      expect(outcome(await send('POST', '/api/posts', body))).toEqual([status, code]);
    });
  });

  describe('requests', () => {
    it.each([
      ['an unknown path', 'GET', '/api/nothing', undefined, 404, 'not_found'],
      ['another method', 'PUT', '/api/posts', {}, 405, 'method_not_allowed'],
      [
        'no removal of incidents',
        'DELETE',
        `/api/incidents/${thing('incidents', 'left')}`,
        undefined,
        405,
        'method_not_allowed',
      ],
      ['an unknown parameter', 'GET', '/api/posts?colour=red', undefined, 400, 'unknown_parameter'],
      ['a parameter twice', 'GET', '/api/posts?limit=1&limit=2', undefined, 400, 'unknown_parameter'],
      ['a parameter where there is none', 'GET', '/api/session?x=1', undefined, 400, 'unknown_parameter'],
      ['a large limit', 'GET', '/api/posts?limit=5001', undefined, 400, 'invalid_request'],
      ['a box inside out', 'GET', '/api/posts?bbox=102,36,101,37', undefined, 400, 'invalid_request'],
      ['a box of NaN', 'GET', '/api/posts?bbox=NaN,36,101,37', undefined, 400, 'invalid_request'],
      ['a foreign cursor', 'GET', '/api/posts?cursor=eyJhIjoxfQ', undefined, 400, 'invalid_cursor'],
      ['an unknown status', 'GET', '/api/incidents?status=open', undefined, 400, 'invalid_request'],
      ['half a body', 'POST', '/api/posts', '{"geometry":', 400, 'malformed_json'],
      ['a NUL in a body', 'POST', '/api/posts', '{"a":"\\u0000"}', 400, 'invalid_request'],
      ['a NUL in an address', 'GET', '/api/search?q=%00', undefined, 400, 'invalid_request'],
      ['a deep body', 'POST', '/api/posts', '['.repeat(400_000), 400, 'invalid_request'],
      ['a five million deep body', 'POST', '/api/posts', '['.repeat(5_000_000), 413, 'too_large'],
    ])('%s', async (_name, method, path, body, status, code) => {
      const startedMs = performance.now();
      expect(outcome(await send(method, path, body))).toEqual([status, code]);
      expect(performance.now() - startedMs).toBeLessThan(2000);
    });

    it('of another site or another type of body are refused', async () => {
      const headers = { 'Sec-Fetch-Site': 'cross-site' };
      expect(outcome(await send('POST', '/api/posts', post, headers))).toEqual([403, 'cross_site']);
      const origin = { Origin: 'https://evil.example', Host: 'jingwei.example' };
      expect(outcome(await send('POST', '/api/posts', post, origin))).toEqual([403, 'cross_site']);
      expect(outcome(await send('GET', '/api/posts', undefined, headers))).toEqual([403, 'cross_site']);
      const form = { 'Content-Type': 'text/plain' };
      expect(outcome(await send('POST', '/api/posts', post, form))).toEqual([415, 'unsupported_media_type']);
      const own = {
        Origin: 'https://jingwei.example',
        Host: 'jingwei.example',
        'Sec-Fetch-Site': 'same-origin',
      };
      expect((await send('POST', '/api/posts', post, own)).status).toBe(201);
    });

    it('carry no CORS header, a strict policy and no-store', async () => {
      const { headers } = await send('GET', '/api/posts', undefined, { Origin: 'https://jingwei.example' });
      expect([...headers.keys()].filter((header) => header.startsWith('access-control'))).toEqual([]);
      const policy = headers.get('Content-Security-Policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy).not.toMatch(/unsafe/);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Cache-Control')).toBe('no-store');
    });

    it('are compressed when asked to be', async () => {
      const response = await api.app.request('/api/openapi.json', { headers: { 'Accept-Encoding': 'gzip' } });
      expect(response.headers.get('Content-Encoding')).toBe('gzip');
      const text = new Response(response.body?.pipeThrough(new DecompressionStream('gzip')));
      expect((await text.json()).openapi).toBe('3.1.0');
    });
  });

  it('writes beyond the rate are 429 with Retry-After, each account for itself', async () => {
    const limited = makeApi(database(), { limits: { writes: { perSecond: 1, burst: 3 } } });
    const one = await limited.as('admin');
    const other = await limited.as('admin');
    const empty = () => one('PATCH', POST, {}, { 'If-Match': '*' });
    for (let i = 0; i < 3; i++) expect((await empty()).status).toBe(200);
    const refused = await empty();
    expect(outcome(refused)).toEqual([429, 'too_many_requests']);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await one('GET', POST)).status).toBe(200);
    expect((await other('PATCH', POST, {}, { 'If-Match': '*' })).status).toBe(200);
    await limited.close();
  });

  it('every write is in the log, in an unbroken chain', async () => {
    const { verifyChain } = await import('../../../server/queries/events.ts');
    const verdict = await verifyChain(database());
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict.events).toBeGreaterThan(5);
  });
});
