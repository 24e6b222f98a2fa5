import type { PlanEdit } from '../plan-edit.ts';

/** Whether a grid may consist of several parts. Without it no operation leaves a grid in parts. */
export interface AllowParts {
  grid: string;
  isMultipart: boolean;
}

/** Allows a grid several parts, or one alone again. Refused: it is locked, or lies in several parts now (`grid_would_part`). */
export function allowParts(made: PlanEdit, { grid, isMultipart }: AllowParts): void {
  made.mustBeUnlocked(grid);
  made.setGrid(grid, { ...made.grid(grid), isMultipart });
}
