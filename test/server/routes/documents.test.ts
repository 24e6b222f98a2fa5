import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Account, Session } from '../../../core/contract/account.ts';
import { Alarm } from '../../../core/contract/alarm.ts';
import { Area, Grid } from '../../../core/contract/area.ts';
import { Case, Workloads } from '../../../core/contract/case.ts';
import { Checkpoint } from '../../../core/contract/checkpoint.ts';
import { Device } from '../../../core/contract/device.ts';
import { Geofence } from '../../../core/contract/geofence.ts';
import { pageOf } from '../../../core/contract/geometry.ts';
import { Health } from '../../../core/contract/health.ts';
import { History } from '../../../core/contract/history.ts';
import { Incident } from '../../../core/contract/incident.ts';
import { Institution } from '../../../core/contract/institution.ts';
import { Post } from '../../../core/contract/post.ts';
import { Risk } from '../../../core/contract/risk.ts';
import { Rollup, Rollups } from '../../../core/contract/rollup.ts';
import { Route } from '../../../core/contract/route.ts';
import { SearchAnswer } from '../../../core/contract/search.ts';
import { Unit } from '../../../core/contract/unit.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { LEFT, loadSmallCity, thing } from '../small-city.ts';

const FEATURES = {
  incidents: Incident,
  units: Unit,
  routes: Route,
  checkpoints: Checkpoint,
  posts: Post,
  institutions: Institution,
  devices: Device,
  alarms: Alarm,
  geofences: Geofence,
  cases: Case,
  risks: Risk,
};

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('admin');
  });
  afterAll(() => api.close());

  it.each([
    ['/api/openapi.json', /^3\.1/],
    ['/api/openapi-3.0.json', /^3\.0/],
  ])('%s is valid', async (path, version) => {
    const { body } = await api.anonymous('GET', path);
    expect(body.openapi).toMatch(version);
    const { valid, errors } = await new Validator().validate(body);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('the document names every route of the application, and no operation twice', async () => {
    const { body } = await api.anonymous('GET', '/api/openapi.json');
    const documented = Object.entries<object>(body.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const plain = /^\/api\/(docs|openapi)/;
    const served = api.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !plain.test(path) && !path.startsWith('/tiles'))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect([...new Set(served)].filter((route) => !documented.includes(route))).toEqual([]);
    expect(new Set(documented).size).toBe(documented.length);
  });

  it('the page of the documentation asks only for files of this server', async () => {
    const { text, headers } = await api.anonymous('GET', '/api/docs');
    expect(headers.get('Content-Type')).toMatch(/^text\/html/);
    const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect((await api.anonymous('GET', file)).status, file).toBe(200);
    expect(text).not.toMatch(/<style|style=|<script>(?!<)/);
  });

  describe('answers are what their schema says', () => {
    it.each(Object.entries(FEATURES))('%s', async (noun, schema) => {
      pageOf(schema)
        .strict()
        .parse((await send('GET', `/api/${noun}`)).body);
      schema.strict().parse((await send('GET', `/api/${noun}/${thing(noun, 'left')}`)).body);
      const page = (await send('GET', `/api/${noun}`)).body;
      expect(page.features.every((f: object) => !/geometry_|"geom"/.test(JSON.stringify(f)))).toBe(true);
    });

    it('areas, grids, roll-ups, search, history, health, session, accounts', async () => {
      const body = async (path: string) => (await send('GET', path)).body;
      pageOf(Area).parse(await body('/api/areas'));
      pageOf(Area).parse(await body('/api/areas?geometry=point'));
      pageOf(Grid).parse(await body('/api/grids'));
      Area.parse(await body(`/api/areas/${LEFT}`));
      Rollup.strict().parse(await body(`/api/areas/${LEFT}/rollup`));
      for (const level of ['city', 'district', 'street', 'community', 'grid'])
        Rollups.strict().parse(await body(`/api/rollups?level=${level}`));
      Workloads.strict().parse(await body('/api/cases/workloads'));
      SearchAnswer.strict().parse(await body('/api/search?q=left'));
      await send('PATCH', `/api/areas/${LEFT}`, { properties: { nameEn: 'Left' } }, { 'If-Match': '*' });
      const history = History.strict().parse(await body(`/api/areas/${LEFT}/history`));
      expect(history.items[0]?.actorName).toMatch(/^t-admin/);
      Health.strict().parse(await body('/api/health'));
      Session.strict().parse(await body('/api/session'));
      Account.array().parse((await body('/api/accounts')).items);
    });
  });

  it('search ranks whole before beginning before part, and finds numbers, codes and both languages', async () => {
    const hits = async (q: string) =>
      (await send('GET', `/api/search?q=${encodeURIComponent(q)}`)).body.items;
    expect((await hits(LEFT)).map((hit: { id: string }) => hit.id)[0]).toBe(LEFT);
    expect((await hits('police room LEFT'))[0]).toMatchObject({ noun: 'posts', id: thing('posts', 'left') });
    expect((await hits('学校right'))[0]).toMatchObject({ noun: 'institutions', lng: 101.83, lat: 36.52 });
    expect((await hits('261101-0001'))[0]).toMatchObject({
      noun: 'incidents',
      id: thing('incidents', 'left'),
    });
    expect((await hits('261101')).map((hit: { noun: string }) => hit.noun)).toEqual([
      'incidents',
      'incidents',
    ]);
    expect((await hits('U-l'))[0]).toMatchObject({ noun: 'units', id: thing('units', 'left') });
    expect((await hits('Dispute LEFT'))[0]).toMatchObject({ noun: 'cases', code: 'C2025-0001', lng: 101.63 });
    expect((await hits('R2025-0002'))[0]).toMatchObject({ noun: 'risks', id: thing('risks', 'right') });
    expect(await hits('%')).toEqual([]);
    expect(await hits("' OR 1=1--")).toEqual([]);
  });
});
