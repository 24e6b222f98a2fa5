import { Points } from '../points.ts';
import type { Polygons7 } from '../proof.ts';

/** Lines, flat [lng7, lat7, ...] each. */
export interface BorderLines {
  added: number[][];
  removed: number[][];
}

/**
 * The borders that only the second plan has, and those that only the first has, joined into lines that end where they branch; a
 * closed one ends where it begins. A border is what bounds a grid on either side. Compared segment by segment: a straight border
 * that only got another vertex is removed and added.
 */
export function borderLines(before: readonly Polygons7[], after: readonly Polygons7[]): BorderLines {
  const points = new Points();
  const [old, now] = [segmentsOf(points, before), segmentsOf(points, after)];
  const only = (some: ReadonlySet<number>, others: ReadonlySet<number>) =>
    [...some].filter((segment) => !others.has(segment)).map(endsOf);
  return { added: joined(points, only(now, old)), removed: joined(points, only(old, now)) };
}

/** Numbers of points are below this. */
const MOST_POINTS = 2 ** 26;
type Ends = readonly [from: number, to: number];

function segmentsOf(points: Points, grids: readonly Polygons7[]): Set<number> {
  const segments = new Set<number>();
  for (const ring of grids.flat(2)) {
    const ids = points.along(ring);
    for (let i = 1; i < ids.length; i++) {
      const [a, b] = [ids[i - 1]!, ids[i]!];
      if (a !== b) segments.add(Math.min(a, b) * MOST_POINTS + Math.max(a, b));
    }
  }
  return segments;
}

function endsOf(segment: number): Ends {
  return [Math.floor(segment / MOST_POINTS), segment % MOST_POINTS];
}

/** Segments strung together at points where just two meet. */
function joined(points: Points, segments: readonly Ends[]): number[][] {
  const at = new Map<number, number[]>();
  segments.forEach((ends, segment) => {
    for (const point of ends) at.set(point, [...(at.get(point) ?? []), segment]);
  });
  const used = new Uint8Array(segments.length);
  const lines: number[][] = [];
  const follow = (start: number, first: number): void => {
    const ids = [start];
    for (let segment: number | undefined = first; segment !== undefined; ) {
      used[segment] = 1;
      const [a, b] = segments[segment]!;
      const end = a === ids.at(-1) ? b : a;
      ids.push(end);
      const meeting: number[] = at.get(end) ?? [];
      segment = meeting.length === 2 ? meeting.find((one) => !used[one]) : undefined;
    }
    lines.push(ids.flatMap((id) => [points.lng7[id]!, points.lat7[id]!]));
  };
  for (const [point, meeting] of at)
    if (meeting.length !== 2) for (const segment of meeting) if (!used[segment]) follow(point, segment);
  segments.forEach(([from], segment) => {
    if (!used[segment]) follow(from, segment);
  });
  return lines;
}
