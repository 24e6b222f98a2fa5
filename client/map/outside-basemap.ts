import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Basemap } from '../../core/contract/basemap.ts';
import type { OutsideBasemap } from './style/map-style.ts';
import { vectorBasemapLayers } from './style/outside-layers.ts';
import { withAddress } from './tile-address.ts';

/** Why an outside basemap can not be drawn where it belongs. */
export class ShiftedVectors extends Error {}

/** Name of the protocol that reads a PMTiles archive, and of the one that shifts GCJ-02 pictures to where things are. */
export const PMTILES_PROTOCOL = 'pmtiles';
export const SHIFT_PROTOCOL = 'gcj02';

/** Sources and layers of the configured basemap; null for the city's own. Throws if it can not be had. */
export async function outsideBasemap(
  basemap: Basemap,
  theme: 'dark' | 'light',
): Promise<OutsideBasemap | null> {
  if (basemap.kind === 'own') return null;
  if (basemap.kind === 'tianditu') return tianditu(basemap.key, theme);
  const found =
    basemap.kind === 'style' ? await readStyle(basemap.url) : await archiveBasemap(basemap.url, theme);
  return basemap.frame === 'gcj02' ? { ...found, sources: shifted(found.sources) } : found;
}

/** The national map service: vector look and names as two picture layers, dimmed on the dark map. CGCS2000, not shifted. */
function tianditu(key: string, theme: 'dark' | 'light'): OutsideBasemap {
  const source = (layer: string): StyleSpecification['sources'][string] => ({
    type: 'raster',
    tileSize: 256,
    maxzoom: 18,
    attribution: '天地图 Tianditu',
    tiles: Array.from(
      { length: 8 },
      (_, i) =>
        `https://t${i}.tianditu.gov.cn/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}` +
        `&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${key}`,
    ),
  });
  return {
    sources: { tianditu: source('vec'), 'tianditu-names': source('cva') },
    layers: ['tianditu', 'tianditu-names'].map((id) => pictureLayer(id, theme)),
  };
}

/** Pictures are calmed, and darkened on the dark map, so that symbols stand out from them. */
function pictureLayer(id: string, theme: 'dark' | 'light'): LayerSpecification {
  return {
    id,
    type: 'raster',
    source: id,
    paint:
      theme === 'dark'
        ? { 'raster-saturation': -0.75, 'raster-brightness-max': 0.35, 'raster-contrast': 0.1 }
        : { 'raster-saturation': -0.35, 'raster-opacity': 0.85 },
  };
}

async function readStyle(url: string): Promise<OutsideBasemap> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const style = (await response.json()) as StyleSpecification;
  const layers = style.layers.filter(({ type }) => type !== 'background');
  const font = layers.map(({ layout }) => (layout as { 'text-font'?: unknown } | undefined)?.['text-font']);
  const firstFont = font.find(
    (stack) => Array.isArray(stack) && stack.every((name) => typeof name === 'string'),
  );
  return {
    sources: style.sources,
    layers,
    ...(style.glyphs ? { glyphs: style.glyphs } : {}),
    ...(style.sprite ? { sprite: style.sprite } : {}),
    ...(firstFont ? { font: firstFont as string[] } : {}),
  };
}

async function archiveBasemap(path: string, theme: 'dark' | 'light'): Promise<OutsideBasemap> {
  const { PMTiles, TileType } = await import('pmtiles');
  const address = new URL(path, location.origin).href;
  const { tileType, maxZoom } = await new PMTiles(address).getHeader();
  const vectors = tileType === TileType.Mvt;
  const url = `${PMTILES_PROTOCOL}://${address}`;
  if (vectors)
    return { sources: { archive: { type: 'vector', url } }, layers: vectorBasemapLayers('archive', theme) };
  const tiles = [`${url}/{z}/{x}/{y}`];
  return {
    sources: { archive: { type: 'raster', tiles, tileSize: 256, maxzoom: maxZoom } },
    layers: [pictureLayer('archive', theme)],
  };
}

/** Sources whose pictures are put where things are. Vector tiles and archives can not be shifted by a picture's means: they are refused. */
function shifted(sources: StyleSpecification['sources']): StyleSpecification['sources'] {
  return Object.fromEntries(
    Object.entries(sources).map(([id, source]) => {
      const isPictures = source.type === 'raster' && source.tiles?.every((tile) => tile.startsWith('http'));
      if (!isPictures || !source.tiles) throw new ShiftedVectors();
      return [
        id,
        { ...source, tiles: source.tiles.map((tile) => `${SHIFT_PROTOCOL}://${withAddress(tile)}`) },
      ];
    }),
  );
}
