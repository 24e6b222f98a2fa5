import type { FlatRing } from '../../../core/geometry/ring.ts';
import { Points } from '../../../core/plan/points.ts';
import type { LevelLine } from './grid-topology.ts';

/** The borders of two plans: those of both, those that only the first has, and those that only the second has. */
export interface BorderSides {
  common: LevelLine[];
  removed: LevelLine[];
  added: LevelLine[];
}

/** Parts the borders of two plans, segment by segment: the same line at another level is another border. */
export function borderSides(before: readonly LevelLine[], after: readonly LevelLine[]): BorderSides {
  const same = alike(before, after);
  const common = before.filter((border) => same.has(border));
  const [old, now] = [before, after].map((all) => all.filter((border) => !same.has(border))) as [
    LevelLine[],
    LevelLine[],
  ];
  const points = new Points();
  const [ofOld, ofNow] = [segmentsOf(points, old), segmentsOf(points, now)];
  const sides: BorderSides = { common, removed: [], added: [] };
  for (const border of old)
    for (const { part, isThere } of parted(points, border, ofNow))
      sides[isThere ? 'common' : 'removed'].push(part);
  for (const border of now)
    for (const { part, isThere } of parted(points, border, ofOld)) if (!isThere) sides.added.push(part);
  return sides;
}

/** Borders of either that the other has point by point: nearly all, and found at once. */
function alike(before: readonly LevelLine[], after: readonly LevelLine[]): Set<LevelLine> {
  const byEnds = new Map<string, LevelLine[]>();
  for (const border of after) {
    const key = keyOf(border);
    byEnds.set(key, [...(byEnds.get(key) ?? []), border]);
  }
  const same = new Set<LevelLine>();
  for (const border of before) {
    const twin = byEnds.get(keyOf(border))?.find(({ line }) => isSame(line, border.line));
    if (twin) same.add(border).add(twin);
  }
  return same;
}

function keyOf({ level, line }: LevelLine): string {
  return `${level} ${line.length} ${line[0]} ${line[1]} ${line[2]} ${line[line.length - 1]}`;
}

function isSame(a: FlatRing, b: FlatRing): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function segmentKey(level: string, a: number, b: number): string {
  return a < b ? `${level} ${a} ${b}` : `${level} ${b} ${a}`;
}

function segmentsOf(points: Points, borders: readonly LevelLine[]): Set<string> {
  const segments = new Set<string>();
  for (const { level, line } of borders) {
    const ids = points.along(line);
    for (let i = 1; i < ids.length; i++) segments.add(segmentKey(level, ids[i - 1]!, ids[i]!));
  }
  return segments;
}

/** A border cut where what the other plan has of it begins or ends. */
function parted(
  points: Points,
  { level, line }: LevelLine,
  others: ReadonlySet<string>,
): { part: LevelLine; isThere: boolean }[] {
  const ids = points.along(line);
  const parts: { part: { level: LevelLine['level']; line: number[] }; isThere: boolean }[] = [];
  for (let i = 1; i < ids.length; i++) {
    const isThere = others.has(segmentKey(level, ids[i - 1]!, ids[i]!));
    const end = [line[2 * i]!, line[2 * i + 1]!];
    const last = parts.at(-1);
    if (last?.isThere === isThere) last.part.line.push(...end);
    else parts.push({ part: { level, line: [line[2 * i - 2]!, line[2 * i - 1]!, ...end] }, isThere });
  }
  return parts;
}
