import type { LateStage, ReviewIncidents, ReviewInterval } from '../contract/review.ts';
import { countsFromMs, reachedMs, STAGES, type Targets, type Timed } from '../incident/deadlines.ts';
import { responseFigures, stageTaken } from '../incident/response-times.ts';
import { type IncidentType, PRIORITIES, type Priority } from '../vocabulary.ts';

/** An incident as its figures see it. */
export type ReviewedIncident = Timed & { id: string; number: string; type: IncidentType };

const WORST = 50;

/**
 * The figures of incidents at `nowMs` (milliseconds since 1970). `targetsAt` answers the targets in force at an instant: each
 * incident is held against those of its report; `targets` are those in force at the end, which are shown.
 */
export function incidentFigures(
  incidents: readonly ReviewedIncident[],
  targets: Targets,
  targetsAt: (ms: number) => Targets,
  nowMs: number,
): Omit<ReviewIncidents, 'targetsChanged'> {
  const targetsOf = ({ reportedAt }: Timed): Targets => targetsAt(Date.parse(reportedAt));
  const late = lateStages(incidents, targetsOf, nowMs);
  return {
    total: incidents.length,
    byType: countBy(incidents, ({ type }) => type),
    byPriority: countBy(incidents, ({ priority }) => String(priority)) as Record<string, number>,
    byStatus: countBy(incidents, ({ status }) => status),
    response: PRIORITIES.flatMap((priority) =>
      responseFigures(incidents, priority, targets, nowMs, targetsOf),
    ).filter(({ n, waiting }) => n + waiting > 0),
    lateCount: late.length,
    late: late.slice(0, WORST),
  };
}

function countBy<T, K extends string>(
  items: readonly T[],
  keyOf: (item: T) => K,
): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

function lateStages(
  incidents: readonly ReviewedIncident[],
  targetsOf: (incident: Timed) => Targets,
  nowMs: number,
): LateStage[] {
  const late: LateStage[] = [];
  for (const incident of incidents) {
    const targets = targetsOf(incident);
    for (const stage of STAGES) {
      const taken = stageTaken(incident, stage, targets, nowMs);
      const targetSeconds = targets[priorityOf(incident)][stage];
      if (typeof taken === 'string' || (!taken.atLeast && taken.seconds <= targetSeconds)) continue;
      const { id, number, type, priority } = incident;
      late.push({ id, number, type, priority, stage, targetSeconds, ...taken });
    }
  }
  const times = ({ seconds, targetSeconds }: LateStage): number => seconds / targetSeconds;
  return late.sort(
    (a, b) => a.priority - b.priority || times(b) - times(a) || (a.number < b.number ? -1 : 1),
  );
}

/** How long each stage of one incident took against its targets, at `nowMs` (milliseconds since 1970). */
export function incidentIntervals(incident: Timed, targets: Targets, nowMs: number): ReviewInterval[] {
  return STAGES.map((stage) => {
    const targetSeconds = targets[priorityOf(incident)][stage];
    const taken = stageTaken(incident, stage, targets, nowMs);
    if (taken === 'uncounted') {
      const reached = reachedMs(incident, stage);
      const seconds = reached === null ? null : Math.max(0, (reached - countsFromMs(incident, stage)) / 1000);
      const state = seconds === null ? 'unknown' : seconds <= targetSeconds ? 'within' : 'late';
      return { stage, targetSeconds, seconds, state };
    }
    if (taken === 'waiting') {
      const seconds = Math.max(0, (nowMs - countsFromMs(incident, stage)) / 1000);
      return { stage, targetSeconds, seconds, state: 'running' };
    }
    const isLate = taken.seconds > targetSeconds;
    const state = taken.atLeast ? 'overdue' : isLate ? 'late' : 'within';
    return { stage, targetSeconds, seconds: taken.seconds, state };
  });
}

function priorityOf({ priority }: Timed): Priority {
  return PRIORITIES.find((one) => one === priority) ?? 4;
}
