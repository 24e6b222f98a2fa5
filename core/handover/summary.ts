import type { Alarm } from '../contract/alarm.ts';
import type { Checkpoint } from '../contract/checkpoint.ts';
import type { Device } from '../contract/device.ts';
import type {
  HandedAlarm,
  HandedIncident,
  HandedSuppression,
  HandoverNote,
  HandoverSummary,
  Lost,
  ShiftChanges,
} from '../contract/handover.ts';
import type { Incident } from '../contract/incident.ts';
import type { FeedAge } from '../contract/live.ts';
import type { Unit } from '../contract/unit.ts';
import { nextDeadline, overdueStages, type Targets } from '../incident/deadlines.ts';
import { isSetAside, needsAcknowledgement } from '../live/alarm.ts';
import { feedFreshness } from '../live/freshness.ts';
import { OPEN_INCIDENT_STATUSES, type Shift } from '../vocabulary.ts';

export const INCIDENTS_SHOWN = 300;
export const ALARMS_SHOWN = 300;
export const LOST_SHOWN = 100;
/** A unit on duty that was not heard for so long is lost. */
export const UNIT_LOST_SECONDS = 600;

/** What a summary is made from, all of one scope at one time. */
export interface WatchState {
  areaCode: string;
  shift: Shift;
  /** ISO 8601 UTC: the span of the shift; `to` is when this is looked at. */
  from: string;
  to: string;
  incidents: readonly Incident[];
  alarms: readonly Alarm[];
  suppressions: readonly HandedSuppression[];
  units: readonly Unit[];
  /** Last fix of each unit, milliseconds since 1970; without one: never. */
  lastFixMs: ReadonlyMap<string, number>;
  devices: readonly Device[];
  checkpoints: readonly Checkpoint[];
  feeds: readonly FeedAge[];
  notes: readonly HandoverNote[];
  changes: ShiftChanges;
  targets: Targets;
}

/** The state of the watch as it is handed over: what is open and due, what is put aside, what is lost, and what happened. */
export function summaryOf(state: WatchState): HandoverSummary {
  const nowMs = Date.parse(state.to);
  const open = state.incidents.filter(({ properties }) =>
    (OPEN_INCIDENT_STATUSES as readonly string[]).includes(properties.status),
  );
  const count = (priority: number) =>
    open.filter(({ properties }) => properties.priority === priority).length;
  const codes = new Map(state.units.map((unit) => [unit.id, unit.properties.code]));
  const alarms = [...state.alarms].sort(byAlarmUrgency);
  const states = alarms.map(({ properties }) => properties.state);
  const { areaCode, shift, from, to } = state;
  return {
    areaCode,
    shift,
    from,
    to,
    open: { '1': count(1), '2': count(2), '3': count(3), '4': count(4) },
    overdue: open.filter(({ properties }) => overdueStages(properties, state.targets, nowMs).length > 0)
      .length,
    incidents: open
      .map((incident) => handedIncident(incident, state.targets, codes))
      .sort(byDue)
      .slice(0, INCIDENTS_SHOWN),
    alarmsUnacknowledged: states.filter(needsAcknowledgement).length,
    alarmsSetAside: states.filter(isSetAside).length,
    alarms: alarms.slice(0, ALARMS_SHOWN).map(handedAlarm),
    suppressions: [...state.suppressions],
    changes: state.changes,
    lost: lostOf(state, nowMs),
    notes: [...state.notes],
  };
}

function handedIncident(
  { id, properties: p }: Incident,
  targets: Targets,
  codes: ReadonlyMap<string, string>,
): HandedIncident {
  const next = nextDeadline(p, targets);
  return {
    id,
    number: p.number,
    type: p.type,
    priority: p.priority,
    status: p.status,
    areaCode: p.areaCode,
    reportedAt: p.reportedAt,
    heldBy: p.heldBy,
    missed: p.missed,
    unitCode: unitCodesOf(p, codes),
    next: next && { stage: next.stage, dueAt: new Date(next.dueMs).toISOString() },
  };
}

/** Codes of the units that work on it, the lead first; null: none. */
function unitCodesOf(
  { unitId, assignments = [] }: Incident['properties'],
  codes: ReadonlyMap<string, string>,
): string | null {
  const ids = new Set([...(unitId ? [unitId] : []), ...assignments.map((one) => one.unitId)]);
  return [...ids].flatMap((id) => codes.get(id) ?? []).join(' ') || null;
}

/** The most urgent first, of those what is due first. */
function byDue(a: HandedIncident, b: HandedIncident): number {
  const due = ({ next }: HandedIncident) => (next ? Date.parse(next.dueAt) : Number.MAX_SAFE_INTEGER);
  return a.priority - b.priority || due(a) - due(b) || (a.number < b.number ? -1 : 1);
}

function handedAlarm({ id, properties: p }: Alarm): HandedAlarm {
  const isOut = p.state === 'out_of_service';
  return {
    id,
    kind: p.kind,
    priority: p.priority,
    state: p.state,
    isActive: p.isActive,
    subjectNoun: p.subjectNoun,
    subjectId: p.subjectId,
    subjectLabel: p.subjectLabel,
    areaCode: p.areaCode,
    raisedAt: p.raisedAt,
    until: p.state === 'shelved' ? p.shelvedUntil : null,
    reason: p.state === 'shelved' ? p.shelvedReason : isOut ? p.outOfServiceReason : null,
    byName: isSetAside(p.state) ? p.setAsideByName : p.acknowledgedByName,
  };
}

/** What waits first, then what was acknowledged, then what is put aside; each the most urgent and oldest first. */
function byAlarmUrgency({ properties: a }: Alarm, { properties: b }: Alarm): number {
  const group = (state: typeof a.state) => (needsAcknowledgement(state) ? 0 : isSetAside(state) ? 2 : 1);
  return (
    group(a.state) - group(b.state) ||
    a.priority - b.priority ||
    Date.parse(a.raisedAt) - Date.parse(b.raisedAt) ||
    (a.key < b.key ? -1 : 1)
  );
}

function lostOf({ feeds, devices, units, lastFixMs, checkpoints }: WatchState, nowMs: number): Lost {
  const offline = devices.filter(({ properties }) => properties.health === 'offline');
  const silent = units.filter(({ id, properties }) => {
    const isOnDuty = properties.state !== 'off_duty' && properties.state !== 'unavailable';
    return isOnDuty && nowMs - (lastFixMs.get(id) ?? 0) > UNIT_LOST_SECONDS * 1000;
  });
  const closed = checkpoints.filter(({ properties }) => properties.state === 'closed');
  return {
    feeds: feeds.flatMap((one) => {
      const state = feedFreshness(one, nowMs);
      return state === 'fresh' ? [] : [{ feed: one.feed, state, lastSeenAt: one.lastSeenAt }];
    }),
    devicesOffline: offline.length,
    devices: offline
      .slice(0, LOST_SHOWN)
      .map(({ id, properties: { code, kind, areaCode, healthSince } }) => ({
        id,
        code,
        kind,
        areaCode,
        since: healthSince,
      })),
    unitsLost: silent.length,
    units: silent.slice(0, LOST_SHOWN).map(({ id, properties: { code, areaCode } }) => {
      const fixMs = lastFixMs.get(id);
      return { id, code, areaCode, lastFixAt: fixMs === undefined ? null : new Date(fixMs).toISOString() };
    }),
    checkpointsClosed: closed.length,
    checkpoints: closed
      .slice(0, LOST_SHOWN)
      .map(({ id, properties: { code, state, areaCode, stateSince } }) => ({
        id,
        code,
        state,
        areaCode,
        since: stateSince,
      })),
  };
}
