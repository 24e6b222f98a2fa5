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
import type { RoadColumns } from '../../core/network/road-columns.ts';
import type { UnitVehicle } from '../../core/vocabulary.ts';

/** A city as it crosses to the thread. */
export interface CityMessage {
  columns: RoadColumns;
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
  | { what: 'spots'; places: readonly PostPlace[]; checkpoints: readonly AskCheckpoint[] }
  | {
      what: 'rehearsal';
      of: 'plan' | 'areas';
      round: number;
      checkpoints: readonly AskCheckpoint[];
      nowMs: number;
    };

export interface CordonAnswers {
  plan: CordonAnswer | { refused: CordonRefusal };
  areas: AnsweredArea[] | { refused: CordonRefusal };
  choices: AnsweredChoice[] | { refused: CordonRefusal };
  /** Null: the roads have the place no more. */
  spots: (NamedSpot | null)[];
  rehearsal: null;
}

export type ToCordon =
  | { kind: 'city'; city: CityMessage }
  | { kind: 'seconds'; seconds: SecondsMessage }
  | { kind: 'ask'; number: number; question: CordonQuestion };

export type FromCordon = { number: number } & (
  | { answer: CordonAnswers[CordonQuestion['what']] }
  | { failed: string }
);
