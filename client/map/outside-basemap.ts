import type { LayerSpecification, RasterSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Basemap } from '../../core/contract/basemap.ts';
import { absolute, adoptStyle, OUTSIDE } from './outside-style.ts';
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
  return basemap.frame === 'gcj02' ? { ...found, sources: await shifted(found.sources) } : found;
}

const TIANDITU = [`${OUTSIDE}tianditu`, `${OUTSIDE}tianditu-names`] as const;
const ARCHIVE = `${OUTSIDE}archive`;

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
    sources: { [TIANDITU[0]]: source('vec'), [TIANDITU[1]]: source('cva') },
    layers: TIANDITU.map((id) => pictureLayer(id, theme)),
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

/** A server that says nothing for so long counts as unreachable. */
const PATIENCE_MS = 4000;

async function readStyle(address: string): Promise<OutsideBasemap> {
  return adoptStyle(await readJson<StyleSpecification>(address), address);
}

async function readJson<T>(address: string): Promise<T> {
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return (await response.json()) as T;
}

async function archiveBasemap(path: string, theme: 'dark' | 'light'): Promise<OutsideBasemap> {
  const { PMTiles, TileType } = await import('pmtiles');
  const address = new URL(path, location.origin).href;
  const { tileType, maxZoom } = await new PMTiles(address).getHeader();
  const vectors = tileType === TileType.Mvt;
  const url = `${PMTILES_PROTOCOL}://${address}`;
  if (vectors)
    return { sources: { [ARCHIVE]: { type: 'vector', url } }, layers: vectorBasemapLayers(ARCHIVE, theme) };
  const tiles = [`${url}/{z}/{x}/{y}`];
  return {
    sources: { [ARCHIVE]: { type: 'raster', tiles, tileSize: 256, maxzoom: maxZoom } },
    layers: [pictureLayer(ARCHIVE, theme)],
  };
}

/** Sources whose pictures are put where things are. Vector tiles and archives can not be shifted by a picture's means: they are refused. */
async function shifted(sources: StyleSpecification['sources']): Promise<StyleSpecification['sources']> {
  const entries = Object.entries(sources).map(async ([id, source]) => {
    if (source.type !== 'raster') throw new ShiftedVectors();
    const told = source.tiles || !source.url ? source : await describedBy(source, source.url);
    if (!told.tiles?.every((tile) => tile.startsWith('http'))) throw new ShiftedVectors();
    return [
      id,
      { ...told, tiles: told.tiles.map((tile) => `${SHIFT_PROTOCOL}://${withAddress(tile)}`) },
    ] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** A source with what its TileJSON says of it. */
async function describedBy(
  { url: _url, ...source }: RasterSourceSpecification,
  address: string,
): Promise<RasterSourceSpecification> {
  if (!address.startsWith('http')) throw new ShiftedVectors();
  const { tiles = [], minzoom, maxzoom } = await readJson<RasterSourceSpecification>(address);
  const zooms = {
    ...(minzoom === undefined ? {} : { minzoom }),
    ...(maxzoom === undefined ? {} : { maxzoom }),
  };
  return { ...zooms, ...source, tiles: tiles.map((tile) => absolute(tile, address)) };
}
