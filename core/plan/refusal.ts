import type { Place } from './plan.ts';

/** Why an edit of a plan is refused. */
export const REFUSALS = [
  'no_such_arc',
  'no_such_node',
  'no_such_vertex',
  'no_such_grid',
  'no_such_community',
  /** Not an integer place, or further from the plan's other places than exact arithmetic reaches. */
  'no_place',
  /** Nothing would change. */
  'no_change',
  /** A border of a level that this edit may not move. */
  'frozen_border',
  'locked_border',
  'locked_grid',
  'locked_community',
  /** The border would meet itself or another one where they have no common node. */
  'borders_meet',
  /** The grid would fall into several parts. */
  'grid_in_parts',
  /** The grid would be turned inside out, or lie outside itself. */
  'grid_inside_out',
  'grid_too_small',
  'not_adjacent',
  'same_grid',
  /** The drawn line crosses or touches itself. */
  'line_meets_itself',
  'line_too_short',
  /** The line does not divide the grid. */
  'line_misses',
  /** The line ends within the grid, not at its border. */
  'line_ends_inside',
  /** The line cuts the grid into more than two parts. */
  'line_cuts_often',
  /** An end of the line is not near the border that is to be reshaped. */
  'line_off_border',
  /** No part of the grid lies within what was drawn. */
  'nothing_taken',
  /** All of the grid lies within what was drawn: merge it instead. */
  'all_taken',
  'id_taken',
  'code_taken',
  /** Not the code of a grid of that community. */
  'code_elsewhere',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** A refusal and what it is about, as far as that is known. */
export interface Refusal {
  code: RefusalCode;
  grid?: string;
  arc?: number;
  node?: number;
  /** Where on the map to look. */
  place?: Place;
}

/** Thrown within an edit, caught by `edit`: the plan as it was goes on. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(code: RefusalCode, about: Omit<Refusal, 'code'> = {}) {
    super(code);
    this.refusal = { code, ...about };
  }
}
