import { riskPhase, runsUnsigned } from '../../../core/case/risk-transitions.ts';
import type { LiveFeature } from '../../live/live-diff.ts';
import { byZoom, type MapSymbol } from './symbol.ts';

/** What begins sooner than this is drawn too, faint. */
const AHEAD_MS = 7 * 86_400_000;

/**
 * Risk files as shields while what they are about runs, filled by their grade; faint in the week before; with an exclamation mark
 * where something runs without a sign-off. `nowMs` is the time of the picture, milliseconds since 1970.
 */
export function riskSymbols(risks: Iterable<LiveFeature<'risks'>>, zoom: number, nowMs: number): MapSymbol[] {
  const size = byZoom(zoom, [9, 18], [15, 30]);
  return [...risks].flatMap(({ id, geometry, properties }): MapSymbol[] => {
    const { status, grade, startsAt } = properties;
    const phase = riskPhase(properties, nowMs);
    if (status === 'withdrawn' || phase === 'over') return [];
    if (phase === 'upcoming' && Date.parse(startsAt) > nowMs + AHEAD_MS) return [];
    const isUnsigned = runsUnsigned(properties, nowMs);
    const [lng, lat] = geometry.coordinates;
    return [
      {
        noun: 'risks',
        id,
        lng,
        lat,
        icon: isUnsigned ? 'risk-unsigned' : `risk-${grade}-${phase}`,
        size: phase === 'running' ? size : size * 0.8,
        angle: 0,
        rank: isUnsigned ? 3 : phase === 'running' ? 6 : 12,
      },
    ];
  });
}
