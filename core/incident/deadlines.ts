import { type IncidentStatus, OPEN_INCIDENT_STATUSES, PRIORITIES, type Priority } from '../vocabulary.ts';

/** Steps that have a target: taken in, judged, unit assigned, unit there, settled. In order. */
export const STAGES = ['answer', 'verify', 'assign', 'arrive', 'resolve'] as const;
export type Stage = (typeof STAGES)[number];

/** Who holds an incident, from the smallest; each missed deadline takes it one up. */
export const HOLDING_LEVELS = ['community', 'street', 'district', 'city'] as const;
export type HoldingLevel = (typeof HOLDING_LEVELS)[number];

/** Seconds from the report within which a stage is to be reached, by priority. */
export type Targets = Readonly<Record<Priority, Readonly<Record<Stage, number>>>>;

/** Answering and dispatch follow NENA-STA-020.1 (90 % within 15 s) and NFPA 1225 (unit sent within 60 s of the answer). */
export const DEFAULT_TARGETS: Targets = {
  1: { answer: 15, verify: 60, assign: 120, arrive: 480, resolve: 3600 },
  2: { answer: 15, verify: 120, assign: 300, arrive: 900, resolve: 7200 },
  3: { answer: 20, verify: 300, assign: 900, arrive: 1800, resolve: 14_400 },
  4: { answer: 30, verify: 900, assign: 1800, arrive: 3600, resolve: 28_800 },
};

/** Targets as they are stored, one record a priority; a priority that is missing has its default. */
export function targetsOf(items: readonly ({ priority: number } & Record<Stage, number>)[]): Targets {
  const entries = PRIORITIES.map((priority) => {
    const item = items.find((one) => one.priority === priority) ?? DEFAULT_TARGETS[priority];
    return [priority, Object.fromEntries(STAGES.map((stage) => [stage, item[stage]]))];
  });
  return Object.fromEntries(entries) as Targets;
}

/** What deadlines look at; times are ISO 8601 UTC. */
export interface Timed {
  priority: number;
  status: IncidentStatus;
  reportedAt: string;
  /** When it was taken in; null: not known. */
  recordedAt: string | null;
  verifiedAt: string | null;
  assignedAt: string | null;
  arrivedAt: string | null;
  resolvedAt: string | null;
  /** When it was last reopened: the later stages count from then. */
  reopenedAt: string | null;
}

export interface Deadline {
  stage: Stage;
  /** Milliseconds since 1970. */
  dueMs: number;
}

const REACHED_AT: Readonly<Record<Stage, keyof Timed>> = {
  answer: 'recordedAt',
  verify: 'verifiedAt',
  assign: 'assignedAt',
  arrive: 'arrivedAt',
  resolve: 'resolvedAt',
};

/** When a stage was reached, milliseconds since 1970, or null. */
export function reachedMs(incident: Timed, stage: Stage): number | null {
  const at = incident[REACHED_AT[stage]] as string | null;
  return at === null ? null : Date.parse(at);
}

/** From when a stage counts, milliseconds since 1970: the report, or the reopening for what comes after the verification. */
export function countsFromMs(incident: Timed, stage: Stage): number {
  const since = stage === 'answer' || stage === 'verify' ? null : incident.reopenedAt;
  return Date.parse(since ?? incident.reportedAt);
}

/** When a stage of an incident is due, milliseconds since 1970. */
export function dueMs(incident: Timed, stage: Stage, targets: Targets): number {
  return countsFromMs(incident, stage) + targets[priorityOf(incident)][stage] * 1000;
}

/** The next stage that an open incident has to reach and when; null when it is over. */
export function nextDeadline(incident: Timed, targets: Targets): Deadline | null {
  if (!isOpen(incident)) return null;
  const stage = STAGES.find((one) => one !== 'answer' && !isBehind(incident, one));
  return stage ? { stage, dueMs: dueMs(incident, stage, targets) } : null;
}

/** The stages of an open incident that are due at `nowMs` and not reached, in order. */
export function overdueStages(incident: Timed, targets: Targets, nowMs: number): Stage[] {
  if (!isOpen(incident)) return [];
  return STAGES.filter(
    (stage) => stage !== 'answer' && !isBehind(incident, stage) && dueMs(incident, stage, targets) <= nowMs,
  );
}

/**
 * What has to happen to an incident at `nowMs` because deadlines passed that were not noted before: the stages now missed,
 * all of them, and the level that holds it from now on, one up for each newly missed stage. Undefined: nothing.
 */
export function escalation(
  incident: Timed & { missed: readonly Stage[]; heldBy: HoldingLevel },
  targets: Targets,
  nowMs: number,
): { missed: Stage[]; newlyMissed: Stage[]; heldBy: HoldingLevel } | undefined {
  const newlyMissed = overdueStages(incident, targets, nowMs).filter(
    (stage) => !incident.missed.includes(stage),
  );
  if (newlyMissed.length === 0) return undefined;
  const up = HOLDING_LEVELS.indexOf(incident.heldBy) + newlyMissed.length;
  return {
    newlyMissed,
    missed: STAGES.filter((stage) => newlyMissed.includes(stage) || incident.missed.includes(stage)),
    heldBy: HOLDING_LEVELS[Math.min(up, HOLDING_LEVELS.length - 1)] as HoldingLevel,
  };
}

/** A stage is behind an incident when it, or any later one, was reached: who is on scene need not be assigned any more. */
function isBehind(incident: Timed, stage: Stage): boolean {
  return STAGES.slice(STAGES.indexOf(stage)).some((later) => reachedMs(incident, later) !== null);
}

function isOpen({ status }: Timed): boolean {
  return (OPEN_INCIDENT_STATUSES as readonly string[]).includes(status);
}

function priorityOf({ priority }: Timed): Priority {
  return PRIORITIES.find((one) => one === priority) ?? 4;
}
