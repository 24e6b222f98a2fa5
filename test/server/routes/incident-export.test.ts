import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { IN_LEFT, IN_RIGHT, LEFT, loadSmallCity } from '../small-city.ts';

withDatabases('schema', (database) => {
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    await loadSmallCity(database());
    api = makeApi(database());
    send = await api.as('dispatcher');
    for (const [reportedAt, type, coordinates] of [
      ['2026-08-28T15:30:00Z', 'theft', IN_LEFT], // Friday 23:30 in the city
      ['2026-08-28T16:30:00Z', 'theft', IN_RIGHT], // Saturday 00:30
      ['2026-08-30T03:00:00Z', 'fire', IN_LEFT],
    ] as const)
      await send('POST', '/api/incidents', {
        geometry: { type: 'Point', coordinates },
        properties: { type, priority: 2, reportedAt },
      });
  });
  afterAll(() => api.close());

  const MINE = 'from=2026-08-28T00:00:00Z&to=2026-08-31T00:00:00Z';
  const bytesOf = async (query: string, scope?: string): Promise<Buffer> => {
    const headers = await api.bearer('viewer', scope);
    const response = await api.app.request(`/api/incidents/export?${query}`, { headers });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  };
  const csvRows = async (query: string, scope?: string): Promise<Record<string, string>[]> =>
    parse(await bytesOf(query, scope), { columns: true });

  describe('the export of incidents', () => {
    it('as CSV: those of the period in order of time', async () => {
      const rows = await csvRows(MINE);
      expect(rows.map(({ reported_at }) => reported_at)).toEqual([
        '2026-08-28T15:30:00.000Z',
        '2026-08-28T16:30:00.000Z',
        '2026-08-30T03:00:00.000Z',
      ]);
      expect(rows[0]).toMatchObject({ type: 'theft', priority: '2', lng: '101.63', lat: '36.52' });
    });

    it('the same as a GeoJSON text sequence and as Arrow', async () => {
      const rows = await csvRows(MINE);
      const texts = (await bytesOf(`${MINE}&format=geojsonseq`)).toString().split('\x1e').slice(1);
      const features = texts.map((text) => JSON.parse(text));
      expect(features.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
      expect(features[0]).toMatchObject({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: IN_LEFT },
      });
      const table = tableFromIPC(await bytesOf(`${MINE}&format=arrow`));
      expect(table.numRows).toBe(3);
      expect(table.toArray().map((row) => [row.id, row.type, row.geometry.x, row.verified_at])).toEqual(
        rows.map(({ id, type, lng }) => [id, type, Number(lng), null]),
      );
      expect(Number(table.get(0)?.reported_at)).toBe(Date.parse('2026-08-28T15:30:00Z'));
    });

    it("filtered, the hours of the week by the city's clock", async () => {
      const count = async (query: string) => (await csvRows(`${MINE}&${query}`)).length;
      expect(await count('type=theft')).toBe(2);
      expect(await count(`within=${LEFT}`)).toBe(2);
      expect(await count('hours=119')).toBe(1);
      expect(await count('hours=120')).toBe(1);
      expect(await count('hours=119,120&type=fire')).toBe(0);
    });

    it('nothing of another scope, and whole files of nothing', async () => {
      expect((await csvRows(MINE, LEFT)).every(({ area_code }) => area_code?.startsWith(LEFT))).toBe(true);
      const none = 'from=2025-01-01T00:00:00Z&to=2025-01-02T00:00:00Z';
      expect((await bytesOf(none)).toString()).toMatch(/^id,number,[a-z_,]+\r\n$/);
      expect((await bytesOf(`${none}&format=geojsonseq`)).length).toBe(0);
      const empty = tableFromIPC(await bytesOf(`${none}&format=arrow`));
      expect([empty.numRows, empty.schema.fields.length]).toEqual([0, 14]);
    });

    it('gzipped where that is accepted', async () => {
      const headers = { ...(await api.bearer('viewer')), 'Accept-Encoding': 'gzip' };
      const response = await api.app.request(`/api/incidents/export?${MINE}&format=geojsonseq`, { headers });
      expect(response.headers.get('Content-Encoding')).toBe('gzip');
      const plain = response.body?.pipeThrough(new DecompressionStream('gzip') as never) as ReadableStream;
      expect((await new Response(plain).text()).split('\x1e')).toHaveLength(4);
    });

    it.each(['format=xls', 'hours=168', 'type=', 'colour=red', 'within=12'])(
      '%s is refused',
      async (query) => {
        expect((await send('GET', `/api/incidents/export?${query}`)).status).toBe(400);
      },
    );
  });
});
