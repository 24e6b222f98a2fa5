import { LEVELS, type Level } from '../../vocabulary.ts';
import { type Arc, levelOfArc, type Plan } from '../plan.ts';
import { type BorderLines, borderLines } from './border-lines.ts';

/** Borders of one level that come and go. */
export interface LevelBorders extends BorderLines {
  level: Level;
}

/**
 * Borders that only one of two plans has, by level: the highest at which the grids on both sides part. A border that goes on at another level is
 * removed from the one and added to the other. `isWanted` tells by code of which grids: one on either side is enough. Levels without any are left out.
 */
export function levelBorders(
  before: Plan,
  after: Plan,
  isWanted: (code: string) => boolean = () => true,
): LevelBorders[] {
  const [old, now] = [linesOf(before, after, isWanted), linesOf(after, before, isWanted)];
  return LEVELS.flatMap((level) => {
    const lines = borderLines([[old.get(level) ?? []]], [[now.get(level) ?? []]]);
    return lines.added.length + lines.removed.length > 0 ? [{ level, ...lines }] : [];
  });
}

/** Lines of a plan by level, but those that are the same in the other one. */
function linesOf(plan: Plan, other: Plan, isWanted: (code: string) => boolean): Map<Level, Arc['line'][]> {
  const lines = new Map<Level, Arc['line'][]>();
  for (const [id, arc] of plan.arcs) {
    const isNear = [arc.left, arc.right].some((side) => {
      const code = side !== null && plan.grids.get(side)?.code;
      return code && isWanted(code);
    });
    if (!isNear) continue;
    const level = levelOfArc(plan, arc);
    const twin = other.arcs.get(id);
    if (twin && isSameLine(arc.line, twin.line) && levelOfArc(other, twin) === level) continue;
    lines.set(level, [...(lines.get(level) ?? []), arc.line]);
  }
  return lines;
}

/** Whether two flat lines are the same, point by point. */
export function isSameLine(a: Arc['line'], b: Arc['line']): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
