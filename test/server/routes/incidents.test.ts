import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeIncidentColumns } from '../../../core/columns/incident-columns.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, NOW_MS, type Send } from '../api.ts';
import { GRID_LEFT, IN_LEFT, LEFT, loadSmallCity, thing } from '../small-city.ts';

const geometry = { type: 'Point', coordinates: IN_LEFT };
const UNIT = thing('units', 'left');

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('dispatcher');
  });
  afterAll(() => api.close());

  const report = (properties: object = {}) =>
    send('POST', '/api/incidents', {
      geometry,
      properties: { type: 'burglary', priority: 2, ...properties },
    });
  const patch = (id: string, properties: object) =>
    send('PATCH', `/api/incidents/${id}`, { properties }, { 'If-Match': '*' });

  it('takes one in: number of the day, net by type, grid by place', async () => {
    const { body } = await report();
    expect(body.properties).toMatchObject({
      status: 'reported',
      net: 'community',
      source: 'report',
      areaCode: GRID_LEFT,
      reportedAt: new Date(NOW_MS).toISOString(),
    });
    expect(body.properties.number).toMatch(/^261123-\d{4}$/);
  });

  it('numbers run on within the day of the city, without gap or double, however many come at once', async () => {
    const late = '2026-11-20T16:30:00Z'; // half past midnight of the 21st in the city
    const answers = await Promise.all(Array.from({ length: 12 }, () => report({ reportedAt: late })));
    const numbers = answers.map(({ body }) => body.properties.number).sort();
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, i) => `261121-${String(i + 1).padStart(4, '0')}`));
  });

  it('numbers follow the highest that the day has, of five figures too, whatever others are called', async () => {
    const reportedAt = '2026-11-18T04:00:00Z';
    const { body } = await report({ reportedAt });
    const call = (number: string) =>
      database().query(sql`UPDATE incident SET number = ${number}::text WHERE id = ${body.id}::uuid`);
    const next = async () => (await report({ reportedAt })).body.properties.number;
    await call('261118-9998');
    expect([await next(), await next(), await next()]).toEqual([
      '261118-9999',
      '261118-10000',
      '261118-10001',
    ]);
    await call('261118-A-70000');
    expect(await next()).toBe('261118-10002');
  });

  it.each(['1999-12-31T23:59:59Z', '2026-11-23T05:00:00Z', 'yesterday', ''])(
    'refuses the time %s',
    async (reportedAt) => {
      expect((await report({ reportedAt })).status).toBe(400);
    },
  );

  it('takes the status that it has already as it is', async () => {
    const { body } = await report();
    const again = await patch(body.id, { status: 'reported' });
    expect([again.status, again.body.properties.status]).toEqual([200, 'reported']);
  });

  it('masks personal data in the text and says so', async () => {
    const { body, headers } = await report({ text: '报警人电话 13812345678，车牌 青A12345' });
    expect(body.properties.text).not.toMatch(/13812345678|青A12345/);
    expect(headers.get('X-Masked')).toBe('mobile,plate');
    const edited = await patch(body.id, { text: 'call 13912345678' });
    expect([edited.body.properties.text, edited.headers.get('X-Masked')]).toEqual(['call ***', 'mobile']);
    const history = await send('GET', `/api/incidents/${body.id}/history`);
    expect(history.text).not.toMatch(/13812345678|13912345678/);
  });

  it('moves on along the table only, and stamps the way', async () => {
    const { body } = await report();
    const refused = await patch(body.id, { status: 'closed' });
    expect([refused.status, refused.body.code]).toEqual([422, 'illegal_transition']);
    const assigned = await patch(body.id, { unitId: UNIT });
    expect(assigned.body.properties).toMatchObject({ status: 'assigned', unitId: UNIT, version: 2 });
    const done = await patch(body.id, { status: 'on_scene' });
    expect(done.body.properties.arrivedAt).toBe(new Date(NOW_MS).toISOString());
    expect((await patch(body.id, { status: 'resolved' })).status).toBe(200);
  });

  it('never sends a unit to two places, nor one that is off duty or of another district', async () => {
    const ids = (await Promise.all([report(), report()])).map(({ body }) => body.id);
    const race = await Promise.all(ids.map((id) => patch(id, { unitId: UNIT })));
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409]);
    for (const id of ids) await patch(id, { status: 'cancelled' });
    const unit = `/api/units/${UNIT}`;
    await send('PATCH', unit, { properties: { state: 'off_duty' } }, { 'If-Match': '*' });
    const open = (await report()).body.id;
    expect((await patch(open, { unitId: UNIT })).body.code).toBe('conflict');
    await send('PATCH', unit, { properties: { state: 'available' } }, { 'If-Match': '*' });
    const district = await api.as('dispatcher', LEFT);
    const foreign = { properties: { unitId: thing('units', 'right') } };
    const answer = await district('PATCH', `/api/incidents/${open}`, foreign, { 'If-Match': '*' });
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
  });

  describe('lists', () => {
    it('come newest first, page by page, whole and once, although more arrive meanwhile', async () => {
      const before = (await send('GET', '/api/incidents?limit=5000')).body.features;
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const next: string = cursor ? `&cursor=${cursor}` : '';
        const { body } = await send('GET', `/api/incidents?limit=3${next}`);
        expect(body.features.length).toBeGreaterThan(0);
        seen.push(...body.features.map((feature: { id: string }) => feature.id));
        cursor = body.nextCursor;
        api.setClock(NOW_MS + 1000 * seen.length);
        await report();
      } while (cursor);
      api.setClock(NOW_MS);
      expect(seen).toEqual(before.map((feature: { id: string }) => feature.id));
      const times = before.map((feature: { properties: { reportedAt: string } }) =>
        Date.parse(feature.properties.reportedAt),
      );
      expect(times).toEqual([...times].sort((a, b) => b - a));
    });

    it.each([
      ['type=theft', (p: Filtered) => p.type === 'theft'],
      [
        'type=theft,burglary&priority=2',
        (p: Filtered) => ['theft', 'burglary'].includes(p.type) && p.priority === 2,
      ],
      ['status=reported,assigned', (p: Filtered) => ['reported', 'assigned'].includes(p.status)],
      ['net=street', (p: Filtered) => p.net === 'street'],
      ['from=2026-11-21T00:00:00Z', (p: Filtered) => p.reportedAt >= '2026-11-21T00:00:00'],
      ['to=2026-11-01T00:00:00Z', () => false],
      [`grid=${GRID_LEFT}`, (p: Filtered) => p.areaCode === GRID_LEFT],
      ['within=630103', (p: Filtered) => p.areaCode.startsWith('630103')],
      ['bbox=101.8,36.5,101.9,36.6', (p: Filtered) => p.areaCode.startsWith('630103')],
    ])('filtered by %s hold exactly what matches', async (query, matches) => {
      const all = (await send('GET', '/api/incidents?limit=5000')).body.features;
      const wanted = all.filter((feature: { properties: Filtered }) => matches(feature.properties));
      const { body } = await send('GET', `/api/incidents?limit=5000&${query}`);
      expect(ids(body.features)).toEqual(ids(wanted));
    });
  });

  it('as columns they are the same as in the list, in order of time', async () => {
    const period = 'from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z';
    const listed = (await send('GET', `/api/incidents?limit=5000&${period}`)).body.features.reverse();
    const read = await api.as('viewer', LEFT);
    const whole = await rawColumns(`/api/incidents/columns?${period}`);
    const columns = decodeIncidentColumns(whole.bytes);
    expect(columns.count).toBe(listed.length);
    expect([...columns.priority].sort()).toEqual(
      listed.map((f: { properties: Filtered }) => f.properties.priority).sort(),
    );
    expect(Array.from(columns.lng7, (lng7) => lng7 / 1e7)).toEqual(
      listed.map((f: { geometry: { coordinates: number[] } }) => f.geometry.coordinates[0]),
    );
    const district = await read('GET', `/api/incidents/columns?${period}`);
    expect(district.headers.get('ETag')).not.toBe(whole.etag);
    const again = await send('GET', `/api/incidents/columns?${period}`, undefined, {
      'If-None-Match': whole.etag,
    });
    expect(again.status).toBe(304);
    await report();
    const changed = await send('GET', `/api/incidents/columns?${period}`, undefined, {
      'If-None-Match': whole.etag,
    });
    expect(changed.status).toBe(200);
  });

  async function rawColumns(path: string): Promise<{ bytes: Uint8Array; etag: string }> {
    const response = await api.app.request(path, { headers: await api.bearer('viewer') });
    return { bytes: new Uint8Array(await response.arrayBuffer()), etag: response.headers.get('ETag') ?? '' };
  }
});

interface Filtered {
  type: string;
  priority: number;
  status: string;
  net: string;
  reportedAt: string;
  areaCode: string;
}
const ids = (features: { id: string }[]) => features.map(({ id }) => id);
