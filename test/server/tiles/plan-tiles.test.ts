import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi } from '../api.ts';
import { EARLIER_PLAN, insertEarlierPlan } from '../earlier-plan.ts';

/** Two neighbouring grids of one community, and a place in the first. */
interface Pair {
  gone: string;
  kept: string;
  lng: number;
  lat: number;
}

withDatabases('city', (database) => {
  let api: Api;
  let headers: Record<string, string>;
  let pair: Pair;
  beforeAll(async () => {
    api = makeApi(database());
    headers = await api.bearer('viewer');
    const [first] = await database().query<Pair>(sql`
      SELECT g.code AS gone, k.code AS kept, ST_X(g.label) AS lng, ST_Y(g.label) AS lat
      FROM arc a JOIN grid g ON g.plan_id = a.plan_id AND g.id = a.left_grid
        JOIN grid k ON k.plan_id = a.plan_id AND k.id = a.right_grid
      WHERE g.community_code = k.community_code ORDER BY a.id LIMIT 1`);
    pair = first!;
  });
  afterAll(() => api.close());

  const tileAt = (z: number): [number, number, number] => {
    const n = 2 ** z;
    const y = (1 - Math.asinh(Math.tan((pair.lat * Math.PI) / 180)) / Math.PI) / 2;
    return [z, Math.floor((pair.lng / 360 + 0.5) * n), Math.floor(y * n)];
  };
  const get = async (path: string) => await api.app.request(path, { headers });
  const read = async (at: readonly number[], query = ''): Promise<VectorTile> => {
    const response = await get(`/tiles/plan/${at.join('/')}.mvt${query}`);
    expect(response.status).toBe(200);
    return new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer())));
  };
  /** Code and size of everything in a layer, by code. */
  const contents = (tile: VectorTile, name: string): (readonly [string, number])[] => {
    const layer = tile.layers[name];
    return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer!.feature(i))
      .map((feature) => [String(feature.properties.code), sizeOf(feature)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  };

  it.each([9, 12])('the areas that the grids in force form are those in force, zoom %i', async (z) => {
    const [row] = await database().query<{ id: string }>(sql`SELECT id FROM plan WHERE status = 'in_force'`);
    const [now, formed] = [await read(tileAt(z)), await read(tileAt(z), `?plan=${row!.id}`)];
    for (const layer of ['areas', 'grids', 'labels'])
      expect(contents(formed, layer)).toEqual(contents(now, layer));
    expect(contents(now, 'areas').length).toBeGreaterThan(3);
  });

  it('an earlier plan is drawn with its own grids, and may be kept by the browser for a while', async () => {
    const { gone, kept } = pair;
    await insertEarlierPlan(database(), { effectiveFrom: '2020-01-01T00:00:00Z', gone, kept, residents: 50 });
    const at = tileAt(14);
    const [before, earlier] = [await read(at), await read(at, `?plan=${EARLIER_PLAN}`)];
    const codes = (tile: VectorTile) => contents(tile, 'grids').map(([code]) => code);
    const rest = codes(before).filter((code) => code !== gone);
    expect(codes(before)).toContain(gone);
    expect(codes(earlier)).toEqual([...new Set([...rest, kept])].sort());
    const size = (tile: VectorTile) => contents(tile, 'grids').find(([code]) => code === kept)?.[1] ?? 0;
    expect(size(earlier)).toBeGreaterThan(size(before));
    const { tiles } = await (await get(`/tiles/plan.json?plan=${EARLIER_PLAN}`)).json();
    expect(tiles[0]).toMatch(new RegExp(`plan=${EARLIER_PLAN}$`));
    const cached = (await get(`/tiles/plan/${at.join('/')}.mvt?plan=${EARLIER_PLAN}`)).headers;
    expect(cached.get('cache-control')).toBe('private, max-age=3600');
  });
});

/** Square tile units. */
function sizeOf(feature: VectorTileFeature): number {
  return feature.loadGeometry().reduce((sum, ring) => {
    const twice = ring.reduce((all, { x, y }, i) => {
      const next = ring[(i + 1) % ring.length]!;
      return all + x * next.y - next.x * y;
    }, 0);
    return sum + twice / 2;
  }, 0);
}
