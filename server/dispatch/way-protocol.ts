import type { CoverSets } from '../../core/coverage/cover-sets.ts';
import type { RoadSpots } from '../../core/coverage/road-covers.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import type { Stretch } from '../../core/network/route.ts';
import type { Direction, Spot } from '../../core/network/spots.ts';

/** What searches need of a graph: typed arrays, which cross to a thread as bytes. */
export type SearchGraph = Omit<RoadGraph, 'roads' | 'roadIndex' | 'nodeIndex' | 'index'>;

/** `graph` is what the thread keeps from now on, in the place of the one before. */
export type WayAsk = { graph: SearchGraph | null } & WayQuestion;
export type WayQuestion =
  | { kind: 'times'; from: readonly Spot[]; to: readonly Spot[]; mostSeconds: number }
  | { kind: 'ways'; legs: readonly (readonly [from: Spot, to: Spot])[] }
  | { kind: 'covers'; direction: Direction; facilities: RoadSpots; demand: RoadSpots; mostSeconds: number };

/** Seconds row by row; for each leg its stretches, null where there is no way; what each facility reaches. */
export type WayAnswer =
  | { kind: 'times'; seconds: Float64Array<ArrayBuffer> }
  | { kind: 'ways'; ways: (Stretch[] | null)[] }
  | { kind: 'covers'; sets: CoverSets }
  | { kind: 'failed'; reason: string };
