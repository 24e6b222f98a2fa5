import { describe, expect, it } from 'vitest';
import type { RawRecord } from '../../../core/import/accept-row.ts';
import { ImportRefused } from '../../../server/import/import-refused.ts';
import { readerOf } from '../../../server/import/record-reader.ts';
import { sniffFile } from '../../../server/import/sniff.ts';
import { surveyFile } from '../../../server/import/survey.ts';
import { withDatabases } from '../../support/databases.ts';
import { gbk, tempFiles } from './files.ts';
import { type ShapefileParts, zippedShapefile } from './shapefile-files.ts';
import { Trial } from './trial.ts';

const file = tempFiles();
const COLUMNS = [
  { name: '名称', kind: 'C', width: 20 },
  { name: 'BEAT', kind: 'N', width: 10 },
];
const square = (west: number, south: number, size: number): number[][] => [
  [west, south],
  [west, south + size],
  [west + size, south + size],
  [west + size, south],
  [west, south],
];
const parts = (more: Partial<ShapefileParts> = {}): ShapefileParts => ({
  columns: COLUMNS,
  records: [
    { rings: [square(101.7, 36.6, 0.01)], cells: ['东关', '17'] },
    { rings: null, cells: ['西关', ''] },
  ],
  ...more,
});

async function readAll(content: Uint8Array) {
  const path = file(`${Math.random()}.zip`, content);
  const sniffed = await sniffFile(path);
  const reader = readerOf(sniffed);
  const records: RawRecord[] = [];
  for await (const piece of reader.open(path)) records.push(...piece);
  return { sniffed, reader, records: records.map((one) => ({ ...one, values: { ...one.values } })) };
}

async function refusalOf(content: Uint8Array): Promise<string> {
  const error = await readAll(content).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ImportRefused)) throw new Error('the file was taken');
  return error.refusal.reason;
}

describe('a shapefile in a zip archive', () => {
  it('gives its shapes with what stands beside them', async () => {
    const { sniffed, reader, records } = await readAll(
      zippedShapefile(parts({ more: { prj: 'GEOGCS["a"]' } })),
    );
    expect(sniffed.format).toBe('shapefile');
    expect(reader.fileCrs).toBe('GEOGCS["a"]');
    expect(records).toEqual([
      {
        index: 1,
        values: { 名称: '东关', BEAT: 17 },
        geometry: { type: 'MultiPolygon', coordinates: [[square(101.7, 36.6, 0.01)]] },
      },
      { index: 2, values: { 名称: '西关', BEAT: null }, geometry: null },
    ]);
  });

  it.each([
    ['GBK as its .cpg says', { encode: gbk, more: { cpg: '936\r\n' } }, 'gb18030'],
    ['GBK as its driver says', { encode: gbk, driver: 0x4d }, 'gb18030'],
    ['GBK and nothing says so', { encode: gbk }, 'gb18030'],
    ['UTF-8 and nothing says so', {}, 'utf-8'],
  ])('is read in %s', async (_, more, encoding) => {
    const { reader, records } = await readAll(zippedShapefile(parts(more)));
    expect(records[0]?.values).toEqual({ 名称: '东关', BEAT: 17 });
    expect(reader.encoding).toBe(encoding);
  });

  it('leaves out rows that are deleted, and keeps the others beside their shapes', async () => {
    const [first, second] = parts().records;
    const records = [{ ...second!, isDeleted: true }, first!];
    const found = (await readAll(zippedShapefile(parts({ records })))).records;
    expect(found.map(({ index, values }) => [index, values.BEAT])).toEqual([[1, 17]]);
  });

  it('is refused where it is cut off, and where there are several', async () => {
    const { records } = parts();
    const cut = zippedShapefile(
      parts({ records: [{ ...records[0]!, rings: [square(0, 0, 1).slice(0, 4)] }] }),
    );
    expect(await refusalOf(cut.slice(0, cut.length - 30))).toMatch(/file_foreign|shapefile_damaged/);
    const { zipSync } = await import('fflate');
    const shp = new Uint8Array(120);
    expect(await refusalOf(zipSync({ 'a.shp': shp, 'b.shp': shp }))).toBe('shapefiles_several');
    expect(await refusalOf(zipSync({ 'a.shp': shp }))).toBe('shapefile_damaged');
    expect(await refusalOf(zipSync({ 'a.txt': shp }))).toBe('file_foreign');
  });

  it('names its system, which is refused where it is not known', async () => {
    const wkt = 'PROJCS["Xian_1980",GEOGCS["x",DATUM["x",SPHEROID["Xian_1980",6378140.0,298.257]]]]';
    const path = file('xian.zip', zippedShapefile(parts({ more: { prj: wkt } })));
    const options = { as: 'grids' as const, map: {}, set: {} };
    await expect(surveyFile(path, options, 'Asia/Shanghai')).rejects.toMatchObject({
      refusal: { reason: 'crs_unknown', params: { crs: 'Xian_1980' } },
    });
  });
});

withDatabases('schema', (database) => {
  const trial = new Trial(database);

  it('in feet of New York becomes grids; a CSV of well-known text in metres does, by a code of the registry', async () => {
    const feet = (west: number) => [square(989_000 + west, 212_000, 3000)];
    const records = [0, 3000].map((west) => ({ rings: feet(west), cells: ['b', String(west)] }));
    const prj =
      'PROJCS["NAD_1983_StatePlane_New_York_Long_Island_FIPS_3104_Feet",GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",984250.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-74.0],PARAMETER["Standard_Parallel_1",40.66666666666666],PARAMETER["Standard_Parallel_2",41.03333333333333],PARAMETER["Latitude_Of_Origin",40.16666666666666],UNIT["Foot_US",0.3048006096012192]]';
    const path = file('ny.zip', zippedShapefile(parts({ records, more: { prj } })));
    const zone = 'America/New_York';
    const job = await trial.applied(path, { as: 'grids', zone });
    expect(job.report).toMatchObject({ format: 'shapefile', crsFrom: 'file', written: { grid: 2 } });
    const [grid] = await database().query<{ lng: number; lat: number; m2: number }>({
      text: 'SELECT ST_X(ST_Centroid(ST_Union(geom))) AS lng, ST_Y(ST_Centroid(ST_Union(geom))) AS lat, ST_Area(ST_Union(geom)::geography) AS m2 FROM grid',
      values: [],
    });
    expect([grid?.lng, grid?.lat]).toEqual([expect.closeTo(-73.972, 3), expect.closeTo(40.7526, 3)]);
    expect((grid?.m2 ?? 0) / (6000 * 3000 * 0.3048 ** 2)).toBeCloseTo(1, 3);
    await trial.undo(job.id);

    const wkt = (west: number) =>
      `"POLYGON ((${square(333_000 + west, 6_250_000, 1000)
        .map((position) => position.join(' '))
        .join(', ')}))",${west}`;
    const csv = file('sydney.csv', `the_geom,beat\n${wkt(0)}\n${wkt(1000)}\n`);
    const sydney = await trial.applied(csv, { as: 'grids', zone: 'Australia/Sydney', crs: 'EPSG:28356' });
    expect(sydney.survey.crs.code).toBe('EPSG:28356');
    expect(sydney.report.written).toMatchObject({ grid: 2 });
    await trial.undo(sydney.id);
  });
});
