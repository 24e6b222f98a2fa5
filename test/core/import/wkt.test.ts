import { describe, expect, it } from 'vitest';
import { crsFromWkt } from '../../../core/import/crs-wkt.ts';
import { polygonsOfRings } from '../../../core/import/nested-rings.ts';
import { isWktGeometry, wktGeometry } from '../../../core/import/wkt-geometry.ts';

const NAD83 =
  'GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const FEET = 'UNIT["Foot_US",0.3048006096012192]';
const ILLINOIS = `PROJCS["NAD_1983_StatePlane_Illinois_East_FIPS_1201_Feet",${NAD83},PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",984250.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-88.33333333333333],PARAMETER["Scale_Factor",0.999975],PARAMETER["Latitude_Of_Origin",36.66666666666666],${FEET}]`;
const LONG_ISLAND = `PROJCS["NAD_1983_StatePlane_New_York_Long_Island_FIPS_3104_Feet",${NAD83},PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",984250.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-74.0],PARAMETER["Standard_Parallel_1",40.66666666666666],PARAMETER["Standard_Parallel_2",41.03333333333333],PARAMETER["Latitude_Of_Origin",40.16666666666666],${FEET}]`;
const SYDNEY = `PROJCS["GDA_1994_MGA_Zone_56",GEOGCS["GCS_GDA_1994",DATUM["D_GDA_1994",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",10000000.0],PARAMETER["Central_Meridian",153.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;

describe('a CRS in well-known text', () => {
  // Reference values: ST_Transform of PostGIS 3.3 with PROJ 9.1.
  it.each([
    [ILLINOIS, 1175844.396567, 1898954.876266, -87.6298, 41.8781],
    [LONG_ISLAND, 989791.457349, 212522.519239, -73.98, 40.75],
    [SYDNEY, 333510.65008, 6250800.241287, 151.2, -33.87],
    [NAD83, -87.5, 41.5, -87.5, 41.5],
  ])('%s', (wkt, x, y, lng, lat) => {
    const [foundLng, foundLat] = crsFromWkt(wkt)?.toWgs84(x, y) ?? [];
    expect(foundLng).toBeCloseTo(lng, 7);
    expect(foundLat).toBeCloseTo(lat, 7);
  });

  it('is called by its code or its name', () => {
    expect(crsFromWkt(SYDNEY)?.code).toBe('GDA_1994_MGA_Zone_56');
    expect(crsFromWkt(SYDNEY, 'EPSG:28356')?.code).toBe('EPSG:28356');
    expect(crsFromWkt(ILLINOIS.replace(/\]$/, ',AUTHORITY["EPSG","3435"]]'))?.code).toBe('EPSG:3435');
  });

  it('is not known where its datum lies apart by nobody says how much', () => {
    const xian = SYDNEY.replace(/SPHEROID\[[^\]]*\]/, 'SPHEROID["Xian_1980",6378140.0,298.257]');
    expect(crsFromWkt(xian)).toBeUndefined();
    expect(crsFromWkt(xian.replace(']],PRIMEM', '],TOWGS84[0,0,0]],PRIMEM'))).toBeDefined();
    expect(crsFromWkt('PROJCS["nonsense",UNIT["x",1]]')).toBeUndefined();
    expect(crsFromWkt('EPSG:4326')).toBeUndefined();
  });
});

describe('a geometry in well-known text', () => {
  it.each([
    ['POINT (1 2)', 'Point', [1, 2]],
    [
      'POLYGON ((0 0, 1 0, 1 1, 0 0))',
      'Polygon',
      [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    ],
    [
      'MULTIPOLYGON Z (((0 0 5, 1 0 5, 1 1 5, 0 0 5),(.1 .1 5,.2 .1 5,.2 .2 5,.1 .1 5)))',
      'MultiPolygon',
      [
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
          [
            [0.1, 0.1],
            [0.2, 0.1],
            [0.2, 0.2],
            [0.1, 0.1],
          ],
        ],
      ],
    ],
    ['polygon empty', 'Polygon', []],
  ])('%s', (text, type, coordinates) => {
    expect(wktGeometry(text)).toEqual({ geometry: { type, coordinates }, srid: undefined });
  });

  it('may tell its system', () => {
    expect(wktGeometry('SRID=4326;POINT(1 2)')?.srid).toBe(4326);
  });

  it('is no text that only begins alike, and broken brackets are no coordinates', () => {
    expect(isWktGeometry('Polygon Street (north)')).toBe(false);
    expect(wktGeometry('a theft')).toBeUndefined();
    expect(wktGeometry('POLYGON ((0 0, 1 0')?.geometry.coordinates).toBeUndefined();
    expect(wktGeometry('POLYGON (0 0))')?.geometry.coordinates).toBeUndefined();
  });
});

describe('rings one after another', () => {
  const ring = (west: number, south: number, size: number): [number, number][] => [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];

  it('are shells, holes and islands in holes whichever way they run', () => {
    const [outer, hole, island, away] = [ring(0, 0, 10), ring(1, 1, 8), ring(2, 2, 2), ring(20, 0, 1)];
    const found = polygonsOfRings([hole, away, island, outer.toReversed()]);
    expect(found).toHaveLength(3);
    expect(found).toContainEqual([outer.toReversed(), hole]);
    expect(found).toContainEqual([island]);
    expect(found).toContainEqual([away]);
  });

  it('of a hundred thousand islands are as many polygons', () => {
    const islands = Array.from({ length: 100_000 }, (_, at) => ring(at % 400, Math.floor(at / 400), 0.5));
    expect(polygonsOfRings(islands)).toHaveLength(100_000);
  });
});
