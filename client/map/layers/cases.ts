import { isOverdue } from '../../../core/case/due.ts';
import type { LiveFeature } from '../../live/live-diff.ts';
import { byZoom, type MapSymbol, thinOut } from './symbol.ts';

/** Below this zoom one case stands for its neighbourhood, the late and the grave first. */
const ALL_FROM_ZOOM = 12.5;

/** Cases as folders, marked by kind: outlines in time, filled once late. `today` is 'yyyy-mm-dd' in the city's zone. */
export function caseSymbols(cases: Iterable<LiveFeature<'cases'>>, zoom: number, today: string): MapSymbol[] {
  const size = byZoom(zoom, [9, 15], [15, 26]);
  const symbols = [...cases].map(({ id, geometry, properties }): MapSymbol => {
    const { kind, grade } = properties;
    const late = isOverdue(properties, today);
    const [lng, lat] = geometry.coordinates;
    return {
      noun: 'cases',
      id,
      lng,
      lat,
      icon: late ? `case-${kind}-late` : `case-${kind}`,
      size: grade === 1 ? size * 1.15 : size,
      angle: 0,
      rank: (late ? 5 : 8) + grade,
    };
  });
  return zoom < ALL_FROM_ZOOM ? thinOut(symbols, zoom, 34) : symbols;
}
