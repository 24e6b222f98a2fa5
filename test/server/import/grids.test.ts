import { describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { selectBatches } from '../../../server/queries/imports.ts';
import { withDatabases } from '../../support/databases.ts';
import { collection, square, squares, tempFiles } from './files.ts';
import { SCOPE, Trial } from './trial.ts';

const file = tempFiles();

withDatabases('schema', (database) => {
  const trial = new Trial(database);
  describe('before there are grids', () => {
    it('says what is missing when something is to be placed', async () => {
      const job = await trial.checked(file('early.csv', 'lng,lat,type,date\n101.7,36.6,theft,2026-01-01\n'), {
        as: 'incidents',
      });
      expect([job.status, job.report.error?.code]).toEqual(['failed', 'conflict']);
      expect(job.report.error?.detail).toMatch(/Import the grids first/);
    });

    it.each([
      [
        'are no surfaces',
        [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [101.7, 36.6] } }],
        /No feature of the file can be a grid/,
      ],
      [
        'lie on both sides of the earth',
        [...squares(2, 1), square({ west: 0, south: 0, properties: { name: 'nowhere' } })],
        /span 102 degrees.*feature 3/,
      ],
    ])('refuses grids that %s, naming where', async (name, features, message) => {
      const job = await trial.checked(file(`${name}.geojson`, collection(features)), { as: 'grids' });
      expect([job.status, job.report.error?.code]).toEqual(['failed', 'invalid_geometry']);
      expect(JSON.stringify(job.report.error)).toMatch(message);
      expect(await trial.count('grid')).toBe(0);
    });
  });

  describe('grids of an own city', () => {
    it('ask for the zone of a city whose sun can not be that of the default one', async () => {
      const features = squares(2, 1).map((feature) => ({
        ...feature,
        geometry: {
          type: 'Polygon',
          coordinates: feature.geometry.coordinates.map((ring) =>
            ring.map((position) => [(position[0] ?? 0) - 189, position[1]]),
          ),
        },
      }));
      const path = file('chicago.geojson', collection(features));
      const doubts = async (options: object) =>
        (await trial.checked(path, { as: 'grids', ...options })).report.warnings
          .filter(({ blocking }) => blocking)
          .map(({ code }) => code);
      expect(await doubts({})).toEqual(['zone_suspect']);
      expect(await doubts({ zone: 'America/Chicago' })).toEqual([]);
    });

    it('doubt a city whose longitude and latitude are swapped into the ice', async () => {
      const path = file('ice.geojson', collection([square({ west: 41.8, south: -87.6, properties: {} })]));
      const { report } = await trial.checked(path, { as: 'grids', zone: 'America/Chicago' });
      expect(report.warnings.filter(({ blocking }) => blocking).map(({ code }) => code)).toEqual([
        'swapped_axes',
      ]);
    });

    it('leave out features that are no areas, once that is confirmed', async () => {
      const [first, second, third] = squares(3, 1);
      const position = { type: 'Point', coordinates: [101.7, 36.6] };
      const features = [first, { ...first, geometry: null }, second, { ...first, geometry: position }, third];
      const job = await trial.checked(file('labels.geojson', collection(features)), { as: 'grids' });
      expect([job.status, job.rowsRefused, job.report.accepted]).toEqual(['checked', 2, 3]);
      expect(job.report.warnings.find(({ code }) => code === 'no_area')).toMatchObject({
        blocking: true,
        values: { count: 2, rows: '2, 4' },
      });
    });

    it('of several parts are told', async () => {
      const [first, second] = squares(2, 1);
      const away = square({ west: 101.9, south: 36.6, properties: {} }).geometry.coordinates;
      const coordinates = [first?.geometry.coordinates, away];
      const features = [{ ...first, geometry: { type: 'MultiPolygon', coordinates } }, second];
      const { report } = await trial.checked(file('parts.geojson', collection(features)), { as: 'grids' });
      expect(report.warnings.find(({ code }) => code === 'several_parts')).toMatchObject({
        blocking: true,
        values: { count: 1, rows: '1' },
      });
    });

    it('become a plan in force with all levels, as a whole', async () => {
      const job = await trial.applied(file('grids.geojson', collection(squares(4, 3))), {
        as: 'grids',
        cityName: '试城',
      });
      expect(job.report.written).toMatchObject({ grid: 12, area: 1 + 2 + 2 + 6 });
      expect(job.report.warnings.map(({ code }) => code)).toContain('generated_codes');
      const [city] = await database().query<{ value: object }>(
        sql`SELECT value FROM setting WHERE key = 'city'`,
      );
      expect(city?.value).toMatchObject({
        code: SCOPE,
        nameZh: '试城',
        timeZone: 'Asia/Shanghai',
        demo: false,
      });
      const [proof] = await database().query<{ exact: boolean; valid: boolean; arcs: number }>(sql`
        SELECT ST_Equals(ST_Union(g.geom), (SELECT geom FROM area WHERE level = 'city')) AS exact, bool_and(ST_IsValid(g.geom)) AS valid,
          (SELECT count(*)::integer FROM arc WHERE level = 'city' AND (left_grid IS NULL) <> (right_grid IS NULL)) AS arcs FROM grid g`);
      expect(proof).toEqual({ exact: true, valid: true, arcs: 10 });
      expect(await trial.count('plan', "status = 'in_force' AND length(proof_hash) = 64")).toBe(1);
    });

    it('are not laid over others', async () => {
      const job = await trial.checked(file('again.geojson', collection(squares(2, 2))), { as: 'grids' });
      expect(job.report.error?.code).toBe('conflict');
    });
  });

  it('takes the grids back when nothing lies in them any more', async () => {
    const [grids] = (await selectBatches(database(), SCOPE, undefined, 200)).filter(
      ({ noun, status }) => noun === 'grids' && status === 'done',
    );
    await trial.undo(grids?.id ?? '');
    for (const table of ['grid', 'area', 'arc', 'node', 'plan']) expect(await trial.count(table)).toBe(0);
  });

  it('builds areas by level, and then only grids that fill them exactly', async () => {
    const areas = [
      square({ west: 101.7, south: 36.6, properties: { level: '区县', code: '990101', name: 'D' } }, 0.02),
      square(
        { west: 101.7, south: 36.6, properties: { level: 'street', code: '990101001', name: 'S' } },
        0.02,
      ),
      square(
        { west: 101.7, south: 36.6, properties: { level: '社区', code: '990101001001', name: 'C' } },
        0.02,
      ),
    ];
    const job = await trial.applied(file('areas.geojson', collection(areas)), { as: 'areas' });
    expect(job.report.written).toEqual({ area: 4 });
    const coded = (features: ReturnType<typeof squares>) =>
      collection(
        features.map((feature, place) => ({
          ...feature,
          properties: { code: `99010100100100${place + 1}` },
        })),
      );
    const short = await trial.checked(file('short.geojson', coded(squares(2, 1))), { as: 'grids' });
    expect(short.report.error).toMatchObject({
      code: 'would_break_partition',
      detail: expect.stringMatching(/do not fill community 990101001001/),
    });
    expect(await trial.count('grid')).toBe(0);
    await trial.undo(job.id);
    expect(await trial.count('area')).toBe(0);
  });
});
