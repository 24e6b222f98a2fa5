import { describe, expect, test } from 'vitest';
import { adoptStyle } from '../../../client/map/outside-style.ts';

const ADDRESS = 'https://maps.example/styles/city/style.json';

describe('a style by somebody else', () => {
  const style = {
    version: 8,
    glyphs: '../fonts/{fontstack}/{range}.pbf',
    sprite: [{ id: 'default', url: '/sprites/a' }],
    sources: {
      base: { type: 'vector', url: 'tiles.json' },
      photo: { type: 'raster', tiles: ['/photo/{z}/{x}/{y}.jpg', 'https://b.example/{z}/{x}/{y}'] },
      archive: { type: 'vector', url: 'pmtiles://https://c.example/a.pmtiles' },
    },
    layers: [
      { id: 'ground', type: 'background' },
      { id: 'grids', type: 'fill', source: 'base', 'source-layer': 'land' },
      { id: 'marks', type: 'symbol', source: 'base', 'source-layer': 'place', layout: { 'icon-image': 'a' } },
      {
        id: 'names',
        type: 'symbol',
        source: 'base',
        'source-layer': 'place',
        layout: { 'text-field': ['get', 'name'], 'text-font': ['literal', ['Noto Sans Regular']] },
      },
    ],
  } as const;
  // biome-ignore lint/suspicious/noExplicitAny: a style as a server sends it, of any shape
  const adopt = (change: object = {}) => adoptStyle({ ...style, ...change } as any, ADDRESS);

  test('keeps its names apart from ours', () => {
    const { sources, layers } = adopt();
    expect(Object.keys(sources)).toEqual(['outside-base', 'outside-photo', 'outside-archive']);
    expect(layers.map(({ id }) => id)).toEqual([
      'outside-ground',
      'outside-grids',
      'outside-marks',
      'outside-names',
    ]);
    expect(layers[1]).toMatchObject({ source: 'outside-base', 'source-layer': 'land' });
  });

  test('means its addresses from where it lies', () => {
    const { sources, glyphs, sprite } = adopt();
    expect(sources).toMatchObject({
      'outside-base': { url: 'https://maps.example/styles/city/tiles.json' },
      'outside-photo': {
        tiles: ['https://maps.example/photo/{z}/{x}/{y}.jpg', 'https://b.example/{z}/{x}/{y}'],
      },
      'outside-archive': { url: 'pmtiles://https://c.example/a.pmtiles' },
    });
    expect(glyphs).toBe('https://maps.example/styles/fonts/{fontstack}/{range}.pbf');
    expect(sprite).toEqual([{ id: 'default', url: 'https://maps.example/sprites/a' }]);
  });

  test('gives our labels a font that its glyphs have, or else no glyphs at all', () => {
    expect(adopt().font).toEqual(['Noto Sans Regular']);
    const unnamed = { id: 'n', type: 'symbol', source: 'base', layout: { 'text-field': 'x' } };
    expect(adopt({ layers: [unnamed] }).font).toEqual(['Open Sans Regular', 'Arial Unicode MS Regular']);
    expect(adopt({ layers: style.layers.slice(0, 3) })).not.toHaveProperty('glyphs');
  });
});
