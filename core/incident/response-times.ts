import { OPEN_INCIDENT_STATUSES, type Priority } from '../vocabulary.ts';
import { countsFromMs, dueMs, reachedMs, STAGES, type Stage, type Targets, type Timed } from './deadlines.ts';

/** How long one stage took, over many incidents of one priority. */
export interface ResponseFigure {
  priority: Priority;
  stage: Stage;
  targetSeconds: number;
  /** Incidents that count: the stage was reached, or is overdue and still open. */
  n: number;
  /** Open ones that still have time; they do not count yet. */
  waiting: number;
  /** Of those that count, how many were within the target. */
  within: number;
  /** Seconds; null of nothing. */
  p50: Percentile | null;
  p90: Percentile | null;
  p95: Percentile | null;
}

/** A percentile in seconds. `atLeast`: it falls on an incident that is still open, so the true value is larger. */
export interface Percentile {
  seconds: number;
  atLeast: boolean;
}

/** These never needed a response: they are left out of the figures. */
const WITHOUT_RESPONSE: readonly string[] = ['duplicate', 'false_alarm', 'cancelled'];

/**
 * Response times of incidents of one priority at `nowMs` (milliseconds since 1970) for each stage, counted from the report
 * (from the reopening for what follows it). Percentiles are by nearest rank: the smallest value that p % do not exceed
 * (NIST/SEMATECH e-Handbook, 7.2.6.2, without interpolation), so that "90 % within" reads off directly. An open incident that is overdue counts with the
 * time it has taken so far: to leave it out would flatter the figure. `targets` are shown; where they changed meanwhile `targetsOf`
 * answers those that an incident is held against.
 */
export function responseFigures(
  incidents: Iterable<Timed>,
  priority: Priority,
  targets: Targets,
  nowMs: number,
  targetsOf: (incident: Timed) => Targets = () => targets,
): ResponseFigure[] {
  const wanted = [...incidents].filter(
    (incident) => incident.priority === priority && !WITHOUT_RESPONSE.includes(incident.status),
  );
  return STAGES.map((stage) => figureOf(wanted, priority, stage, targets[priority][stage], nowMs, targetsOf));
}

function figureOf(
  incidents: readonly Timed[],
  priority: Priority,
  stage: Stage,
  targetSeconds: number,
  nowMs: number,
  targetsOf: (incident: Timed) => Targets,
): ResponseFigure {
  const taken: Percentile[] = [];
  let [waiting, within] = [0, 0];
  for (const incident of incidents) {
    const targets = targetsOf(incident);
    const one = stageTaken(incident, stage, targets, nowMs);
    if (one === 'waiting') waiting += 1;
    if (typeof one === 'string') continue;
    taken.push(one);
    if (!one.atLeast && one.seconds <= targets[priority][stage]) within += 1;
  }
  taken.sort((a, b) => a.seconds - b.seconds);
  return {
    priority,
    stage,
    targetSeconds,
    n: taken.length,
    waiting,
    within,
    p50: nearestRank(taken, 50),
    p90: nearestRank(taken, 90),
    p95: nearestRank(taken, 95),
  };
}

/**
 * How long a stage of one incident took at `nowMs` (milliseconds since 1970), or so far when it is overdue (`atLeast`). `waiting`: it
 * still has time; `uncounted`: it was not reached and is not waited for, or needed no response.
 */
export function stageTaken(
  incident: Timed,
  stage: Stage,
  targets: Targets,
  nowMs: number,
): Percentile | 'waiting' | 'uncounted' {
  if (WITHOUT_RESPONSE.includes(incident.status)) return 'uncounted';
  const reached = reachedMs(incident, stage);
  const since = countsFromMs(incident, stage);
  if (reached !== null) return { seconds: Math.max(0, (reached - since) / 1000), atLeast: false };
  if (!isWaitedFor(incident, stage)) return 'uncounted';
  if (dueMs(incident, stage, targets) > nowMs) return 'waiting';
  return { seconds: (nowMs - since) / 1000, atLeast: true };
}

/** Open, and neither this stage nor a later one was reached. The answer is never waited for: what is not taken in is not known. */
function isWaitedFor(incident: Timed, stage: Stage): boolean {
  if (stage === 'answer' || !(OPEN_INCIDENT_STATUSES as readonly string[]).includes(incident.status))
    return false;
  return STAGES.slice(STAGES.indexOf(stage)).every((later) => reachedMs(incident, later) === null);
}

/** The smallest of `sorted` that `percent` % do not exceed; null of nothing. */
export function nearestRank<T>(sorted: readonly T[], percent: number): T | null {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? null;
}
