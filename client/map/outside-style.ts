import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { OutsideBasemap } from './style/map-style.ts';

/** Keeps the names of somebody else's sources and layers apart from ours. */
export const OUTSIDE = 'outside-';
/** What MapLibre asks a glyph server for where a layer names no font. */
const DEFAULT_FONT = ['Open Sans Regular', 'Arial Unicode MS Regular'];

/** A MapLibre style read from `address`, made ready to lie under our layers: names apart from ours, addresses absolute. */
export function adoptStyle(style: StyleSpecification, address: string): OutsideBasemap {
  const sources = Object.entries(style.sources).map(
    ([id, source]) => [OUTSIDE + id, withAbsolute(source, address)] as const,
  );
  const font = fontOf(style.layers);
  return {
    sources: Object.fromEntries(sources),
    layers: style.layers.map(adoptLayer),
    // Our own labels must have a font that the glyphs have: where we can not tell one, all text is drawn by the browser itself.
    ...(style.glyphs && font ? { glyphs: absolute(style.glyphs, address), font } : {}),
    ...(style.sprite ? { sprite: absoluteSprite(style.sprite, address) } : {}),
  };
}

function adoptLayer(layer: LayerSpecification): LayerSpecification {
  const id = OUTSIDE + layer.id;
  return 'source' in layer ? { ...layer, id, source: OUTSIDE + layer.source } : { ...layer, id };
}

/** An address as the style at `base` means it; the braces that MapLibre fills stay. */
export function absolute(address: string, base: string): string {
  if (/^[a-z][a-z\d+.-]*:/i.test(address)) return address;
  return new URL(address, base).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
}

function withAbsolute(source: SourceSpecification, base: string): SourceSpecification {
  const given = source as { url?: string; tiles?: string[]; data?: unknown };
  return {
    ...source,
    ...(given.url === undefined ? {} : { url: absolute(given.url, base) }),
    ...(given.tiles === undefined ? {} : { tiles: given.tiles.map((tile) => absolute(tile, base)) }),
    ...(typeof given.data === 'string' ? { data: absolute(given.data, base) } : {}),
  } as SourceSpecification;
}

function absoluteSprite(
  sprite: NonNullable<StyleSpecification['sprite']>,
  base: string,
): NonNullable<StyleSpecification['sprite']> {
  if (typeof sprite === 'string') return absolute(sprite, base);
  return sprite.map(({ id, url }) => ({ id, url: absolute(url, base) }));
}

/** A font that the style's glyphs have: the first that a layer with text names plainly. */
function fontOf(layers: readonly LayerSpecification[]): string[] | undefined {
  const layouts = layers.flatMap((layer) => (layer.type === 'symbol' ? [layer.layout ?? {}] : []));
  const texts = layouts.filter((layout) => layout['text-field'] !== undefined);
  for (const { 'text-font': font } of texts) {
    const named: unknown = Array.isArray(font) && font[0] === 'literal' ? font[1] : font;
    if (Array.isArray(named) && named.every((name) => typeof name === 'string')) return named;
  }
  return texts.some((layout) => layout['text-font'] === undefined) ? DEFAULT_FONT : undefined;
}
