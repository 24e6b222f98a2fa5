import { LONGEST_SILENCE_MS, LONGEST_WAY_MS, type UsedFix } from './fixes-in-order.ts';
import { type Sides, sidesOf } from './sides.ts';

export interface StrayingRule {
  /** Farther from the line than this is off it. */
  limitMetres: number;
  /** Being off counts once it has lasted so long. */
  persistenceSeconds: number;
}

/** Time off the planned line. Milliseconds since 1970. */
export interface RouteStraying {
  fromMs: number;
  /** When it had lasted long enough to count. */
  detectedMs: number;
  /** When it was back; null: not yet, or what came of it is not known. */
  toMs: number | null;
  /** By the newest fix it is still off. */
  goesOn: boolean;
  /** The farthest that it was off, and where. */
  mostMetres: number;
  lng7: number;
  lat7: number;
}

/** Coming back counts within this share of the limit: then the next straying is a new one. */
const BACK_SHARE = 0.6;

/** When a unit was off its line: `off[i]` is how many metres fix i lies from it. */
export function strayingsOf(
  fixes: readonly UsedFix[],
  off: Float64Array,
  { limitMetres, persistenceSeconds }: StrayingRule,
): RouteStraying[] {
  const { runs } = sidesOfLine(fixes, off, limitMetres);
  const strayings: RouteStraying[] = [];
  runs.forEach(({ isIn: isOff, first, last }, i) => {
    if (!isOff) return;
    const next = runs[i + 1];
    const isBack = next !== undefined && !next.isIn && !isSilent(fixes, last);
    const fromMs = crossedMs(fixes, off, first - 1, first, limitMetres) ?? fixes[first]!.fixMs;
    const backMs = crossedMs(fixes, off, last, last + 1, limitMetres * BACK_SHARE);
    const detectedMs = fromMs + persistenceSeconds * 1000;
    if ((isBack && backMs ? backMs : fixes[last]!.fixMs) < detectedMs) return;
    let farthest = first;
    for (let k = first; k <= last; k += 1) if (off[k]! > off[farthest]!) farthest = k;
    const { lng7, lat7 } = fixes[farthest]!;
    const toMs = isBack ? (backMs ?? fixes[next.first]!.fixMs) : null;
    const goesOn = next === undefined;
    strayings.push({ fromMs, detectedMs, toMs, goesOn, mostMetres: off[farthest]!, lng7, lat7 });
  });
  return strayings;
}

/**
 * The newest fix from which a look at later ones may begin and tells the same: there nothing speaks for a straying, and it is not the last one, which might
 * yet turn out a leap. 0 at least.
 */
export function settledFix(fixes: readonly UsedFix[], off: Float64Array, limitMetres: number): number {
  const { runs, doubtFrom } = sidesOfLine(fixes.slice(0, -1), off, limitMetres);
  const last = runs.at(-1);
  if (!last) return 0;
  const from = last.isIn ? last.first : (doubtFrom ?? last.last + 1);
  return Math.max(0, Math.min(from, doubtFrom ?? from) - 1);
}

function sidesOfLine(fixes: readonly UsedFix[], off: Float64Array, limitMetres: number): Sides {
  const border = (isOff: boolean) => limitMetres * (isOff ? BACK_SHARE : 1);
  return sidesOf(fixes, (i, isOff) => off[i]! - border(isOff), LONGEST_SILENCE_MS);
}

function isSilent(fixes: readonly UsedFix[], last: number): boolean {
  return (fixes[last + 1]?.fixMs ?? 0) - fixes[last]!.fixMs > LONGEST_SILENCE_MS;
}

/** When it was `metres` off between two fixes; undefined: it was not, or the way is not known. */
function crossedMs(
  fixes: readonly UsedFix[],
  off: Float64Array,
  from: number,
  to: number,
  metres: number,
): number | undefined {
  const [a, b] = [fixes[from], fixes[to]];
  if (!a || !b || b.fixMs - a.fixMs > LONGEST_WAY_MS) return undefined;
  const share = (metres - off[from]!) / (off[to]! - off[from]!);
  return share >= 0 && share <= 1 ? Math.round(a.fixMs + share * (b.fixMs - a.fixMs)) : undefined;
}
