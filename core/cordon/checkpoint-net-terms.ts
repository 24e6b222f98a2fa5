/** What the analysis of the checkpoint net takes for given, where nothing is known of it; told on the page beside its figures. */
import type { RoadClass } from '../vocabulary.ts';

/** Lanes one way of a road, by its class. */
export const LANES_ONE_WAY: Record<RoadClass, number> = {
  motorway: 2,
  trunk: 2,
  primary: 2,
  secondary: 1,
  tertiary: 1,
  residential: 1,
  track: 1,
};

/** Minutes farther away draw 1/e of the trips: to other zones, and over the border. */
export const FALL_MINUTES = { within: 10, across: 30 } as const;

/** Zones are of the smallest level that has at most so many. */
export const MOST_ZONES = 120;

/** What trips of a zone go by. */
export const TRIPS_FROM = ['residents', 'grids'] as const;
export const TRIPS_TO = ['institutions', 'residents', 'grids'] as const;
/** What is closed: a checkpoint, or what lies at a place. */
export const CLOSED_KINDS = ['checkpoint', 'junction', 'road'] as const;
