import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi } from '../api.ts';
import { CITY } from '../small-city.ts';

const LAYERS = [
  'plan/areas',
  'plan/grids',
  'posts/posts',
  'devices/devices',
  'institutions/institutions',
  'checkpoints/checkpoints',
];

withDatabases('city', (database) => {
  let api: Api;
  let headers: Record<string, string>;
  let district: string;
  let centre: [number, number];
  beforeAll(async () => {
    api = makeApi(database());
    headers = await api.bearer('viewer');
    const [row] = await database().query<{ code: string; lng: number; lat: number }>(sql`
      SELECT left(code, 6) AS code, ST_X(label) AS lng, ST_Y(label) AS lat FROM grid
      ORDER BY (SELECT count(*) FROM device d WHERE d.area_code = grid.code) DESC, code LIMIT 1`);
    district = row!.code;
    centre = [row!.lng, row!.lat];
  });
  afterAll(() => api.close());

  const tileAt = (z: number, [lng, lat]: [number, number] = centre): [number, number, number] => {
    const n = 2 ** z;
    const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
    return [z, Math.floor((lng / 360 + 0.5) * n), Math.floor(y * n)];
  };
  const get = async (path: string, more: Record<string, string> = {}) =>
    await api.app.request(path, { headers: { ...headers, ...more } });
  async function read(tileset: string, [z, x, y]: [number, number, number], more = {}): Promise<VectorTile> {
    const response = await get(`/tiles/${tileset}/${z}/${x}/${y}.mvt`, more);
    expect([200, 204]).toContain(response.status);
    return new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer())));
  }
  function featuresOf(tile: VectorTile, layer: string): VectorTileFeature[] {
    const found = tile.layers[layer];
    return found ? Array.from({ length: found.length }, (_, i) => found.feature(i)) : [];
  }

  it.each([9, 12, 14])(
    'shows at zoom %i each thing whose place lies in the tile, where it lies',
    async (z) => {
      const at = tileAt(z);
      const bbox = sql`ST_Transform(ST_TileEnvelope(${at[0]}::integer, ${at[1]}::integer, ${at[2]}::integer), 4326)`;
      for (const noun of ['post', 'device', 'institution', 'checkpoint'] as const) {
        const rows = await database().query<{ id: string; lng: number; lat: number }>(sql`
        SELECT id, ST_X(geom) AS lng, ST_Y(geom) AS lat FROM ${{ text: noun, values: [] }}
        WHERE geom && ${bbox} AND ST_Intersects(geom, ${bbox})`);
        const drawn = featuresOf(await read(`${noun}s`, at), `${noun}s`);
        const placeOf = new Map(
          drawn.map((feature) => [feature.properties.id, feature.toGeoJSON(at[1], at[2], z).geometry]),
        );
        const unitDegrees = 360 / 2 ** z / 4096;
        for (const { id, lng, lat } of rows) {
          const geometry = placeOf.get(id) as { coordinates: [number, number] } | undefined;
          expect(Math.abs(geometry!.coordinates[0] - lng)).toBeLessThanOrEqual(unitDegrees * 0.51);
          expect(Math.abs(geometry!.coordinates[1] - lat)).toBeLessThanOrEqual(unitDegrees * 0.51);
        }
      }
    },
  );

  it('shows every area and grid that reaches into the tile, and none that does not', async () => {
    const at = tileAt(12);
    const inTile = (margin: number) => sql`ST_Transform(
      ST_TileEnvelope(${at[0]}::integer, ${at[1]}::integer, ${at[2]}::integer, margin => ${margin}::float8), 4326)`;
    const codes = async (table: string, margin: number) =>
      (
        await database().query<{ code: string }>(sql`SELECT code FROM ${{ text: table, values: [] }}
          WHERE geom && ${inTile(margin)} AND ST_Intersects(geom, ${inTile(margin)}) ORDER BY code`)
      ).map(({ code }) => code);
    const tile = await read('plan', at);
    for (const [table, layer] of [
      ['area', 'areas'],
      ['grid', 'grids'],
    ] as const) {
      const drawn = featuresOf(tile, layer)
        .map(({ properties }) => String(properties.code))
        .sort();
      const within = await codes(table, 0);
      const near = new Set(await codes(table, 65 / 4096));
      expect(drawn).toEqual(expect.arrayContaining(within));
      expect(drawn.filter((code) => !near.has(code))).toEqual([]);
      expect(within.length).toBeGreaterThan(5);
    }
  });

  it.each([10, 11, 13])('leaves no gap and no overlap between grids at zoom %i', async (z) => {
    const tile = await read('plan', tileAt(z));
    // Each edge between two grids is drawn by both, in opposite directions; what is left over lies on the tile's edge or the city's.
    const edges = new Map<string, number>();
    for (const feature of featuresOf(tile, 'grids'))
      for (const ring of feature.loadGeometry())
        for (let i = 0; i + 1 < ring.length; i += 1) {
          const [a, b] = [ring[i]!, ring[i + 1]!];
          if ((a.x === b.x && isEdge(a.x)) || (a.y === b.y && isEdge(a.y))) continue;
          const [from, to] = [`${a.x} ${a.y}`, `${b.x} ${b.y}`];
          const [key, direction] = from < to ? [`${from} ${to}`, 1] : [`${to} ${from}`, -1];
          edges.set(key, (edges.get(key) ?? 0) + direction);
        }
    const unmatched = [...edges].filter(([, balance]) => balance !== 0).map(([key]) => key);
    const outer = new Set(outerVertices(tile));
    const inside = unmatched.filter((key) => {
      const [ax, ay, bx, by] = key.split(' ');
      return (
        !(outer.has(`${ax} ${ay}`) && outer.has(`${bx} ${by}`)) &&
        !key.split(' ').some((value) => isEdge(Number(value)))
      );
    });
    expect(edges.size).toBeGreaterThan(100);
    expect(inside.length / edges.size).toBeLessThan(0.002);
  });

  const isEdge = (value: number) => value <= -64 || value >= 4160;
  function outerVertices(tile: VectorTile): string[] {
    return featuresOf(tile, 'boundaries')
      .filter(({ properties }) => properties.level === 'city')
      .flatMap((feature) =>
        feature
          .loadGeometry()
          .flat()
          .map((point) => `${point.x} ${point.y}`),
      );
  }

  it('draws each border once', async () => {
    const tile = await read('plan', tileAt(13));
    const seen = new Set<string>();
    let repeated = 0;
    for (const feature of featuresOf(tile, 'boundaries'))
      for (const line of feature.loadGeometry())
        for (let i = 0; i + 1 < line.length; i += 1) {
          const ends = [`${line[i]!.x} ${line[i]!.y}`, `${line[i + 1]!.x} ${line[i + 1]!.y}`]
            .sort()
            .join(' ');
          if (seen.has(ends)) repeated += 1;
          seen.add(ends);
        }
    expect(seen.size).toBeGreaterThan(50);
    expect(repeated).toBeLessThanOrEqual(seen.size * 0.005);
    expect(featuresOf(tile, 'boundaries').map(({ properties }) => properties.level)).toContain('grid');
  });

  it('thins by zoom: grids from 10, residential roads from 13, labels level by level', async () => {
    const layers = async (tileset: string, z: number) => await read(tileset, tileAt(z));
    expect(featuresOf(await layers('plan', 9), 'grids')).toHaveLength(0);
    expect(featuresOf(await layers('plan', 10), 'grids').length).toBeGreaterThan(0);
    const classes = async (z: number) =>
      new Set(featuresOf(await layers('base', z), 'roads').map(({ properties }) => properties.class));
    expect(await classes(12)).not.toContain('residential');
    expect(await classes(14)).toContain('residential');
    expect(featuresOf(await layers('base', 14), 'buildings')).toHaveLength(0);
    for (const z of [15, 16]) {
      const kinds = featuresOf(await layers('base', z), 'buildings').map(({ properties }) => properties.kind);
      expect(kinds).toContain('residential');
    }
    const labels = featuresOf(await layers('plan', 9), 'labels').map(({ properties }) => properties.level);
    expect(new Set(labels)).not.toContain('community');
  });

  it('keeps tiles small enough for a slow line', async () => {
    for (const tileset of ['base', 'plan'])
      for (const z of [7, 9, 10, 11, 12, 13, 14, 15, 16]) {
        const response = await get(`/tiles/${tileset}/${tileAt(z).join('/')}.mvt`, {
          'Accept-Encoding': 'gzip',
        });
        expect((await response.arrayBuffer()).byteLength).toBeLessThan(200_000);
      }
  });

  describe('of a scope', () => {
    it('hold nothing from outside it', async () => {
      const own = await api.bearer('viewer', district);
      for (const z of [10, 13])
        for (const path of LAYERS) {
          const [tileset, layer] = path.split('/') as [string, string];
          const features = featuresOf(await read(tileset, tileAt(z), own), layer);
          const codes = features.map(({ properties }) => String(properties.areaCode ?? properties.code));
          expect(codes.filter((code) => !code.startsWith(district))).toEqual([]);
          expect(codes.length).toBeGreaterThan(tileset === 'checkpoints' ? -1 : 0);
        }
    });

    it('are empty elsewhere, and the same tile of another scope has another ETag', async () => {
      const codes = await database().query<{ code: string; lng: number; lat: number }>(sql`
        SELECT code, ST_X(label) AS lng, ST_Y(label) AS lat FROM area WHERE level = 'district' AND code <> ${district}`);
      const own = await api.bearer('viewer', district);
      const far = codes.find(({ lng, lat }) => Math.hypot(lng - centre[0], lat - centre[1]) > 0.2)!;
      const path = `/tiles/plan/${tileAt(14, [far.lng, far.lat]).join('/')}.mvt`;
      const [mine, all] = [await get(path, own), await get(path)];
      expect([mine.status, all.status]).toEqual([204, 200]);
      expect(mine.headers.get('ETag')).not.toBe(all.headers.get('ETag'));
    });
  });

  describe('ETag', () => {
    it('answers 304 until the data change, then shows the change', async () => {
      const [device] = await database().query<{ id: string; lng: number; lat: number }>(
        sql`SELECT id, ST_X(geom) AS lng, ST_Y(geom) AS lat FROM device ORDER BY id LIMIT 1`,
      );
      const path = `/tiles/devices/${tileAt(16, [device!.lng, device!.lat]).join('/')}.mvt`;
      const first = await get(path);
      const etag = first.headers.get('ETag') ?? '';
      expect(etag).toMatch(/^"[\w-]{22}"$/);
      expect((await get(path, { 'If-None-Match': `"other", ${etag}` })).status).toBe(304);
      const send = await api.as('admin');
      const patch = { properties: { health: 'degraded' } };
      expect((await send('PATCH', `/api/devices/${device!.id}`, patch, { 'If-Match': '*' })).status).toBe(
        200,
      );
      api.setClock(api.deps.clock() + 300);
      const changed = await get(path, { 'If-None-Match': etag });
      expect(changed.status).toBe(200);
      const tile = new VectorTile(new PbfReader(new Uint8Array(await changed.arrayBuffer())));
      const drawn = featuresOf(tile, 'devices').find(({ properties }) => properties.id === device!.id);
      expect(drawn?.properties.health).toBe('degraded');
    });

    it('changes with the name of an area, and the tile shows it', async () => {
      const path = `/tiles/plan/${tileAt(12).join('/')}.mvt`;
      const etag = (await get(path)).headers.get('ETag') ?? '';
      const send = await api.as('admin');
      const patch = { properties: { nameEn: 'Renamed here' } };
      expect((await send('PATCH', `/api/areas/${district}`, patch, { 'If-Match': '*' })).status).toBe(200);
      api.setClock(api.deps.clock() + 300);
      const changed = await get(path, { 'If-None-Match': etag });
      expect(changed.status).toBe(200);
      const tile = new VectorTile(new PbfReader(new Uint8Array(await changed.arrayBuffer())));
      const names = featuresOf(tile, 'areas').map(({ properties }) => properties.nameEn);
      expect(names).toContain('Renamed here');
    });
  });

  it('describes each tileset in TileJSON 3.0 as it is', async () => {
    for (const tileset of ['base', 'plan', 'incidents', 'units', 'routes', 'devices']) {
      const document = await (await get(`/tiles/${tileset}.json`)).json();
      expect(document).toMatchObject({ tilejson: '3.0.0', minzoom: 0, maxzoom: 16 });
      expect(document.tiles[0]).toMatch(
        new RegExp(`^http://[^/]+/tiles/${tileset}/\\{z\\}/\\{x\\}/\\{y\\}\\.mvt$`),
      );
      const [west, south, east, north] = document.bounds;
      expect(west < centre[0] && centre[0] < east && south < centre[1] && centre[1] < north).toBe(true);
      const tile = await read(tileset, tileAt(10));
      for (const [name, layer] of Object.entries(tile.layers)) {
        const fields = document.vector_layers.find(({ id }: { id: string }) => id === name).fields;
        for (let i = 0; i < Math.min(50, layer.length); i += 1)
          for (const [key, value] of Object.entries(layer.feature(i).properties))
            expect(fields[key]?.toLowerCase()).toBe(typeof value);
      }
    }
  });

  it('refuses what is no tile with a problem, and needs a sign-in', async () => {
    for (const path of [
      '/tiles/plan/17/0/0.mvt',
      '/tiles/plan/3/8/0.mvt',
      '/tiles/plan/3/0/-1.mvt',
      '/tiles/x/3/0/0.mvt',
      '/tiles/plan/3/0/0.png',
      '/tiles/plan/99999999/0/0.mvt',
      '/tiles/plan/1e1/0/0.mvt',
      '/tiles/__proto__/1/0/0.mvt',
      '/tiles/constructor.json',
    ]) {
      const response = await get(path);
      expect([path, response.status, response.headers.get('Content-Type')]).toEqual([
        path,
        404,
        expect.stringContaining('problem+json'),
      ]);
    }
    expect((await get('/tiles/plan/3/0/0.mvt?layer=x')).status).toBe(400);
    expect((await get('/tiles/plan/3/0/0.mvt?v=7')).status).toBe(204);
    expect((await api.app.request(`/tiles/plan/${tileAt(10).join('/')}.mvt`)).status).toBe(401);
    expect(CITY).toBe('630100');
  });
});
