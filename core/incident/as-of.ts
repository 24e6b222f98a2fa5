import type { Incident } from '../contract/incident.ts';
import type { IncidentStatus } from '../vocabulary.ts';

const DAY_MS = 24 * 3_600_000;

/** The steps whose time an incident keeps, in their order, with the status that each brings. */
const STEPS = [
  ['verifiedAt', 'verified'],
  ['assignedAt', 'assigned'],
  ['arrivedAt', 'on_scene'],
] as const satisfies readonly (readonly [keyof Incident['properties'], IncidentStatus])[];
const TIMES = ['verifiedAt', 'assignedAt', 'arrivedAt', 'resolvedAt'] as const;
const WITH_UNIT: readonly IncidentStatus[] = ['assigned', 'on_scene'];

/**
 * How an incident without a history (imported, or older than the log) stood at `atMs` (milliseconds since 1970, not before its
 * report), as far as the times of its steps tell: the last step reached, without what came later. From 24 h after its report on
 * it is as it is known: what was done when, later than that, is told by the log only.
 */
export function incidentAsOf(incident: Incident, atMs: number): Incident {
  const { properties } = incident;
  const isPast = (time: string | null): time is string => time !== null && Date.parse(time) <= atMs;
  const known = TIMES.map((key) => properties[key]);
  const settledMs = Date.parse(properties.reportedAt) + DAY_MS;
  if (atMs >= settledMs || isPast(properties.resolvedAt)) return incident;
  if (known.every((time) => time === null || isPast(time))) return incident;
  const reached = STEPS.filter(([key]) => isPast(properties[key]));
  const status = reached.at(-1)?.[1] ?? 'reported';
  const lastStep = reached.map(([key]) => properties[key] as string).reduce(later, properties.reportedAt);
  const left = Object.fromEntries(
    TIMES.map((key) => [key, isPast(properties[key]) ? properties[key] : null]),
  );
  return {
    ...incident,
    properties: {
      ...properties,
      ...left,
      status,
      unitId: WITH_UNIT.includes(status) ? properties.unitId : null,
      assignments: [],
      updatedAt: lastStep,
    },
  };
}

/**
 * When such an incident changed in (fromMs, toMs], milliseconds since 1970, in order: its report, its steps, and the end of what
 * they tell.
 */
export function incidentSteps({ properties }: Incident, fromMs: number, toMs: number): number[] {
  const reportedMs = Date.parse(properties.reportedAt);
  const steps = TIMES.flatMap((key) => properties[key] ?? []).map((time) => Date.parse(time));
  const settledMs = reportedMs + DAY_MS;
  const all = [reportedMs, ...steps.filter((ms) => ms > reportedMs && ms < settledMs), settledMs];
  return [...new Set(all)].filter((ms) => ms > fromMs && ms <= toMs).sort((a, b) => a - b);
}

function later(a: string, b: string): string {
  return Date.parse(a) > Date.parse(b) ? a : b;
}
