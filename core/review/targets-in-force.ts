import type { Stage, Targets } from '../incident/deadlines.ts';
import type { Priority } from '../vocabulary.ts';

/** One edit of the targets of a priority: what they were before `atMs` (milliseconds since 1970). */
export interface TargetChange {
  atMs: number;
  priority: Priority;
  before: Readonly<Record<Stage, number>>;
}

/** The targets that were in force at `ms` (milliseconds since 1970): those of now without every change made after it. */
export function targetsInForce(now: Targets, changes: readonly TargetChange[], ms: number): Targets {
  const later = changes.filter(({ atMs }) => atMs > ms).sort((a, b) => b.atMs - a.atMs);
  const targets = { ...now };
  for (const { priority, before } of later) targets[priority] = before;
  return targets;
}
