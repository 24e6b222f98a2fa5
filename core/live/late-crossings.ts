import { type Crossing, type FenceShape, type Fix, newFenceWatch, takeFixes } from './geofence.ts';

/** A crossing that was told when not all fixes were known. */
export interface ToldCrossing {
  fenceId: string;
  to: Crossing['to'];
  /** Milliseconds since 1970, here and below. */
  fixMs: number;
}

/**
 * The crossings from `fromMs` on that the fixes of one unit tell, now that all are known, and that were not told before. A told one is the
 * same as one to the same side of the same fence with none back between them: it was only seen at another fix.
 */
export function lateCrossings(
  fences: readonly FenceShape[],
  fixes: readonly Fix[],
  fromMs: number,
  told: readonly ToldCrossing[],
): Crossing[] {
  const firstMs = fixes.reduce((least, { fixMs }) => Math.min(least, fixMs), Number.POSITIVE_INFINITY);
  const all = takeFixes(newFenceWatch(fences), fixes);
  const known = told.filter(({ fixMs }) => fixMs >= firstMs);
  return all.filter(
    (crossing) => crossing.at.fixMs >= fromMs && !known.some((one) => isSame(one, crossing, all)),
  );
}

/**
 * Of crossings that the fixes after `knownToMs` tell, those that were not told when an earlier watch went through them. Both maps are
 * by unit; a unit that is not in them was not told of, or not known at all.
 */
export function untoldCrossings(
  crossings: readonly Crossing[],
  told: ReadonlyMap<string, readonly ToldCrossing[]>,
  knownToMs: ReadonlyMap<string, number>,
): Crossing[] {
  return crossings.filter((crossing) => {
    const sinceMs = knownToMs.get(crossing.unitId) ?? Number.NEGATIVE_INFINITY;
    const own = told.get(crossing.unitId) ?? [];
    return !own.some(
      (one) => (one.fixMs > sinceMs || one.fixMs === crossing.at.fixMs) && isSame(one, crossing, crossings),
    );
  });
}

function isSame(
  told: ToldCrossing,
  { fenceId, unitId, to, at }: Crossing,
  all: readonly Crossing[],
): boolean {
  if (told.fenceId !== fenceId || told.to !== to) return false;
  const [low, high] = [Math.min(told.fixMs, at.fixMs), Math.max(told.fixMs, at.fixMs)];
  const isBack = (one: Crossing) => one.unitId === unitId && one.fenceId === fenceId && one.to !== to;
  return !all.some((one) => isBack(one) && one.at.fixMs > low && one.at.fixMs < high);
}
