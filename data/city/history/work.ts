/** What happened in the last days before the city's instant. All times are seconds since 1970, UTC. */
import type { CheckpointState, DeviceHealth, UnitState } from '../../../core/vocabulary.ts';

/** A unit on duty; `to` is Infinity while a call keeps it beyond the city's instant. */
export interface Duty {
  unit: number;
  from: number;
  to: number;
}

/** A unit on an incident; Infinity is what has not happened yet. */
export interface Call {
  incident: number;
  unit: number;
  assignedAt: number;
  enRouteAt: number;
  arrivedAt: number;
  leftAt: number;
}

/** A thing that came into another state. `thing` is its index in the city's list of its kind. */
export interface Change<State extends string> {
  thing: number;
  at: number;
  from: State;
  to: State;
}
export type UnitChange = Change<UnitState>;
export type CheckpointChange = Change<CheckpointState>;
export type DeviceChange = Change<DeviceHealth>;

/** Positions of one unit in the order of time; headings and speeds in tenths of a degree and of a km/h. */
export interface Track {
  at: Uint32Array;
  lng7: Int32Array;
  lat7: Int32Array;
  heading: Uint16Array;
  speed: Uint16Array;
}

export interface CityHistory {
  /** How many days before the city's instant the log and the tracks reach back; 0: there are none. */
  days: number;
  /** Where they begin. */
  from: number;
  /** Calls of the last days, at least two, by incident. */
  calls: ReadonlyMap<number, Call>;
  /** Incidents of those days that no unit was free for. */
  unworked: ReadonlySet<number>;
  /** State of each unit at the city's instant, and since when. */
  unitStates: readonly { state: UnitState; since: number }[];
  units: readonly UnitChange[];
  /** State of each checkpoint at the city's instant. */
  checkpointStates: readonly CheckpointState[];
  checkpoints: readonly CheckpointChange[];
  devices: readonly DeviceChange[];
  /** Of each unit. */
  tracks: readonly Track[];
}
