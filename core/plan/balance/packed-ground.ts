import { boundsOf, type FlatRing } from '../../geometry/ring.ts';
import { ROAD_CLASSES, type RoadClass } from '../../vocabulary.ts';
import type { Bounds7 } from '../workload/border-change.ts';
import type { GroundLines } from './ground-lines.ts';

/** Lines one after another: line i has the numbers from `starts[i]` up to `starts[i + 1]`, flat [lng7, lat7, ...]. */
interface PackedLines {
  lines: Int32Array;
  starts: Int32Array;
}

/** Roads and waters of a city as few typed arrays, which pass between threads without a copy of each line. */
export interface PackedGround {
  /** `classes`: places in ROAD_CLASSES. */
  roads: PackedLines & { classes: Int32Array };
  waters: PackedLines;
}

/** Packs lines (int32 at 1e-7 degree, lng before lat); `classes` are those of the roads, in their order. */
export function packGround({
  roads,
  classes,
  waters,
}: {
  roads: readonly FlatRing[];
  classes: readonly RoadClass[];
  waters: readonly FlatRing[];
}): PackedGround {
  return {
    roads: { ...packed(roads), classes: Int32Array.from(classes, (one) => ROAD_CLASSES.indexOf(one)) },
    waters: packed(waters),
  };
}

/** The lines whose boxes touch the box, in their order. */
export function groundWithin({ roads, waters }: PackedGround, bounds: Bounds7): GroundLines {
  return {
    roads: linesWithin(roads, bounds).map(({ at, line }) => ({
      line,
      class: ROAD_CLASSES[roads.classes[at]!]!,
    })),
    rivers: linesWithin(waters, bounds).map(({ line }) => line),
  };
}

function packed(lines: readonly FlatRing[]): PackedLines {
  const starts = new Int32Array(lines.length + 1);
  lines.forEach((line, at) => {
    starts[at + 1] = starts[at]! + line.length;
  });
  const all = new Int32Array(starts[lines.length]!);
  lines.forEach((line, at) => {
    all.set(Array.from(line), starts[at]!);
  });
  return { lines: all, starts };
}

function linesWithin(
  { lines, starts }: PackedLines,
  [west, south, east, north]: Bounds7,
): { at: number; line: Int32Array }[] {
  const found: { at: number; line: Int32Array }[] = [];
  for (let at = 0; at + 1 < starts.length; at++) {
    const line = lines.subarray(starts[at], starts[at + 1]);
    const [w, s, e, n] = boundsOf(line);
    // A copy: what goes to another thread takes no more than itself along.
    if (w <= east && e >= west && s <= north && n >= south) found.push({ at, line: line.slice() });
  }
  return found;
}
