/** What is wrong at a place of a file of boundaries. */
export const REPAIR_KINDS = [
  'gap',
  'overlap',
  'sliver',
  'duplicate',
  'bow_tie',
  'spike',
  'fragment',
] as const;
export type RepairKind = (typeof REPAIR_KINDS)[number];

/** Why a place is proposed to go to whom it is proposed to go to. */
export const REPAIR_REASONS = [
  /** It has the longest border with it. */
  'longest_border',
  /** Borders with several are equally long: along a border drawn twice, the line of the first in the file is kept. */
  'line_kept',
  /** It is most of that area, which would be nearly nothing without it. */
  'would_vanish',
  /** Both are the same ground: the first in the file is kept. */
  'first_of_twins',
  /** Only that area covers it. */
  'own_part',
  /** That area covers it as it should, another only because its border crosses itself. */
  'drawn_rightly',
  /** A needle is cut off its area. */
  'spike_cut',
  /** A needle without any width is left out. */
  'spike_flat',
  /** Too wide and large a gap for a slip: a lake, or another's ground. */
  'large_gap',
  /** No area lies beside it. */
  'no_neighbour',
] as const;
export type RepairReason = (typeof REPAIR_REASONS)[number];
