import { leastBin } from '../../../../../core/hotspot/changing.ts';
import { CONFIDENCES, type Confidence } from '../../../../../core/hotspot/false-discovery.ts';
import { QUADRANTS } from '../../../../../core/hotspot/local-moran.ts';
import type { SignificanceMade } from '../../../../analysis/significance-job.ts';
import type { CellColours } from '../../cells/cell-colours.ts';

export type BinKey = 'high3' | 'high2' | 'high1' | 'low1' | 'low2' | 'low3';
export type QuadrantKey = Exclude<(typeof QUADRANTS)[number], 'none'>;

/** The class of a significant cell under a confidence; null: it is not significant. */
export function classOfCell(
  { bins, quadrant }: SignificanceMade,
  cell: number,
  confidence: Confidence,
): BinKey | QuadrantKey | null {
  const bin = bins[cell] ?? 0;
  if (Math.abs(bin) < leastBin(confidence)) return null;
  const name = QUADRANTS[quadrant[cell] ?? 0];
  if (name !== undefined && name !== 'none') return name;
  return `${bin > 0 ? 'high' : 'low'}${Math.abs(bin)}` as BinKey;
}

/** The bins that a confidence shows, the highest first. */
export function shownBins(confidence: Confidence): BinKey[] {
  const levels = CONFIDENCES.map((_, i) => i + 1).filter((level) => level >= leastBin(confidence));
  return [
    ...levels.toReversed().map((level) => `high${level}` as BinKey),
    ...levels.map((level) => `low${level}` as BinKey),
  ];
}

/** Colour of a class of cells. */
export function colourOfClass(name: BinKey | QuadrantKey, colours: CellColours): string {
  switch (name) {
    case 'high_high':
      return colours.high[2];
    case 'low_low':
      return colours.low[2];
    case 'low_high':
      return colours.lowAmongHigh;
    case 'high_low':
      return colours.highAmongLow;
    default: {
      const level = Number(name.at(-1)) - 1;
      return (name.startsWith('high') ? colours.high : colours.low)[level] ?? colours.untested;
    }
  }
}

/** How many cells there are of each class under a confidence. */
export function countClasses(found: SignificanceMade, confidence: Confidence): Map<string, number> {
  const counts = new Map<string, number>();
  for (let cell = 0; cell < found.bins.length; cell++) {
    const name = classOfCell(found, cell, confidence);
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Significant cells, those farthest from chance first. */
export function significantCells(found: SignificanceMade, confidence: Confidence): number[] {
  return Array.from(found.bins.keys())
    .filter((cell) => classOfCell(found, cell, confidence) !== null)
    .sort((a, b) => Math.abs(found.z[b]!) - Math.abs(found.z[a]!) || a - b);
}
