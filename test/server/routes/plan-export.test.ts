import { unzipSync } from 'fflate';
import initSqlJs from 'sql.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanOperation } from '../../../core/contract/draft.ts';
import { toInt7 } from '../../../core/geometry/integer.ts';
import { certificateText } from '../../../core/plan/certificate.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { type Api, makeApi, type Send } from '../api.ts';
import {
  COMMUNITY_A,
  COMMUNITY_B,
  loadPlannedCity,
  PLANNED,
  PLANNED_ID,
  plannedGrid,
} from '../planned-city.ts';

interface GeojsonFeature {
  id: string;
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: number[][][] };
}
const certificate = certificateText(
  [...PLANNED.grids].map(([id, { code }]) => ({ code, polygons: polygonsOf(PLANNED, id) ?? [] })),
);
const readBack = (features: GeojsonFeature[]) =>
  certificateText(
    features.map(({ id, geometry }) => ({
      code: id,
      polygons: [geometry.coordinates.map((ring) => ring.flat().map(toInt7))],
    })),
  );

withDatabases('schema', (database) => {
  let api: Api;
  let ann: Send;
  let draftId: string;
  beforeAll(async () => {
    await loadPlannedCity(database());
    await database().query(
      sql`UPDATE grid SET residents = 9, name_zh = '莫家街, "东"' WHERE id = ${plannedGrid(0, 0)}::uuid`,
    );
    api = makeApi(database());
    ann = await api.as('planner');
    draftId = (await ann('POST', '/api/drafts', { name: '夏' })).body.id;
    const { editorId, first } = (await ann('POST', `/api/drafts/${draftId}/editors`)).body;
    const operation: PlanOperation = { kind: 'merge', keeps: plannedGrid(4, 0), goes: plannedGrid(5, 0) };
    const key = '0193f000-0000-7000-8000-00000000fa01';
    await ann('POST', `/api/drafts/${draftId}/steps`, {
      ...{ act: 'do', key, editorId, firstNode: first, firstArc: first },
      operation,
    });
  });
  afterAll(() => api.close());
  const path = (id: string, query: string) => `/api/plans/${id}/export?${query}`;
  const bytes = async (query: string): Promise<{ file: Uint8Array; headers: Headers }> => {
    const response = await api.app.request(path(PLANNED_ID, query), { headers: await api.bearer('viewer') });
    expect(response.status).toBe(200);
    return { file: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
  };

  describe('a plan', () => {
    it('is GeoJSON that says the same to the integer, small counts left out', async () => {
      const { body, headers } = await ann('GET', path(PLANNED_ID, 'format=geojson'));
      expect(headers.get('Content-Type')).toBe('application/geo+json');
      expect(headers.get('Content-Disposition')).toBe('attachment; filename="plan-grid-2026-11-23.geojson"');
      expect(readBack(body.features)).toBe(certificate);
      const [first, second] = body.features as [GeojsonFeature, GeojsonFeature];
      expect(first.properties).toMatchObject({
        code: PLANNED.grids.get(plannedGrid(0, 0))?.code,
        name_zh: '莫家街, "东"',
        district: '630102',
        community: COMMUNITY_A,
        grids: 1,
        residents: null,
        dwellings: 40,
      });
      expect(second.properties).toMatchObject({ residents: 100 });
    });

    it('is TopoJSON of the areas of a level', async () => {
      const { body } = await ann('GET', path(PLANNED_ID, 'format=topojson&level=community'));
      const { geometries } = body.objects.community;
      expect(geometries.map(({ id }: GeojsonFeature) => id)).toEqual([COMMUNITY_A, COMMUNITY_B]);
      expect(geometries[0].properties).toMatchObject({
        name_zh: `区${COMMUNITY_A}`,
        residents: 1109,
        grids: 12,
        community: null,
      });
      const used = geometries.flatMap(({ arcs }: { arcs: number[][] }) => arcs.flat());
      const shared = used.filter((arc: number) => arc < 0 && used.includes(~arc));
      expect(shared).toHaveLength(4);
      expect(body.transform.scale).toEqual([1e-7, 1e-7]);
    });

    it('is bare when only codes are asked for: the same borders, and nothing that is counted or looked up', async () => {
      const { body } = await ann('GET', path(PLANNED_ID, 'format=geojson&fields=code'));
      expect(readBack(body.features)).toBe(certificate);
      const { code, level, ...others } = (body.features[0] as GeojsonFeature).properties;
      expect([code, level]).toEqual([PLANNED.grids.get(plannedGrid(0, 0))?.code, 'grid']);
      expect(new Set(Object.values(others))).toEqual(new Set([null]));
    });

    it('is a zipped shapefile of five files under one name', async () => {
      const { file, headers } = await bytes('format=shapefile&crs=EPSG:4543');
      expect(headers.get('Content-Type')).toBe('application/zip');
      const files = unzipSync(file);
      const name = 'plan-grid-2026-11-23';
      expect(Object.keys(files).sort()).toEqual(
        ['cpg', 'dbf', 'prj', 'shp', 'shx'].map((ending) => `${name}.${ending}`),
      );
      const shp = files[`${name}.shp`] as Uint8Array;
      const west = new DataView(shp.buffer, shp.byteOffset).getFloat64(36, true);
      expect(west).toBeGreaterThan(400_000);
      expect(west).toBeLessThan(600_000);
    });

    it('is a GeoPackage with one table', async () => {
      const { file, headers } = await bytes('format=geopackage&crs=EPSG:4543');
      expect(headers.get('Content-Type')).toBe('application/geopackage+sqlite3');
      expect(headers.get('Content-Disposition')).toMatch(/plan-grid-2026-11-23\.gpkg/);
      const { Database } = await initSqlJs();
      const db = new Database(file);
      const rows = (query: string) => db.exec(query)[0]?.values;
      expect(rows('PRAGMA application_id')).toEqual([[0x47504b47]]);
      expect(rows('PRAGMA integrity_check')).toEqual([['ok']]);
      expect(rows('PRAGMA foreign_key_check')).toBeUndefined();
      expect(rows('SELECT table_name, data_type, srs_id FROM gpkg_contents')).toEqual([
        ['grid', 'features', 4543],
      ]);
      expect(rows('SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1')).toEqual([[-1], [0], [4326], [4543]]);
      expect(rows('SELECT count(*), sum(dwellings), count(residents) FROM grid')).toEqual([[24, 960, 23]]);
      db.close();
    });

    it('is CSV with well-known text', async () => {
      const { text, headers } = await ann('GET', path(PLANNED_ID, 'format=csv&level=street&crs=EPSG:4326'));
      expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
      expect(text).toMatch(/^code,level,name_zh/);
      expect(text.split('\r\n')[1]).toMatch(
        /^630102001,street,.*,24,[\d.]+,2309,960,"MULTIPOLYGON \(\(\(101\.7/,
      );
    });

    it('is written within the scope of the account', async () => {
      const away = await api.as('viewer', COMMUNITY_B);
      expect((await away('GET', path(PLANNED_ID, 'format=geojson'))).body.features).toHaveLength(12);
      expect((await away('GET', path(PLANNED_ID, 'format=geojson&level=street'))).body.features).toEqual([]);
      expect((await away('GET', path(PLANNED_ID, 'format=geopackage&level=city'))).status).toBe(200);
      expect((await away('GET', path(PLANNED_ID, 'format=shapefile&level=city'))).status).toBe(200);
    });

    it.each([
      'format=kml',
      'level=block',
      'crs=EPSG:3857&format=csv',
      'crs=4543&format=csv',
      'crs=EPSG:4543&format=geojson',
      'x=1',
    ])('is not written with %s', async (query) => {
      expect((await ann('GET', path(PLANNED_ID, query))).status).toBe(400);
    });
  });

  describe('a draft', () => {
    it('is written as it is now, with the counts of its origin shared out', async () => {
      const { body, headers } = await ann('GET', path(draftId, 'format=geojson'));
      expect(headers.get('Content-Disposition')).toMatch(/draft-grid-2026-11-23/);
      expect(body.features).toHaveLength(23);
      const kept = body.features.find(
        ({ id }: GeojsonFeature) => id === PLANNED.grids.get(plannedGrid(4, 0))?.code,
      );
      expect(kept.properties).toMatchObject({
        residents: 200,
        dwellings: 80,
        grids: 1,
        name_zh: `格${kept.id}`,
      });
      const { body: areas } = await ann('GET', path(draftId, 'format=geojson&level=community'));
      expect(
        areas.features.map(({ properties }: GeojsonFeature) => [properties.grids, properties.residents]),
      ).toEqual([
        [12, 1105],
        [11, 1200],
      ]);
    });

    it('is not there for another scope', async () => {
      const here = await api.as('planner', COMMUNITY_A);
      const { id } = (await here('POST', '/api/drafts', { name: '内' })).body;
      expect((await (await api.as('planner', COMMUNITY_B))('GET', path(id, 'format=csv'))).status).toBe(404);
    });
  });

  describe('a difference', () => {
    const difference = (format: string) =>
      `/api/plans/${PLANNED_ID}/difference?to=${draftId}&format=${format}`;

    it('is GeoJSON of borders and grids', async () => {
      const { body, headers } = await ann('GET', difference('geojson'));
      expect(headers.get('Content-Type')).toBe('application/geo+json');
      expect(
        body.features.map(({ properties, geometry }: GeojsonFeature) => [
          properties.what,
          properties.change ?? properties.kind,
          geometry.type,
        ]),
      ).toEqual([
        ['border', 'removed', 'MultiLineString'],
        ['grid', 'changed', 'Polygon'],
        ['grid', 'merged', 'Polygon'],
      ]);
    });

    it('is CSV with a line for each grid', async () => {
      const { text, headers } = await ann('GET', difference('csv'));
      expect(headers.get('Content-Disposition')).toMatch(/difference-2026-11-23\.csv/);
      const [head, changed, merged, rest] = text.split('\r\n').map((line) => line.split(','));
      const cell = (line: string[] | undefined, column: string) => line?.[head?.indexOf(column) ?? -1];
      expect(['residents_before', 'residents_after', 'kind'].map((column) => cell(changed, column))).toEqual([
        '100',
        '200',
        'changed',
      ]);
      expect(
        ['residents_before', 'residents_after', 'to_grids'].map((column) => cell(merged, column)),
      ).toEqual(['100', '', cell(changed, 'code_after')]);
      expect(rest).toEqual(['']);
    });
  });
});
