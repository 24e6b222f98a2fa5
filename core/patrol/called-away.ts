import type { RouteStraying, StrayingRule } from './strayings.ts';

/** When a unit had a reason to be elsewhere than on its way, milliseconds since 1970; null: it has it still. */
export interface Reason {
  fromMs: number;
  toMs: number | null;
}

/** After a call a unit has so long to be back on its way. */
export const RETURN_MS = 15 * 60_000;

/**
 * The strayings that nothing explains: who leaves its way for a call does not stray until it should be back, and what it is off after that counts from the end of
 * the call. `asOfMs`: up to when it is known.
 */
export function unexplained(
  strayings: readonly RouteStraying[],
  reasons: readonly Reason[],
  asOfMs: number,
  { persistenceSeconds }: Pick<StrayingRule, 'persistenceSeconds'>,
): RouteStraying[] {
  const inOrder = [...reasons].sort((a, b) => a.fromMs - b.fromMs);
  return strayings.flatMap((straying) => {
    let { fromMs, detectedMs } = straying;
    for (const reason of inOrder) {
      if (reason.fromMs > detectedMs) continue;
      if (reason.toMs === null) return [];
      if (reason.toMs + RETURN_MS <= fromMs) continue;
      detectedMs = Math.max(detectedMs, reason.toMs + RETURN_MS, reason.toMs + persistenceSeconds * 1000);
      fromMs = Math.max(fromMs, reason.toMs);
    }
    return (straying.toMs ?? asOfMs) < detectedMs ? [] : [{ ...straying, fromMs, detectedMs }];
  });
}
