import type { CrossingLeaves } from '../../core/cordon/checkpoint-net.ts';
import type { GroundCheckpoint } from '../../core/cordon/checkpoint-net-ground.ts';
import type { NetGraph, NetPlace } from '../../core/cordon/checkpoint-net-places.ts';
import type { ClosingCost, TripKind } from '../../core/cordon/checkpoint-net-trips.ts';
import type { FlatRing } from '../../core/geometry/ring.ts';
import type { EdgeIndex } from '../../core/network/edge-index.ts';

/** The roads as cars drive them now, closed ones with Infinity; typed arrays, which cross to the thread as bytes. */
export interface NetRoadsMessage {
  graph: NetGraph;
  edges: EdgeIndex;
  /** By road: lanes one way, and speed in km/h. */
  lanes: Uint8Array;
  kmh: Float64Array;
}

/** What is looked at. `key` is another one whenever roads, closures, the area, the places of checkpoints or the zones are. */
export interface NetSituation {
  key: string;
  area: FlatRing[][];
  checkpoints: readonly GroundCheckpoint[];
  zones: readonly (NetPlace & { produces: number; attracts: number })[];
}

export type NetQuestion = { situation: NetSituation } & (
  | { what: 'net' }
  | { what: 'closing'; closing: { checkpointId: string } | NetPlace }
);

/** Roads, zones and crossings by their index. */
export interface NetAnswer {
  crossings: (NetPlace & {
    road: number;
    own: readonly string[];
    leaves: CrossingLeaves;
    /** The checkpoint from which one is there first, `seconds` null: from none, and this is the nearest; null: there is no checkpoint. */
    nearest: { id: string; metres: number; seconds: number | null } | null;
  })[];
  least: { lanes: number; roads: number };
  /** The roads that part zones and border, the fewest. */
  cut: number[];
  checkpoints: { id: string; drop: { lanes: number; roads: number }; share: Record<TripKind, number> }[];
  offRoad: readonly string[];
  /** Zones near no road inside the area. */
  zonesApart: number;
  trips: Record<TripKind, number>;
}

/** The pair that loses most: two zones, or a zone and (null) the crossing at a place. */
export interface NetWorst extends NetPlace {
  zone: number;
  toZone: number | null;
  extraSeconds: number;
}

export interface NetClosingAnswer
  extends Record<TripKind, Omit<ClosingCost, 'worst'> & { worst: NetWorst | null }> {
  kind: 'checkpoint' | 'junction' | 'road';
  lng7: number;
  lat7: number;
  /** The roads that are named with it. */
  roads: number[];
}

export interface NetAnswers {
  net: NetAnswer;
  closing: NetClosingAnswer | 'off_road';
}

export type ToNet =
  | { kind: 'roads'; roads: NetRoadsMessage }
  | { kind: 'ask'; number: number; question: NetQuestion };

export type FromNet = { number: number } & ({ answer: NetAnswers[NetQuestion['what']] } | { failed: string });
