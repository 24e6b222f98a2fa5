import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reason } from '../../../core/contract/reason.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Answer, type Api, makeApi, type Send } from '../api.ts';
import { ELSEWHERE, IN_LEFT, IN_RIGHT, LEFT, loadSmallCity, RIGHT, thing } from '../small-city.ts';

const UNIT = thing('units', 'left');
const POST = `/api/posts/${thing('posts', 'left')}`;
const ANY = { 'If-Match': '*' };
const point = (coordinates: unknown) => ({ type: 'Point', coordinates });

/** Why something was refused, as data. */
withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('admin');
  });
  afterAll(() => api.close());

  const because = ({ body }: Answer): [Reason, object] => [body.reason, body.params];
  const report = async () => {
    const input = { geometry: point(IN_LEFT), properties: { type: 'noise', priority: 3 } };
    return (await send('POST', '/api/incidents', input)).body;
  };
  const patchIncident = (id: string, properties: object) =>
    send('PATCH', `/api/incidents/${id}`, { properties }, ANY);

  it('a status that can not follow names both and what can', async () => {
    const { id } = await report();
    expect(because(await patchIncident(id, { status: 'closed' }))).toEqual([
      'status_not_next',
      {
        status: 'reported',
        wanted: 'closed',
        next: ['verified', 'assigned', 'duplicate', 'false_alarm', 'cancelled'],
      },
    ]);
    expect(because(await patchIncident(id, { status: 'assigned' }))).toEqual([
      'status_needs_unit',
      { status: 'assigned' },
    ]);
  });

  it('a unit that is busy or off duty is named, with the incident it works on', async () => {
    const [first, second] = [await report(), await report()];
    expect((await patchIncident(first.id, { unitId: UNIT })).status).toBe(200);
    expect(because(await patchIncident(second.id, { unitId: UNIT }))).toEqual([
      'unit_busy',
      { unitCode: 'U-left', incidentNumber: first.properties.number },
    ]);
    const off = thing('units', 'right');
    await send('PATCH', `/api/units/${off}`, { properties: { state: 'off_duty' } }, ANY);
    expect(because(await patchIncident(second.id, { unitId: off }))).toEqual([
      'unit_not_free',
      { unitCode: 'U-right', unitState: 'off_duty' },
    ]);
  });

  it('a stale version, a missing thing, a role that may not', async () => {
    const patch = { properties: { staffCount: 5 } };
    const stale = await send('PATCH', POST, patch, { 'If-Match': '"99"' });
    expect(because(stale)).toEqual(['edited_meanwhile', { version: expect.any(Number) }]);
    const missing = await send('GET', `/api/institutions/${UNIT}`);
    expect(because(missing)).toEqual(['thing_unknown', { noun: 'institutions' }]);
    const viewer = await api.as('viewer');
    expect(because(await viewer('PATCH', POST, patch, ANY))).toEqual([
      'role_forbids',
      { role: 'viewer', action: 'edit_place' },
    ]);
  });

  it('a place outside the city, and one outside the scope', async () => {
    const move = (place: unknown, as = send) => as('PATCH', POST, { geometry: point(place) }, ANY);
    const [lng, lat] = ELSEWHERE;
    expect(because(await move(ELSEWHERE))).toEqual(['place_outside_city', { lng, lat }]);
    const left = await api.as('planner', LEFT);
    expect(because(await move(IN_RIGHT, left))).toEqual([
      'place_outside_scope',
      { lng: IN_RIGHT[0], lat: IN_RIGHT[1], areaCode: LEFT },
    ]);
  });

  it('a surface that is none, with the place; one that overlaps, with the areas', async () => {
    const area = (coordinates: number[][]) => ({
      geometry: { type: 'Polygon', coordinates: [coordinates] },
      properties: { code: '630104', level: 'district', parentCode: '630100', nameZh: '新', nameEn: 'New' },
    });
    const bow = [
      [101.6, 36.5],
      [101.7, 36.6],
      [101.7, 36.5],
      [101.6, 36.6],
      [101.6, 36.5],
    ];
    const crossed = await send('POST', '/api/areas', area(bow));
    expect(because(crossed)).toEqual(['ring_crosses_itself', { lng: 101.6, lat: 36.5 }]);
    const open = await send('POST', '/api/areas', area(bow.slice(0, 4)));
    expect(because(open)).toEqual(['ring_open', {}]);
    const square = [
      [101.75, 36.5],
      [101.85, 36.5],
      [101.85, 36.6],
      [101.75, 36.6],
      [101.75, 36.5],
    ];
    const over = await send('POST', '/api/areas', area(square));
    expect(because(over)).toEqual(['overlaps_areas', { areaCodes: [LEFT, RIGHT] }]);
  });

  it.each<[string, object, Reason, object]>([
    ['too small', { staffCount: -1 }, 'too_small', { field: 'staffCount', minimum: 0 }],
    ['too big', { staffCount: 5000 }, 'too_big', { field: 'staffCount', maximum: 500 }],
    ['not whole', { staffCount: 1.5 }, 'not_whole', { field: 'staffCount' }],
    ['of another type', { staffCount: 'many' }, 'not_of_type', { field: 'staffCount', type: 'number' }],
    ['empty', { nameZh: ' ' }, 'field_missing', { field: 'nameZh' }],
    ['too long', { nameZh: '名'.repeat(121) }, 'too_long', { field: 'nameZh', maximum: 120 }],
    ['unknown', { colour: 'red' }, 'field_unknown', { fields: ['colour'] }],
  ])('a value that is %s names its field', async (_name, properties, reason, params) => {
    const { body } = await send('PATCH', POST, { properties }, ANY);
    expect(body).toMatchObject({ code: 'invalid_request', reason, params, issues: [{ reason, params }] });
  });

  it('a day that is none, a word that is not of the set, a field that is missing', async () => {
    const path = `/api/institutions/${thing('institutions', 'left')}`;
    const day = await send('PATCH', path, { properties: { inspectionDueOn: '2026-02-30' } }, ANY);
    expect(because(day)).toEqual(['not_a_day', { field: 'inspectionDueOn' }]);
    const kind = await send('PATCH', path, { properties: { kind: 'castle' } }, ANY);
    expect(because(kind)).toEqual(['not_among', { field: 'kind', known: expect.arrayContaining(['bank']) }]);
    const none = await send('POST', '/api/incidents', {
      geometry: point(IN_LEFT),
      properties: { type: 'fire' },
    });
    expect(because(none)).toEqual(['field_missing', { field: 'priority' }]);
    const latitude = await send('PATCH', path, { geometry: point([101.6, 136.5]) }, ANY);
    expect(because(latitude)).toEqual(['too_big', { field: 'lat', maximum: 90 }]);
  });

  it('too many requests say how long to wait', async () => {
    const limited = makeApi(database(), { limits: { writes: { perSecond: 0.1, burst: 1 } } });
    const one = await limited.as('admin');
    await one('PATCH', POST, {}, ANY);
    const answer = await one('PATCH', POST, {}, ANY);
    expect(because(answer)).toEqual(['too_fast', { seconds: 10 }]);
    expect(answer.headers.get('Retry-After')).toBe('10');
    await limited.close();
  });

  it('an upload that is too large says how large one may be', async () => {
    const headers = { ...(await api.bearer('admin')), 'Content-Type': 'multipart/form-data; boundary=x' };
    const answer = await api.app.request('/api/imports', {
      method: 'POST',
      body: '--x',
      headers: { ...headers, 'Content-Length': '400000000' },
    });
    expect(await answer.json()).toMatchObject({
      code: 'too_large',
      reason: 'file_too_large',
      params: { megabytes: 256 },
    });
  });
});
