import type { LiveFeature } from '../../live/live-diff.ts';
import { byZoom, type MapSymbol, thinOut } from './symbol.ts';

/** Posts of the community net: all of them from zoom 13, one in each neighbourhood below, none where that would be a whole county. */
export function postSymbols(posts: Iterable<LiveFeature<'posts'>>, zoom: number): MapSymbol[] {
  if (zoom < 9.5) return [];
  const size = byZoom(zoom, [9, 11], [15, 22]);
  const symbols = [...posts].map(({ id, geometry, properties }) =>
    place('posts', id, geometry.coordinates, {
      icon: properties.staffed ? 'post-staffed' : 'post-unstaffed',
      size,
      rank: properties.staffed ? 12 : 11,
    }),
  );
  return zoom < 13 ? thinOut(symbols, zoom, 44) : symbols;
}

/** Checkpoints: a closed one stands out; all of them from zoom 10. */
export function checkpointSymbols(
  checkpoints: Iterable<LiveFeature<'checkpoints'>>,
  zoom: number,
): MapSymbol[] {
  const size = byZoom(zoom, [8, 11], [14, 25]);
  const symbols = [...checkpoints].map(({ id, geometry, properties }) =>
    place('checkpoints', id, geometry.coordinates, {
      icon: `checkpoint-${properties.state}`,
      size: properties.state === 'closed' ? size * 1.15 : size,
      rank: properties.state === 'closed' ? 7 : 9,
    }),
  );
  return zoom < 10 ? thinOut(symbols, zoom, 30) : symbols;
}

/** Institutions: the strictest grades first as the map is zoomed in, small squares until there is room. */
export function institutionSymbols(
  institutions: Iterable<LiveFeature<'institutions'>>,
  zoom: number,
): MapSymbol[] {
  if (zoom < 11.5) return [];
  const large = zoom >= 13.5;
  const size = byZoom(zoom, [13.5, 14], [16, 21]);
  const symbols = [...institutions].map(({ id, geometry, properties }) =>
    place('institutions', id, geometry.coordinates, {
      icon: large ? `institution-${properties.grade}` : 'small-institution',
      size: large ? size : byZoom(zoom, [10, 16], [13.5, 22]),
      rank: 12 + properties.grade,
    }),
  );
  return zoom < 15 ? thinOut(symbols, zoom, large ? 42 : 56) : symbols;
}

/** Devices: those that fail from zoom 10.5, the rest from 12, as small dots until there is room for all. */
export function deviceSymbols(devices: Iterable<LiveFeature<'devices'>>, zoom: number): MapSymbol[] {
  if (zoom < 10.5) return [];
  const large = zoom >= 14.5;
  const size = byZoom(zoom, [14.5, 17], [18, 40]);
  const shown = [...devices].filter(({ properties }) => zoom >= 12 || properties.health === 'offline');
  const symbols = shown.map(({ id, geometry, properties }) => {
    const { kind, health, bearingDegrees } = properties;
    const small = health === 'offline' ? 'small-device-off' : 'small-device';
    return place('devices', id, geometry.coordinates, {
      icon: large ? `${kind}-${health}` : small,
      size: large ? size : byZoom(zoom, [10, 16], [14.5, 24]),
      rank: health === 'ok' ? 18 : health === 'degraded' ? 17 : 16,
      angle: large && kind === 'camera' && bearingDegrees !== null ? bearingDegrees - 90 : 0,
    });
  });
  return zoom < 16 ? thinOut(symbols, zoom, large ? 30 : 52) : symbols;
}

function place(
  noun: MapSymbol['noun'],
  id: string,
  [lng, lat]: readonly [number, number],
  look: Pick<MapSymbol, 'icon' | 'size' | 'rank'> & { angle?: number },
): MapSymbol {
  return { noun, id, lng, lat, angle: 0, ...look };
}
