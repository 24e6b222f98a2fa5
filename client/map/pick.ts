import type { MapSymbol } from './layers/symbol.ts';

export interface ScreenPoint {
  x: number;
  y: number;
}

/** How much nearer, in pixels, a less important symbol must be to be picked instead. */
const RANK_PIXELS = 0.4;

/**
 * The symbol within `radius` CSS pixels of a point of the screen, the more important of near ones; undefined if there is none.
 * Done on the symbols themselves: asking the graphics card would cost a frame.
 */
export function pickSymbol(
  symbols: Iterable<MapSymbol>,
  point: ScreenPoint,
  radius: number,
  project: (lng: number, lat: number) => ScreenPoint,
): MapSymbol | undefined {
  let best: MapSymbol | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const symbol of symbols) {
    if (symbol.isPart) continue;
    const { x, y } = project(symbol.lng, symbol.lat);
    const distance = Math.hypot(x - point.x, y - point.y);
    if (distance > Math.max(radius, symbol.size / 2)) continue;
    const score = distance + symbol.rank * RANK_PIXELS;
    if (score < bestScore) {
      best = symbol;
      bestScore = score;
    }
  }
  return best;
}
