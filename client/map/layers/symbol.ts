import type { LiveNoun } from '../../../core/contract/live.ts';
import { mercatorX, mercatorY } from '../../../core/hotspot/density.ts';
import type { IconName } from './icons.ts';

/** One thing drawn as a symbol. Layers are functions from state to lists of these; the map host turns them into pixels. */
export interface MapSymbol {
  noun: LiveNoun;
  id: string;
  lng: number;
  lat: number;
  icon: IconName;
  /** Side of the icon's box in CSS pixels; the drawn shape is about 0.7 of it. */
  size: number;
  /** Degrees clockwise from north. */
  angle: number;
  /** 0 is the most important: drawn last, picked first, kept when thinned out. */
  rank: number;
  /** CSS pixels to the right and down from the place to the middle of the icon. */
  offset?: readonly [right: number, down: number];
  /** Ids of the things that are drawn as this one symbol, the most urgent first; `id` is the first. */
  members?: readonly string[];
  /** Only a part of the symbol before it, such as a digit. */
  isPart?: true;
}

/** Side in degrees of what is in view, padded. */
export type ViewBox = readonly [west: number, south: number, east: number, north: number];

const TILE_PIXELS = 512;

/**
 * At most one symbol in each square of `cellPixels`, the one of lowest rank (the first of equals). The squares are fixed to the
 * ground at the whole zoom below, so that panning and small zooming change nothing.
 */
export function thinOut(symbols: readonly MapSymbol[], zoom: number, cellPixels: number): MapSymbol[] {
  const cells = (TILE_PIXELS * 2 ** Math.floor(zoom)) / cellPixels;
  const kept = new Map<number, MapSymbol>();
  for (const symbol of symbols) {
    const cell =
      Math.floor(mercatorX(symbol.lng) * cells) * 2 ** 26 + Math.floor(mercatorY(symbol.lat) * cells);
    const held = kept.get(cell);
    if (!held || symbol.rank < held.rank) kept.set(cell, symbol);
  }
  return [...kept.values()];
}

/** Those inside `box`. */
export function inBox(symbols: readonly MapSymbol[], [west, south, east, north]: ViewBox): MapSymbol[] {
  return symbols.filter(({ lng, lat }) => lng >= west && lng <= east && lat >= south && lat <= north);
}

/** Linear between the zooms given, constant beyond them. */
export function byZoom(
  zoom: number,
  [zoom0, value0]: [number, number],
  [zoom1, value1]: [number, number],
): number {
  const part = Math.min(1, Math.max(0, (zoom - zoom0) / (zoom1 - zoom0)));
  return value0 + (value1 - value0) * part;
}
