import type { MadeRoads } from './made-roads.ts';
import type { RoadTable } from './road-reader.ts';
import type { RoadWire } from './road-wire.ts';

/** In order: copies of tables in pieces; then what is made of them is asked for. */
export type ToRoads =
  | { kind: 'begin'; table: RoadTable }
  | { kind: 'rows'; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'make' };

/** First the roads, then what is sent to browsers; or why there is no more. */
export type FromRoads =
  | { kind: 'made'; made: MadeRoads }
  | { kind: 'wire'; wire: RoadWire }
  | { kind: 'failed'; reason: string };
