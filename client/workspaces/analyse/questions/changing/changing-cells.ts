import {
  EMERGING_CLASSES,
  type EmergingClass,
  type SpotPattern,
} from '../../../../../core/hotspot/emerging.ts';
import type { ChangingMade } from '../../../../analysis/changing-job.ts';
import type { CellColours } from '../../cells/cell-colours.ts';

/** The class of a cell. */
export function classOf({ classes }: ChangingMade, cell: number): EmergingClass {
  return EMERGING_CLASSES[classes[cell] ?? 0] ?? 'none';
}

/** The pattern of a class, whether hot or cold. */
export function patternOf(name: EmergingClass): SpotPattern | null {
  return name === 'none' ? null : (name.slice(name.indexOf('_') + 1) as SpotPattern);
}

/** Colour of a class on the map; none has no colour. */
export function colourOfChange(name: EmergingClass, { hot, cold }: CellColours): string | null {
  const number = EMERGING_CLASSES.indexOf(name) - 1;
  if (number < 0) return null;
  return (number < hot.length ? hot[number] : cold[number - hot.length]) ?? null;
}

/** How many cells there are of each class, those outside the ground left out. */
export function countChanges(made: ChangingMade): Map<EmergingClass, number> {
  const counts = new Map<EmergingClass, number>(EMERGING_CLASSES.map((name) => [name, 0]));
  for (let cell = 0; cell < made.classes.length; cell++) {
    if (!made.isCompared[cell]) continue;
    const name = classOf(made, cell);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Cells of a class, or of all patterns: in the order of the classes, the hottest first. */
export function changedCells(made: ChangingMade, alone: string | null): number[] {
  const last = made.edges.length - 2;
  const lastZ = (cell: number) => Math.abs(made.z[last * made.classes.length + cell] ?? 0);
  return Array.from(made.classes.keys())
    .filter((cell) => made.classes[cell] !== 0 && (alone === null || classOf(made, cell) === alone))
    .sort((a, b) => made.classes[a]! - made.classes[b]! || lastZ(b) - lastZ(a) || a - b);
}

/** Scores and bins of a cell, step by step. */
export function seriesOf(made: ChangingMade, cell: number): { z: number; bin: number }[] {
  const cells = made.classes.length;
  return Array.from({ length: made.edges.length - 1 }, (_, step) => ({
    z: made.z[step * cells + cell] ?? Number.NaN,
    bin: made.bins[step * cells + cell] ?? 0,
  }));
}
