import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import gcoord from 'gcoord';
import { describe, expect, it } from 'vitest';
import { outsideBasemap, SHIFT_PROTOCOL } from '../../../client/map/outside-basemap.ts';
import { cornerInGcj02, partsOf } from '../../../client/map/shifted-tiles.ts';
import { ABOVE_DENSITY, mapStyle } from '../../../client/map/style/map-style.ts';
import { addressOf, fillTemplate, withAddress } from '../../../client/map/tile-address.ts';
import { shadeLevel } from '../../../client/shade/shade-level.ts';
import { LEVELS } from '../../../core/vocabulary.ts';

const ORIGIN = 'https://jingwei.example';

describe('the style of the map', () => {
  const looks = (['dark', 'light'] as const).flatMap((theme) =>
    (['zh', 'en'] as const).flatMap((language) =>
      [null, ...LEVELS].flatMap((boundaryLevel) =>
        [false, true].map((shaded) => ({
          theme,
          language,
          boundaryLevel,
          shaded,
          plan: null,
          drafted: false,
          compared: shaded,
        })),
      ),
    ),
  );

  it('is valid for every theme, language and emphasised level', () => {
    for (const look of looks)
      expect(validateStyleMin(mapStyle(look, ORIGIN, null)).map(({ message }) => message)).toEqual([]);
  });

  it('is valid over the national map service, and needs nothing else from outside', async () => {
    const outside = await outsideBasemap(
      { kind: 'tianditu', key: 'abcdefgh12345678', frame: 'wgs84' },
      'dark',
    );
    const style = mapStyle(looks[0]!, ORIGIN, outside);
    expect(validateStyleMin(style).map(({ message }) => message)).toEqual([]);
    expect(style.sources.base).toBeUndefined();
    expect(style.layers.filter(({ type }) => type === 'raster')).toHaveLength(2);
  });

  it('fetches nothing from anywhere else, fonts included', () => {
    const style = mapStyle(looks[0]!, ORIGIN, null);
    expect(style.glyphs).toBeUndefined();
    expect(
      JSON.stringify(style)
        .match(/https?:\/\/[^/"]+/g)
        ?.every((host) => host === ORIGIN),
    ).toBe(true);
  });

  it('draws the areas of the plan that is shown', () => {
    const sourceOf = (plan: string | null) => mapStyle({ ...looks[0]!, plan }, ORIGIN, null).sources.plan;
    expect(sourceOf(null)).toMatchObject({ url: `${ORIGIN}/tiles/plan.json` });
    expect(sourceOf('a-b')).toMatchObject({ url: `${ORIGIN}/tiles/plan.json?plan=a-b` });
  });

  it('draws roads, borders and names above the density and shaded areas, and all else below', () => {
    const ids = mapStyle({ ...looks[0]!, shaded: true }, ORIGIN, null).layers.map(({ id }) => id);
    const density = ids.indexOf(ABOVE_DENSITY.find((id) => ids.includes(id))!);
    expect(density).toBeGreaterThan(ids.indexOf('water'));
    for (const id of ids.filter((name) => /^(label|border|road)|names$/.test(name)))
      expect(ids.indexOf(id)).toBeGreaterThanOrEqual(density);
    for (const id of ids.filter((name) => name.startsWith('shade-')))
      expect(ids.indexOf(id)).toBeLessThan(density);
  });

  it('shades one level at each zoom', () => {
    for (const boundaryLevel of [null, ...LEVELS])
      for (let zoom = 5; zoom < 20; zoom += 0.25) {
        const shown = mapStyle({ ...looks[0]!, boundaryLevel, shaded: true }, ORIGIN, null).layers.filter(
          ({ id, minzoom = 0, maxzoom = 24 }) => id.startsWith('shade-') && zoom >= minzoom && zoom < maxzoom,
        );
        expect(shown.map(({ id }) => id)).toEqual([`shade-${shadeLevel(zoom, boundaryLevel)}`]);
      }
  });

  it('names areas in the language of the page', () => {
    const nameOf = (language: 'zh' | 'en') =>
      JSON.stringify(
        mapStyle({ ...looks[0]!, language }, ORIGIN, null).layers.find(({ id }) => id === 'label-street'),
      );
    expect(nameOf('zh')).toContain('nameZh');
    expect(nameOf('en')).toContain('nameEn');
  });
});

describe('a basemap in the GCJ-02 frame', () => {
  it('is shifted by what gcoord says, at any zoom', () => {
    for (const z of [8, 12, 15, 18]) {
      const tiles = 2 ** z;
      const x = Math.floor(((101.77 + 180) / 360) * tiles);
      const lngOf = (tileX: number) => (tileX / tiles) * 360 - 180;
      const y = Math.floor(tiles * 0.389);
      const corner = cornerInGcj02({ z, x, y });
      const shiftDegrees = lngOf(corner.x) - lngOf(x);
      const [lng] = gcoord.transform([101.77, 36.62], gcoord.WGS84, gcoord.GCJ02);
      expect(Math.abs(shiftDegrees - (lng - 101.77))).toBeLessThan(3e-4);
      expect(shiftDegrees).not.toBe(0);
    }
  });

  it('covers each tile with the parts of at most four', () => {
    const parts = partsOf(12, { x: 3205.3, y: 1599.8 });
    expect(parts.map(({ x, y }) => [x, y])).toEqual([
      [3205, 1599],
      [3206, 1599],
      [3205, 1600],
      [3206, 1600],
    ]);
    const area = parts.reduce((sum, { left, top }) => {
      const side = (at: number) => Math.min(1, at + 1) - Math.max(0, at);
      return sum + side(left) * side(top);
    }, 0);
    expect(area).toBeCloseTo(1, 9);
  });

  it('keeps the template through the map library', () => {
    const template = 'https://tiles.example/{z}/{x}/{y}.png?k=1';
    const filled = withAddress(template).replace('{z}', '12').replace('{x}', '3205').replace('{y}', '1599');
    const { template: kept, tile } = addressOf(filled);
    expect(tile).toEqual({ z: 12, x: 3205, y: 1599 });
    expect(fillTemplate(kept, tile)).toBe('https://tiles.example/12/3205/1599.png?k=1');
    expect(SHIFT_PROTOCOL).toMatch(/^[a-z0-9]+$/);
  });
});
