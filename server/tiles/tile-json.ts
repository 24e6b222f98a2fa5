import { BUILDING_MIN_ZOOM } from './building-layer.ts';
import { MAX_ZOOM } from './mercator.ts';
import type { FieldType } from './noun-tiles.ts';
import { NOUN_TILES } from './noun-tiles.ts';
import type { Tileset } from './tile-store.ts';

interface VectorLayer {
  id: string;
  description: string;
  minzoom: number;
  maxzoom: number;
  fields: Record<string, FieldType>;
}

const NAMES: Record<string, FieldType> = { nameZh: 'String', nameEn: 'String' };

function layer(
  id: string,
  description: string,
  minzoom: number,
  fields: Record<string, FieldType>,
): VectorLayer {
  return { id, description, minzoom, maxzoom: MAX_ZOOM, fields };
}

function layersOf(tileset: Tileset): VectorLayer[] {
  if (tileset === 'base')
    return [
      layer('land', 'Water, green and built-up land', 0, { kind: 'String', ...NAMES }),
      layer('roads', 'Roads; major ones at small scales', 7, {
        class: 'String',
        ...NAMES,
        oneWay: 'Boolean',
        bridge: 'Boolean',
      }),
      layer('buildings', 'Invented buildings of the demo city', BUILDING_MIN_ZOOM, { kind: 'String' }),
    ];
  if (tileset === 'plan')
    return [
      layer('areas', 'City, districts, streets (z8) and communities (z9)', 0, {
        code: 'String',
        level: 'String',
        ...NAMES,
      }),
      layer('grids', 'Grids of the plan in force', 10, { code: 'String', ...NAMES }),
      layer('boundaries', 'Each border once; level is the highest level that it bounds', 0, {
        level: 'String',
      }),
      layer('labels', 'Label points of areas and grids', 4, { code: 'String', level: 'String', ...NAMES }),
    ];
  const { fields, minZoom, limit } = NOUN_TILES[tileset];
  const description = `The ${tileset} of your scope, at most ${limit} in a tile, the newest first`;
  return [layer(tileset, description, minZoom, fields)];
}

/** A TileJSON 3.0.0 document; `origin` is the address that clients use, `bounds` [west, south, east, north] in degrees;
 * `query` goes with each tile. */
export function tileJson(
  tileset: Tileset,
  origin: string,
  bounds: [number, number, number, number] | undefined,
  query = '',
): object {
  const [west, south, east, north] = bounds ?? [-180, -85.0511, 180, 85.0511];
  return {
    tilejson: '3.0.0',
    name: tileset,
    scheme: 'xyz',
    tiles: [`${origin}/tiles/${tileset}/{z}/{x}/{y}.mvt${query}`],
    minzoom: 0,
    maxzoom: MAX_ZOOM,
    bounds: [west, south, east, north],
    center: [(west + east) / 2, (south + north) / 2, 10],
    vector_layers: layersOf(tileset),
  };
}
