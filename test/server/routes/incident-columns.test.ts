import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeIncidentColumns } from '../../../core/columns/incident-columns.ts';
import type { IncidentChunk, IncidentChunks } from '../../../core/contract/incident-chunk.ts';
import { IncidentChunks as Schema } from '../../../core/contract/incident-chunk.ts';
import { INCIDENT_TYPES } from '../../../core/vocabulary.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import { IN_LEFT, IN_RIGHT, LEFT, loadSmallCity } from '../small-city.ts';

withDatabases('schema', (database) => {
  beforeAll(() => loadSmallCity(database()));
  describe.each([
    ['from memory', 2_000_000],
    ['from the database, when they are too many for memory', 0],
  ])('the history in stretches, %s', (_, mostIncidents) => {
    let api: Api;
    let send: Send;
    beforeAll(async () => {
      api = makeApi(database(), { tiles: { mostIncidents } });
      send = await api.as('dispatcher');
    });
    afterAll(async () => {
      await api.close();
      await database().script('TRUNCATE incident');
    });

    const report = async (reportedAt: string, coordinates = IN_LEFT): Promise<string> => {
      const geometry = { type: 'Point', coordinates };
      const properties = { type: 'theft', priority: 3, reportedAt };
      return (await send('POST', '/api/incidents', { geometry, properties })).body.id;
    };
    const chunks = async (as = send): Promise<IncidentChunks> =>
      Schema.parse((await as('GET', '/api/incidents/columns/chunks')).body);
    const read = async ({ from, to, version }: IncidentChunk, scope?: string) => {
      const path = `/api/incidents/columns?${new URLSearchParams({ from, to, version })}`;
      const response = await api.app.request(path, { headers: await api.bearer('viewer', scope) });
      const columns = decodeIncidentColumns(new Uint8Array(await response.arrayBuffer()));
      return { columns, cached: response.headers.get('Cache-Control') ?? '' };
    };
    const byKey = ({ items }: IncidentChunks, key: string): IncidentChunk => {
      const found = items.find((chunk) => chunk.key === key);
      if (!found) throw new Error(`there is no stretch ${key} in ${items.map((chunk) => chunk.key)}`);
      return found;
    };

    it('months that are over, days of the one that is not; together every incident', async () => {
      await report('2026-09-30T16:30:00Z'); // half past midnight of October 1st in the city
      await report('2026-10-05T03:00:00Z', IN_RIGHT);
      await report('2026-11-22T15:59:59Z');
      await report('2026-11-22T16:00:00Z');
      const answer = await chunks();
      expect(answer.zone).toBe('Asia/Shanghai');
      expect(byKey(answer, '2026-10')).toMatchObject({ count: 2, from: '2026-09-30T16:00:00.000Z' });
      expect(byKey(answer, '2026-11-22').count).toBe(1);
      expect(byKey(answer, '2026-11-23').count).toBeGreaterThanOrEqual(1);
      const listed = await send('GET', '/api/incidents?limit=5000');
      expect(answer.total).toBe(listed.body.features.length);
      expect(answer.items.reduce((sum, { count }) => sum + count, 0)).toBe(answer.total);
    });

    it('what is read with its version may be kept for ever', async () => {
      const october = byKey(await chunks(), '2026-10');
      const { columns, cached } = await read(october);
      expect(columns.count).toBe(october.count);
      expect(cached).toMatch(/private.*immutable/);
    });

    it('a late edit of an old incident makes another version of its stretch alone, and the old one is not for ever', async () => {
      const id = await report('2026-10-20T03:00:00Z');
      const before = await chunks();
      const edit = { properties: { type: 'noise' } };
      expect((await send('PATCH', `/api/incidents/${id}`, edit, { 'If-Match': '*' })).status).toBe(200);
      const after = await chunks();
      expect(byKey(after, '2026-10').version).not.toBe(byKey(before, '2026-10').version);
      expect(byKey(after, '2026-11-22')).toEqual(byKey(before, '2026-11-22'));
      const old = await read(byKey(before, '2026-10'));
      expect(old.cached).toBe('private, no-cache');
      expect(old.columns).toEqual((await read(byKey(after, '2026-10'))).columns);
    });

    it('a scope has its own stretches, and nothing of others is in its bytes', async () => {
      const whole = byKey(await chunks(), '2026-10');
      const mine = byKey(await chunks(await api.as('viewer', LEFT)), '2026-10');
      expect(mine.count).toBe(whole.count - 1);
      const { columns } = await read(mine, LEFT);
      expect(columns.gridCodes.every((code) => code.startsWith(LEFT))).toBe(true);
      const peeked = await read(whole, LEFT);
      expect(peeked.columns).toEqual(columns);
      expect(peeked.cached).toBe('private, no-cache');
    });

    const bytesOf = async (
      { from, to, version }: IncidentChunk,
      { scope, of = api, encoding }: { scope?: string; of?: Api; encoding?: string } = {},
    ) => {
      const headers = await of.bearer('viewer', scope);
      const response = await of.app.request(
        `/api/incidents/columns?${new URLSearchParams({ from, to, version })}`,
        { headers: { ...headers, ...(encoding && { 'Accept-Encoding': encoding }) } },
      );
      const { headers: sent } = response;
      return {
        bytes: new Uint8Array(await response.arrayBuffer()),
        encoding: sent.get('Content-Encoding'),
        vary: sent.get('Vary') ?? '',
        cached: sent.get('Cache-Control') ?? '',
      };
    };

    it('gzipped, however often it is read, it is the same', async () => {
      const october = byKey(await chunks(), '2026-10');
      const plain = await bytesOf(october);
      expect([plain.encoding, plain.vary]).toEqual([null, 'Accept-Encoding']);
      for (let time = 0; time < 2; time++) {
        const zipped = await bytesOf(october, { encoding: 'br, gzip' });
        expect([zipped.encoding, zipped.vary, zipped.cached]).toEqual(['gzip', plain.vary, plain.cached]);
        expect(gunzipSync(zipped.bytes)).toEqual(Buffer.from(plain.bytes));
      }
    });

    it('gzipped and read by who may see all, it is not given to who may see a part', async () => {
      const whole = byKey(await chunks(), '2026-10');
      await bytesOf(whole, { encoding: 'gzip' });
      const peeked = await bytesOf(whole, { scope: LEFT, encoding: 'gzip' });
      expect(peeked.cached).toBe('private, no-cache');
      const { count, gridCodes } = decodeIncidentColumns(gunzipSync(peeked.bytes));
      expect(count).toBe(whole.count - 1);
      expect(gridCodes.every((code) => code.startsWith(LEFT))).toBe(true);
    });

    it('gzipped and kept, an edit is still seen, also one that another server took in', async () => {
      const id = await report('2026-10-21T03:00:00Z');
      const other = makeApi(database(), { tiles: { mostIncidents } });
      const edit = async (by: Api, type: string): Promise<void> => {
        const sender = await by.as('dispatcher');
        const answer = await sender(
          'PATCH',
          `/api/incidents/${id}`,
          { properties: { type } },
          { 'If-Match': '*' },
        );
        expect(answer.status).toBe(200);
      };
      for (const [by, type] of [
        [api, 'fire'],
        [other, 'burglary'],
      ] as const) {
        const before = byKey(await chunks(), '2026-10');
        await bytesOf(before, { encoding: 'gzip' });
        await edit(by, type);
        const after = byKey(await chunks(), '2026-10');
        expect(after.version).not.toBe(before.version);
        const fresh = await bytesOf(after, { encoding: 'gzip' });
        expect(fresh.cached).toMatch(/immutable/);
        const { type: types } = decodeIncidentColumns(gunzipSync(fresh.bytes));
        expect([...types]).toContain(INCIDENT_TYPES.indexOf(type));
        const old = await bytesOf(before, { encoding: 'gzip' });
        expect([old.cached, old.bytes]).toEqual(['private, no-cache', fresh.bytes]);
      }
      await other.close();
    });

    it('an unchanged history is not sent twice', async () => {
      const path = '/api/incidents/columns/chunks';
      const etag = (await send('GET', path)).headers.get('ETag') ?? '';
      expect((await send('GET', path, undefined, { 'If-None-Match': etag })).status).toBe(304);
      await report('2026-11-21T03:00:00Z');
      expect((await send('GET', path, undefined, { 'If-None-Match': etag })).status).toBe(200);
    });

    it('a stretch that ends before it begins has no incidents, with and without a version', async () => {
      const period = 'from=2027-01-01T00:00:00Z&to=2020-01-01T00:00:00Z';
      for (const query of [period, `${period}&version=1`])
        expect((await send('GET', `/api/incidents/columns?${query}`)).status).toBe(200);
    });

    it('a version that can not be one is refused', async () => {
      const period = 'from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z';
      const refused = await send(
        'GET',
        `/api/incidents/columns?${period}&version=${encodeURIComponent('a b')}`,
      );
      expect(refused.status).toBe(400);
    });
  });
});
