import { afterAll, beforeAll, expect, it } from 'vitest';
import { Geofence } from '../../../core/contract/geofence.ts';
import { eventsAbout } from '../../../server/queries/events.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { CITY, ELSEWHERE, GRID_LEFT, IN_LEFT, LEFT, loadSmallCity, thing } from '../small-city.ts';

const outcome = ({ status, body }: Awaited<ReturnType<Send>>) => [status, body?.code, body?.reason];

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('supervisor');
  });
  afterAll(() => api.close());

  /** A square by degrees east and north of a place, closed. */
  const square = ([lng, lat]: [number, number], size = 0.002) => {
    const seven = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
    const [east, north] = [seven(lng + size), seven(lat + size)];
    const ring = [
      [lng, lat],
      [east, lat],
      [east, north],
      [lng, north],
      [lng, lat],
    ];
    return { type: 'Polygon', coordinates: [ring] };
  };
  const properties = {
    nameZh: '河堤',
    nameEn: 'Embankment',
    direction: 'enter',
    hours: [{ days: [1, 2, 3], from: '22:00', to: '06:00' }],
    validFrom: '2026-11-01',
    validUntil: null,
    persistenceSeconds: 30,
    units: { areaCode: LEFT, kinds: ['squad'], vehicles: [], states: [], unitIds: [] },
    isOn: true,
  };
  const create = (given: object = {}, geometry: object = square(IN_LEFT)) =>
    send('POST', '/api/geofences', { type: 'Feature', geometry, properties: { ...properties, ...given } });

  it('is created as given, in the smallest area that holds it, and logged', async () => {
    const { status, headers, body } = await create();
    expect([status, headers.get('ETag')]).toEqual([201, '"1"']);
    expect(Geofence.parse(body)).toMatchObject({
      geometry: square(IN_LEFT),
      properties: { ...properties, areaCode: GRID_LEFT },
    });
    expect((await send('GET', `/api/geofences/${body.id}`)).body).toEqual(body);
    const [event] = await eventsAbout(database(), 'geofences', body.id, 1);
    expect(event).toMatchObject({ kind: 'create', areaCode: GRID_LEFT, after: { id: body.id, properties } });
    const wide = await create({}, square([101.65, 36.52], 0.06));
    expect(wide.body.properties.areaCode).toBe('630102001001');
    expect((await create({}, square([101.65, 36.52], 0.1))).body.properties.areaCode).toBe(LEFT);
    expect((await create({}, square([101.75, 36.52], 0.1))).body.properties.areaCode).toBe(CITY);
  });

  it('may be changed and removed by whoever saw its version', async () => {
    const { body } = await create();
    const path = `/api/geofences/${body.id}`;
    expect((await send('PATCH', path, { properties: { hours: null } })).status).toBe(428);
    const always = await send(
      'PATCH',
      path,
      { properties: { hours: null, direction: 'leave' } },
      { 'If-Match': '"1"' },
    );
    expect(always.body.properties).toMatchObject({
      hours: null,
      direction: 'leave',
      version: 2,
      nameZh: '河堤',
    });
    expect((await send('PATCH', path, { properties: { isOn: false } }, { 'If-Match': '"1"' })).status).toBe(
      412,
    );
    const moved = await send('PATCH', path, { geometry: square([101.75, 36.56]) }, { 'If-Match': '"2"' });
    expect(moved.body.properties.areaCode).toBe('630102001001004');
    expect((await send('DELETE', path, undefined, { 'If-Match': '"3"' })).status).toBe(204);
    expect((await send('GET', path)).status).toBe(404);
  });

  it.each([
    [
      'an open ring',
      { type: 'Polygon', coordinates: [square(IN_LEFT).coordinates[0]!.slice(0, 4)] },
      'invalid_geometry',
      'ring_open',
    ],
    [
      'a ring that crosses itself',
      {
        type: 'Polygon',
        coordinates: [
          [
            [101.61, 36.51],
            [101.63, 36.53],
            [101.63, 36.51],
            [101.61, 36.53],
            [101.61, 36.51],
          ],
        ],
      },
      'invalid_geometry',
      'ring_crosses_itself',
    ],
    ['one outside the city', square(ELSEWHERE), 'outside_city', 'surface_outside_city'],
    ['one half outside', square([101.99, 36.52], 0.05), 'outside_city', 'surface_outside_city'],
  ])('is refused with %s', async (_name, geometry, code, reason) => {
    const { status, body } = await create({}, geometry);
    expect([status, body.code]).toEqual([422, code]);
    expect(body.reason).toBe(reason);
  });

  it('is refused with days the wrong way round, hours of no clock, or too many corners', async () => {
    expect(outcome(await create({ validFrom: '2026-11-10', validUntil: '2026-11-09' }))).toEqual([
      400,
      'invalid_request',
      'period_reversed',
    ]);
    const seen = thing('geofences', 'left');
    const early = { properties: { validUntil: '2026-10-01', validFrom: '2026-11-01' } };
    expect((await send('PATCH', `/api/geofences/${seen}`, early, { 'If-Match': '*' })).status).toBe(400);
    expect((await create({ hours: [{ days: [1], from: '25:00', to: '06:00' }] })).status).toBe(400);
    expect((await create({ hours: [] })).status).toBe(400);
    expect((await create({}, { type: 'Point', coordinates: IN_LEFT })).status).toBe(400);
    expect((await create({ persistenceSeconds: 3601 })).status).toBe(400);
    const round = Array.from({ length: 5100 }, (_, i) => [
      101.65 + 0.01 * Math.cos((2 * Math.PI * i) / 5100),
      36.54 + 0.01 * Math.sin((2 * Math.PI * i) / 5100),
    ]);
    const circle = { type: 'Polygon', coordinates: [[...round, round[0]]] };
    expect(outcome(await create({}, circle))).toEqual([422, 'invalid_geometry', 'too_many_vertices']);
  });

  it('is a layer of tiles like every noun', async () => {
    const { status, body } = await send('GET', '/tiles/geofences.json');
    expect([status, body.vector_layers[0].id]).toEqual([200, 'geofences']);
    expect((await send('GET', '/tiles/geofences/12/3204/1600.mvt')).status).toBeLessThan(300);
  });
});
