import fc from 'fast-check';
import gcoord from 'gcoord';
import { describe, expect, it } from 'vitest';
import { likelyProjectedCrs, parseCrs } from '../../../core/import/crs.ts';
import { guessCrs } from '../../../core/import/crs-guess.ts';
import { toPoint7 } from '../../../core/import/read-geometry.ts';

describe('parseCrs', () => {
  // Reference values: ST_Transform of PostGIS 3.3 with PROJ 9.1, from EPSG:4326 (the last two from EPSG:4269).
  it.each([
    ['EPSG:4543', 480158.642493, 4054041.914476, 101.7782, 36.6171],
    ['EPSG:4522', 34480158.642493, 4054041.914476, 101.7782, 36.6171],
    ['4543', 480158.642493, 4054041.914476, 101.7782, 36.6171],
    ['EPSG:4506', 748555.030105, 4057614.964278, 101.7782, 36.6171],
    ['EPSG:4496', 18491054.397652, 4054023.663896, 104.9, 36.6171],
    ['EPSG:3857', 11329897.397856, 4385869.007255, 101.7782, 36.6171],
    ['EPSG:32648', 211861.737648, 4057232.391076, 101.7782, 36.6171],
    ['EPSG:32733', 520629.694242, 7556090.830571, 15.2, -22.1],
    ['EPSG:26971', 358398.08887, 578802.603891, -87.6298, 41.8781],
    ['EPSG:3435', 1175844.396567, 1898954.876266, -87.6298, 41.8781],
    ['EPSG:4326', 101.7782, 36.6171, 101.7782, 36.6171],
    ['urn:ogc:def:crs:EPSG::4490', 101.7782, 36.6171, 101.7782, 36.6171],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 101.7782, 36.6171, 101.7782, 36.6171],
    ['CGCS2000', 101.7782, 36.6171, 101.7782, 36.6171],
  ])('%s of (%d, %d)', (code, x, y, lng, lat) => {
    const [foundLng, foundLat] = parseCrs(code)?.toWgs84(x, y) ?? [];
    expect(foundLng).toBeCloseTo(lng, 7);
    expect(foundLat).toBeCloseTo(lat, 7);
  });

  it.each(['gcj02', 'GCJ-02', '高德', 'BD-09', 'bd09ll'])(
    'takes %s off the Chinese offset, back to 1 m',
    (name) => {
      const crs = parseCrs(name);
      const shifted = gcoord.transform(
        [101.7782, 36.6171] as [number, number],
        gcoord.WGS84,
        crs?.code === 'GCJ-02' ? gcoord.GCJ02 : gcoord.BD09,
      );
      const [lng, lat] = crs?.toWgs84(shifted[0] as number, shifted[1] as number) ?? [];
      expect(lng).toBeCloseTo(101.7782, 5);
      expect(lat).toBeCloseTo(36.6171, 5);
      expect(Math.abs((shifted[0] as number) - 101.7782) * 89_000).toBeGreaterThan(150);
    },
  );

  it.each(['EPSG:4214', 'EPSG:99999', '', 'WGS', 'EPSG:4326; DROP TABLE', 'EPSG:32661'])(
    'does not know %j',
    (text) => {
      expect(parseCrs(text)).toBeUndefined();
    },
  );

  it('never throws', () => {
    // Any UTF-16 units; fast-check's own unit 'binary' takes seconds to be made.
    const anyText = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units));
    fc.assert(fc.property(anyText, (text) => parseCrs(text) === undefined || text.length > 0));
  });

  it('refuses places that lie nowhere', () => {
    const metres = parseCrs('EPSG:4522');
    expect(metres && toPoint7(metres, 480158, 4054041)).toBeUndefined();
    const degrees = parseCrs('EPSG:4326');
    expect(degrees && toPoint7(degrees, 101.7, 91)).toBeUndefined();
    expect(degrees && toPoint7(degrees, Number.NaN, 36)).toBeUndefined();
  });

  it('proposes the zones of the place', () => {
    expect(likelyProjectedCrs(101.7782, 36.6171).slice(0, 2)).toEqual(['EPSG:4543', 'EPSG:4522']);
    expect(likelyProjectedCrs(-87.7, 41.8)[0]).toBe('EPSG:26971');
  });
});

describe('guessCrs', () => {
  /** Roads every 200 m east-west and north-south: metres to the nearest. */
  const toRoad = (lng7: number, lat7: number): number => {
    const off = (units: number, metresPerUnit: number) => {
      const metres = (((units * metresPerUnit) % 200) + 200) % 200;
      return Math.min(metres, 200 - metres);
    };
    return Math.min(off(lng7 - 1017000000, 0.008945), off(lat7 - 366000000, 0.0111));
  };
  const onRoads = Array.from({ length: 200 }, (_, place): [number, number] => [
    1017000000 + Math.round((200 / 0.008945) * (place % 20)) + ((place * 37) % 500),
    366000000 + place * 9000,
  ]);
  const shifted = (from: 'GCJ02' | 'BD09') =>
    onRoads.map(([lng7, lat7]): [number, number] => {
      const [lng, lat] = gcoord.transform(
        [lng7 / 1e7, lat7 / 1e7] as [number, number],
        gcoord.WGS84,
        gcoord[from],
      );
      return [Math.round((lng as number) * 1e7), Math.round((lat as number) * 1e7)];
    });

  it('leaves places alone that lie on roads', () => {
    expect(guessCrs(onRoads, 'EPSG:4326', toRoad)).toBeUndefined();
  });

  it('knows GCJ-02 that was read as WGS 84', () => {
    const guess = guessCrs(shifted('GCJ02'), 'EPSG:4326', toRoad);
    expect(guess?.crs).toBe('GCJ-02');
    expect(guess?.shiftMetres).toBeGreaterThan(100);
    expect(guess?.shiftMetres).toBeLessThan(700);
  });

  it('knows WGS 84 that was read as GCJ-02', () => {
    const misread = onRoads.map(([lng7, lat7]): [number, number] => {
      const [lng, lat] = gcoord.transform(
        [lng7 / 1e7, lat7 / 1e7] as [number, number],
        gcoord.GCJ02,
        gcoord.WGS84,
      );
      return [Math.round((lng as number) * 1e7), Math.round((lat as number) * 1e7)];
    });
    expect(guessCrs(misread, 'GCJ-02', toRoad)?.crs).toBe('EPSG:4326');
  });

  it('is silent about places spread without regard to roads, and outside China', () => {
    const anywhere = Array.from({ length: 400 }, (_, place): [number, number] => [
      1017000000 + ((place * 7919) % 1_000_000),
      366000000 + ((place * 104_729) % 1_000_000),
    ]);
    expect(guessCrs(anywhere, 'EPSG:4326', toRoad)).toBeUndefined();
    const chicago = onRoads.map(([lng7, lat7]): [number, number] => [
      lng7 - 1_900_000_000,
      lat7 + 50_000_000,
    ]);
    expect(guessCrs(chicago, 'EPSG:4326', () => 100)).toBeUndefined();
  });
});
