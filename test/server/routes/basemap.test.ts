import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Basemap } from '../../../core/contract/basemap.ts';
import type { Actor } from '../../../server/auth/actor.ts';
import { problemResponse, toProblem } from '../../../server/problem.ts';
import { basemapRoutes, describeBasemap } from '../../../server/routes/basemap.ts';
import { readSettings, type Settings } from '../../../server/settings.ts';
import { newRouter, type Router } from '../../../server/validate.ts';

const ARCHIVE = '/api/basemap/archive.pmtiles';
const VIEWER: Actor = {
  accountId: '00000000-0000-7000-8000-000000000001',
  login: 'viewer',
  displayName: 'Viewer',
  role: 'viewer',
  scopeCode: '630100',
  unitId: null,
  kind: 'cookie',
  secretHash: '',
  expiresAt: '2027-01-01T00:00:00.000Z',
};
let directory: string;
let path: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'jingwei-basemap-'));
  path = join(directory, 'city.pmtiles');
  writeFileSync(
    path,
    Uint8Array.from({ length: 1000 }, (_, index) => index % 251),
  );
});
afterAll(() => rmSync(directory, { recursive: true }));

function settingsOf(env: Record<string, string>): Settings {
  const result = readSettings(env);
  if ('problems' in result) throw new Error(result.problems.join(' '));
  return result.settings;
}

function appOf(env: Record<string, string>): Router {
  const app = newRouter();
  app.use('*', async (c, next) => {
    c.set('actor', VIEWER);
    await next();
  });
  app.route('/', basemapRoutes({ settings: settingsOf(env) }));
  app.onError((error, c) => {
    const problem = toProblem(error);
    if (!problem) throw error;
    return problemResponse(c, problem);
  });
  return app;
}

const range = (header: string) => ({ headers: { Range: header } });

describe('the basemap', () => {
  test.each([
    [{}, { kind: 'own' }],
    [
      { JINGWEI_BASEMAP: 'style:https://tiles.example/style.json', JINGWEI_BASEMAP_FRAME: 'gcj02' },
      { kind: 'style', url: 'https://tiles.example/style.json', frame: 'gcj02' },
    ],
    [{ JINGWEI_BASEMAP: 'pmtiles:/maps/city.pmtiles' }, { kind: 'pmtiles', url: ARCHIVE, frame: 'wgs84' }],
    [
      { JINGWEI_BASEMAP: 'tianditu', JINGWEI_TIANDITU_KEY: 'a'.repeat(32), JINGWEI_BASEMAP_FRAME: 'gcj02' },
      { kind: 'tianditu', key: 'a'.repeat(32), frame: 'wgs84' },
    ],
  ])('configured as %j is told as %j', async (env: Record<string, string>, told) => {
    expect(describeBasemap(settingsOf(env))).toEqual(told);
    const response = await appOf(env).request('/api/basemap');
    expect(Basemap.parse(await response.json())).toEqual(told);
  });

  test('an archive is read by ranges, the last one cut at its end', async () => {
    const app = appOf({ JINGWEI_BASEMAP: `pmtiles:${path}` });
    const middle = await app.request(ARCHIVE, range('bytes=250-253'));
    expect(middle.status).toBe(206);
    expect(middle.headers.get('content-range')).toBe('bytes 250-253/1000');
    expect([...new Uint8Array(await middle.arrayBuffer())]).toEqual([250, 0, 1, 2]);
    const end = await app.request(ARCHIVE, range('bytes=990-16383'));
    expect(end.headers.get('content-range')).toBe('bytes 990-999/1000');
  });

  test.each([
    ['no range'],
    ['bytes=-5'],
    ['bytes=5-4'],
    ['bytes=0-99999999'],
    ['bytes=1000-1001'],
    ['bytes=0-1,4-5'],
  ])('a request with %s is refused', async (header) => {
    const app = appOf({ JINGWEI_BASEMAP: `pmtiles:${path}` });
    const response = await app.request(ARCHIVE, header === 'no range' ? {} : range(header));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  test('without a readable archive there is none', async () => {
    const lost = appOf({ JINGWEI_BASEMAP: `pmtiles:${join(directory, 'gone.pmtiles')}` });
    expect((await lost.request(ARCHIVE, range('bytes=0-9'))).status).toBe(404);
    expect((await appOf({}).request(ARCHIVE, range('bytes=0-9'))).status).toBe(404);
  });
});
