import type {
  AnsweredArea,
  AnsweredChoice,
  AskCheckpoint,
  CordonAnswer,
  CordonAsk,
  CordonRefusal,
  NamedSpot,
  PostPlace,
} from '../../core/cordon/ask.ts';
import type { FlatRing } from '../../core/geometry/ring.ts';
import type { Road } from '../../core/network/road-graph.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';

/** The roads of a city as they cross to the thread: lines in one piece, line i from `starts[i]` to `starts[i + 1]` of `lines`. */
export interface CityMessage {
  points: ReadonlyMap<number, readonly [lng7: number, lat7: number]>;
  roads: readonly Omit<Road, 'line'>[];
  starts: Int32Array;
  lines: Int32Array;
  /** Surface of the city, polygons of flat rings. */
  surface: FlatRing[][];
}

/** The seconds of a vehicle's links at this hour, with closures. */
export interface SecondsMessage {
  vehicle: UnitVehicle;
  linkSeconds: Float64Array;
  partSeconds: Float64Array;
}

export type CordonQuestion =
  | { what: 'plan'; ask: CordonAsk }
  | { what: 'areas'; ask: CordonAsk; atMs: readonly number[] }
  | { what: 'choices'; ask: CordonAsk }
  | { what: 'spots'; places: readonly PostPlace[]; checkpoints: readonly AskCheckpoint[] };

export interface CordonAnswers {
  plan: CordonAnswer | { refused: CordonRefusal };
  areas: AnsweredArea[] | { refused: CordonRefusal };
  choices: AnsweredChoice[] | { refused: CordonRefusal };
  /** Null: the roads have the place no more. */
  spots: (NamedSpot | null)[];
}

export type ToCordon =
  | { kind: 'city'; city: CityMessage }
  | { kind: 'seconds'; seconds: SecondsMessage }
  | { kind: 'ask'; number: number; question: CordonQuestion };

export type FromCordon = { number: number } & (
  | { answer: CordonAnswers[CordonQuestion['what']] }
  | { failed: string }
);
