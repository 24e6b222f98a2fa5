import type { RoadGraph } from '../../core/network/road-graph.ts';
import type { Stretch } from '../../core/network/route.ts';
import type { Spot } from '../../core/network/spots.ts';

/** What searches need of a graph: typed arrays, which cross to a thread as bytes. */
export type SearchGraph = Omit<RoadGraph, 'roads' | 'roadIndex' | 'nodeIndex' | 'index'>;

/** `graph` is what the thread keeps from now on, in the place of the one before. */
export type WayAsk = { graph: SearchGraph | null } & (
  | { kind: 'times'; from: readonly Spot[]; to: readonly Spot[]; mostSeconds: number }
  | { kind: 'ways'; legs: readonly (readonly [from: Spot, to: Spot])[] }
);

/** Seconds row by row; for each leg its stretches, null where there is no way. */
export type WayAnswer =
  | { kind: 'times'; seconds: Float64Array<ArrayBuffer> }
  | { kind: 'ways'; ways: (Stretch[] | null)[] }
  | { kind: 'failed'; reason: string };
