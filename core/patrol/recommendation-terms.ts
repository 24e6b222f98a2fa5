/** What a recommendation is made from and what it tells. */
import type { Skill } from '../duty/vocabulary.ts';
import type { IncidentType, Priority, UnitState, UnitVehicle } from '../vocabulary.ts';

/** A unit as a recommendation looks at it. Times are milliseconds since 1970. */
export interface CandidateUnit {
  id: string;
  code: string;
  /** Of its home area. */
  areaCode: string;
  vehicle: UnitVehicle;
  crewSize: number;
  /** When it comes off shift; null: it is not on it. */
  offShiftMs: number | null;
  skills: readonly Skill[];
  state: UnitState;
  stateSinceMs: number;
  /** Degrees times 1e7, EPSG:4326, and when it was measured; null: it has none. */
  fix: { lng7: number; lat7: number; atMs: number } | null;
  /** From its last position to the incident, by its own vehicle; Infinity: no way. */
  travelSeconds: number;
  /** The open incident that it is bound to. */
  task: { incidentId: string; number: string; priority: Priority } | null;
  /** It holds a position of a cordon, or is on its way there. */
  isInCordon: boolean;
}

/** What is asked for. */
export interface UnitWanted {
  incidentId: string;
  type: IncidentType;
  priority: Priority;
  nowMs: number;
  /** Seconds from now within which a unit is to be there; negative: it is too late already. */
  targetSeconds: number;
  /** Seconds between two positions of a unit that reports as it should. */
  fixIntervalSeconds: number;
  /** A unit without one of `wanted` is ranked after, one without one of `required` is not recommended. */
  skills: { wanted: readonly Skill[]; required: readonly Skill[] };
}

/** Why a unit is not recommended: the first four can not be sent, the others can if somebody knows better. */
export const EXCLUSIONS = [
  'off_duty',
  'unavailable',
  'busy',
  'in_cordon',
  'lacks_required',
  'no_position',
  'position_too_old',
  'no_way',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];
/** What somebody should know before sending it. */
export const WARNINGS = [
  'off_shift',
  'off_soon',
  'small_crew',
  'lacks_skill',
  'position_late',
  'position_lost',
] as const;
export type Warning = (typeof WARNINGS)[number];
/** What is to be confirmed by whoever sends a unit. */
export const CONFIRMABLE = [
  ...WARNINGS,
  'lacks_required',
  'no_position',
  'position_too_old',
  'no_way',
] as const;
export type Confirmable = (typeof CONFIRMABLE)[number];
/** What is wanting altogether. */
export const SHORTFALLS = [
  'no_units',
  'none_free',
  'no_positions',
  'skill_missing',
  'none_in_time',
  'none_without_warning',
] as const;
export type Shortfall = (typeof SHORTFALLS)[number];

/** Seconds that count against a unit: it comes that much later, or costs as much elsewhere. */
export interface UnitCost {
  /** Until it is there from its last position. */
  travel: number;
  /** Half of the age of its position: it may have moved as long, towards the incident or away from it. */
  positionAge: number;
  /** Of the rest that it is due after its last task, what is left. */
  rest: number;
  /** Not on shift, or so soon off it that somebody must relieve it. */
  offShift: number;
  smallCrew: number;
  /** For each wanted skill that it lacks. */
  skills: number;
  /** No other free unit is left at home in its street. */
  coverage: number;
  total: number;
}

export interface RecommendedUnit {
  id: string;
  code: string;
  warnings: Warning[];
  /** Wanted skills that it has not. */
  lacks: Skill[];
  /** Soonest and latest: it has moved at most as long as its position is old. */
  earliestSeconds: number;
  latestSeconds: number;
  /** Until it comes off shift; null: it is not on it. */
  shiftLeftSeconds: number | null;
  /** Whether it is there in time even so. */
  isInTime: boolean;
  cost: UnitCost;
  /** Other free units whose home is the same street. */
  freeLeft: number;
  /** A free unit of a street that keeps another, nearest to where this one is missing; null: none is needed, or there is none. */
  moveUp: { id: string; code: string; metres: number } | null;
}

export interface Recommendation {
  /** Best first. */
  units: RecommendedUnit[];
  excluded: { id: string; code: string; why: Exclusion; task: CandidateUnit['task']; lacks: Skill[] }[];
  shortfalls: Shortfall[];
  /** Wanted or required skills that no recommended unit has that is there in time. */
  missingSkills: Skill[];
}
