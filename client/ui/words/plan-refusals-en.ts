import type { planRefusalsZh } from './plan-refusals-zh.ts';

/** Why a plan can not be edited so. */
export const planRefusalsEn: typeof planRefusalsZh = {
  border_unknown: 'There is no such border.',
  point_unknown: 'The border has no such point.',
  point_too_far: 'The point lies too far from this plan.',
  nothing_changes: 'Nothing would change.',
  border_frozen: 'This is a border of the level: {{level}}. This edit may not move it.',
  border_locked: 'This border is locked.',
  grid_locked: 'Grid {{code}} is locked.',
  community_locked: 'Community {{areaCode}} is locked.',
  borders_would_meet: 'A border must not cross or touch itself or another border.',
  grid_would_part: 'Grid {{code}} would fall into several parts.',
  grid_inside_out: 'The border of grid {{code}} would be turned over, or lie outside the grid.',
  grid_too_small: 'Grid {{code}} would have less than {{squareMetres}} m².',
  grid_exists: 'There is this grid already.',
  grids_same: 'Choose two different grids.',
  grids_not_adjacent: 'Grid {{code}} and the other grid have no common border.',
  cut_meets_itself: 'The line crosses or touches itself.',
  cut_misses: 'The line does not divide grid {{code}}.',
  cut_too_often: 'The line cuts grid {{code}} into more than two parts.',
  cut_ends_inside: 'The line ends inside grid {{code}}, more than {{metres}} m from its border.',
  line_off_border: 'The line ends more than {{metres}} m from the border to be changed.',
  patch_takes_nothing: 'No part of grid {{code}} lies within what was drawn.',
  patch_takes_all: 'All of grid {{code}} lies within what was drawn: merge it instead.',
};
