import { type Refusal, refusal } from '../contract/reason.ts';
import { type IncidentStatus, type IncidentType, type Net, OPEN_INCIDENT_STATUSES } from '../vocabulary.ts';

/** Statuses that may follow each status. Back to `verified` from an end is reopening; from `assigned` it is taking the unit off. */
export const NEXT_STATUSES: Readonly<Record<IncidentStatus, readonly IncidentStatus[]>> = {
  reported: ['verified', 'assigned', 'duplicate', 'false_alarm', 'cancelled'],
  verified: ['assigned', 'resolved', 'duplicate', 'false_alarm', 'cancelled'],
  assigned: ['verified', 'en_route', 'on_scene', 'duplicate', 'false_alarm', 'cancelled'],
  en_route: ['verified', 'assigned', 'on_scene', 'duplicate', 'false_alarm', 'cancelled'],
  on_scene: ['resolved', 'false_alarm', 'duplicate'],
  resolved: ['closed', 'verified'],
  closed: ['verified'],
  duplicate: ['verified'],
  false_alarm: ['verified'],
  cancelled: ['verified'],
};

/** Statuses in which a unit is bound to the incident. */
export const WITH_UNIT: readonly IncidentStatus[] = ['assigned', 'en_route', 'on_scene'];

/** The net that answers a type of incident first. */
export const NET_OF_TYPE: Readonly<Record<IncidentType, Net>> = {
  theft: 'street',
  burglary: 'community',
  snatch: 'street',
  assault: 'street',
  fraud: 'institution',
  dispute: 'community',
  collision: 'checkpoint',
  noise: 'community',
  fire: 'institution',
  hazard: 'institution',
  damage: 'technology',
  assistance: 'street',
};

/** Where an incident stands; times are ISO 8601 UTC. */
export interface IncidentProgress {
  status: IncidentStatus;
  unitId: string | null;
  verifiedAt: string | null;
  assignedAt: string | null;
  arrivedAt: string | null;
  resolvedAt: string | null;
  /** When it was last taken up again after its end. */
  reopenedAt: string | null;
  /** The incident that it repeats while its status is `duplicate`. */
  duplicateOf: string | null;
}
export type ProgressResult = { progress: IncidentProgress } | { refusal: Refusal };

/**
 * Where the incident stands after `patch` at the time `now`, or the reason why it may not go there. Naming a unit for an
 * incident that has none assigns it; taking the unit off an assigned one puts it back to `verified`. A duplicate names the
 * incident that it repeats; back from an end to `verified` is reopening.
 */
export function advance(
  current: IncidentProgress,
  patch: {
    status?: IncidentStatus | undefined;
    unitId?: string | null | undefined;
    duplicateOf?: string | null | undefined;
  },
  now: string,
): ProgressResult {
  const unitId = patch.unitId === undefined ? current.unitId : patch.unitId;
  const status = patch.status ?? impliedStatus(current.status, patch.unitId);
  const duplicateOf = patch.duplicateOf === undefined ? current.duplicateOf : patch.duplicateOf;
  const against =
    refusalOf(current, status, unitId, patch.unitId) ??
    refusalOfOriginal(status, duplicateOf, patch.duplicateOf);
  if (against) return { refusal: against };
  const progress = stamp(current, status, unitId, now);
  return { progress: { ...progress, duplicateOf: status === 'duplicate' ? duplicateOf : null } };
}

function impliedStatus(current: IncidentStatus, unitId: string | null | undefined): IncidentStatus {
  if (unitId === null && WITH_UNIT.includes(current)) return 'verified';
  if (typeof unitId === 'string' && (current === 'reported' || current === 'verified')) return 'assigned';
  return current;
}

function refusalOf(
  current: IncidentProgress,
  status: IncidentStatus,
  unitId: string | null,
  givenUnitId: string | null | undefined,
): Refusal | undefined {
  const next = NEXT_STATUSES[current.status];
  if (status !== current.status && !next.includes(status))
    return refusal(
      `An incident that is ${current.status} can become ${next.join(', ')}, not ${status}.`,
      'status_not_next',
      { status: current.status, wanted: status, next },
    );
  if (WITH_UNIT.includes(status) && unitId === null)
    return refusal(`An incident that is ${status} needs a unit.`, 'status_needs_unit', { status });
  if (givenUnitId && !WITH_UNIT.includes(status))
    return refusal(`An incident that is ${status} takes no unit.`, 'status_takes_no_unit', { status });
  return undefined;
}

function refusalOfOriginal(
  status: IncidentStatus,
  duplicateOf: string | null,
  given: string | null | undefined,
): Refusal | undefined {
  if (status === 'duplicate' && duplicateOf === null)
    return refusal('A duplicate names the incident that it repeats (duplicateOf).', 'original_missing');
  if (status !== 'duplicate' && given)
    return refusal(`An incident that is ${status} repeats none.`, 'status_repeats_none', { status });
  return undefined;
}

function stamp(
  current: IncidentProgress,
  status: IncidentStatus,
  unitId: string | null,
  now: string,
): IncidentProgress {
  if (status === current.status && unitId === current.unitId) return current;
  const reassigned = unitId !== current.unitId;
  if (status === 'verified')
    return {
      status,
      unitId: null,
      verifiedAt: current.verifiedAt ?? now,
      assignedAt: null,
      arrivedAt: null,
      resolvedAt: null,
      reopenedAt: isOver(current.status) ? now : current.reopenedAt,
      duplicateOf: null,
    };
  const reached = REACHED[status];
  return {
    status,
    unitId: WITH_UNIT.includes(status) || unitId === current.unitId ? unitId : null,
    verifiedAt: reached >= 1 ? (current.verifiedAt ?? now) : current.verifiedAt,
    assignedAt: WITH_UNIT.includes(status) && (reassigned || !current.assignedAt) ? now : current.assignedAt,
    arrivedAt: status === 'on_scene' ? (reassigned ? now : (current.arrivedAt ?? now)) : current.arrivedAt,
    resolvedAt: status === 'resolved' ? now : current.resolvedAt,
    reopenedAt: current.reopenedAt,
    duplicateOf: current.duplicateOf,
  };
}

function isOver(status: IncidentStatus): boolean {
  return !(OPEN_INCIDENT_STATUSES as readonly string[]).includes(status);
}

/** How far along the way a status is; the ends beside the way do not move it. */
const REACHED: Readonly<Record<IncidentStatus, number>> = {
  reported: 0,
  verified: 1,
  assigned: 2,
  en_route: 3,
  on_scene: 4,
  resolved: 5,
  closed: 6,
  duplicate: 0,
  false_alarm: 0,
  cancelled: 0,
};
