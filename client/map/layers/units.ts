import type { LiveFeature } from '../../live/live-diff.ts';
import type { UnitPlace } from '../unit-motion.ts';
import { byZoom, type MapSymbol } from './symbol.ts';

const STILL_BELOW_KMH = 1;

/** Units on duty as arrows where they are; hollow when the newest position is older than `staleAfterMs`. */
export function unitSymbols(
  units: ReadonlyMap<string, LiveFeature<'units'>>,
  places: ReadonlyMap<string, UnitPlace>,
  nowMs: number,
  staleAfterMs: number,
  zoom: number,
): MapSymbol[] {
  const symbols: MapSymbol[] = [];
  for (const [id, place] of places) {
    const unit = units.get(id);
    if (!unit || unit.properties.state === 'off_duty') continue;
    const still = place.headingDegrees === null || (place.speedKmh ?? 0) < STILL_BELOW_KMH;
    const busy = unit.properties.state === 'en_route' || unit.properties.state === 'on_scene';
    const suffix = nowMs - place.fixAtMs > staleAfterMs ? '-stale' : busy ? '-busy' : '';
    symbols.push({
      noun: 'units',
      id,
      lng: place.lng,
      lat: place.lat,
      icon: `unit${still ? '-still' : ''}${suffix}`,
      size: byZoom(zoom, [8, still ? 9 : 15], [15, still ? 20 : 27]),
      angle: still ? 0 : (place.headingDegrees ?? 0),
      rank: busy ? 5 : 6,
    });
  }
  return symbols;
}
