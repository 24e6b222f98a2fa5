import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RoadNetwork } from '../../../core/contract/road.ts';
import { unpackRoads } from '../../../core/network/road-lines.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi } from '../api.ts';

withDatabases('city', (database) => {
  describe('the roads as columns', () => {
    let api: Api;
    beforeAll(() => {
      api = makeApi(database());
    });
    afterAll(() => api.close());

    it('are all that vehicles use, each from its crossing to the next', async () => {
      const send = await api.as('viewer');
      const { body } = await send('GET', '/api/roads');
      const lines = unpackRoads(RoadNetwork.parse(body));
      const [{ count } = { count: 0 }] = await database().query<{ count: number }>(
        sql`SELECT count(*)::int AS count FROM road WHERE class <> 'track'`,
      );
      expect(lines.from.length).toBe(count);
      expect(count).toBeGreaterThan(100);
      // Roads that meet in a node meet in a place.
      const places = new Map<number, string>();
      lines.from.forEach((from, road) => {
        const ends = [
          [from, lines.starts[road]!],
          [lines.to[road]!, lines.starts[road + 1]! - 1],
        ] as const;
        for (const [node, at] of ends) {
          const place = `${lines.lng7[at]} ${lines.lat7[at]}`;
          expect(places.get(node) ?? place).toBe(place);
          places.set(node, place);
        }
      });
      expect(places.size).toBe(lines.nodeCount);
    });

    it('are not sent again to who has them, nor told to strangers', async () => {
      const headers = await api.bearer('viewer');
      const first = await api.app.request('/api/roads', { headers });
      const etag = first.headers.get('ETag') ?? '';
      const again = await api.app.request('/api/roads', { headers: { ...headers, 'If-None-Match': etag } });
      expect([first.status, again.status]).toEqual([200, 304]);
      expect((await api.anonymous('GET', '/api/roads')).status).toBe(401);
      const send = await api.as('viewer');
      expect((await send('GET', '/api/roads?limit=1')).body.code).toBe('unknown_parameter');
    });
  });
});
