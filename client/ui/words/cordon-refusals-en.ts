import type { cordonRefusalsZh } from './cordon-refusals-zh.ts';

/** Why something about a cordon is refused, in English. */
export const cordonRefusalsEn: typeof cordonRefusalsZh = {
  unit_in_cordon: '{{unitCode}} holds a position of a cordon and cannot be sent elsewhere.',
  cordon_off_road: 'There is no open road within {{metres}} m of this place.',
  cordon_no_exits: 'No road leads out of the city; choose a ring of some minutes instead.',
  cordon_no_roads: 'The city has no roads, so no cordon can be planned.',
  cordon_speeds_reversed: 'The slow speed must not be above the fast one.',
  cordon_since_out_of_range: 'It must have begun within the last {{hours}} hours.',
  cordon_ring_unknown: 'Say how many minutes the ring is wide.',
  cordon_place_twice: 'Every position is one checkpoint or one junction, and each of them once.',
  cordon_unit_twice: 'One unit cannot hold two positions.',
  cordon_place_unknown: 'One of the positions is not on the roads as they are now. Plan again.',
  cordon_number_wrong: 'A time or a speed is missing or is no number.',
  cordon_stood_down: 'This cordon was stood down.',
  cordon_position_released: 'This position was given up.',
};
