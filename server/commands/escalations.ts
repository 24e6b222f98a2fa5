import type { Alarm } from '../../core/contract/alarm.ts';
import { dueMs, escalation, type Stage, type Targets } from '../../core/incident/deadlines.ts';
import type { Condition } from '../../core/live/alarm-record.ts';
import type { Priority } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import type { TimedIncident } from '../queries/incidents.ts';
import { INCIDENTS } from '../queries/nouns.ts';
import { type PlacedFeature, selectPlacedOne, updatePlaced } from '../queries/placed.ts';
import { observeConditions } from './alarms.ts';
import type { Doing } from './command.ts';
import { logIncident } from './incidents.ts';

/** Only these alarm; the others go up a level quietly. */
const ALARMING_PRIORITY = 2;
/** What was missed longer ago, while nobody looked, goes up a level without an alarm. */
const NEWS_MS = 5 * 60_000;

/**
 * Notes the deadlines that an incident has missed, takes it up one level for each, and alarms when it is urgent. Looks at it
 * again under its lock: what was reached meanwhile is not missed. Answers whether anything changed.
 */
export async function escalateIncident(
  tx: Queryable,
  id: string,
  targets: Targets,
  doing: Doing,
): Promise<boolean> {
  const before = await selectPlacedOne(tx, INCIDENTS, id, doing.actor.scopeCode, true);
  if (!before) return false;
  const incident = { id, ...before.properties } as unknown as TimedIncident;
  const nowMs = Date.parse(doing.now);
  const step = escalation(incident, targets, nowMs);
  if (!step) return false;
  const { missed, heldBy, newlyMissed } = step;
  await updatePlaced(tx, INCIDENTS, id, { properties: { missed, heldBy }, now: doing.now });
  const stage = newlyMissed.at(-1) as Stage;
  const due = dueMs(incident, stage, targets);
  if (incident.priority <= ALARMING_PRIORITY && nowMs - due < NEWS_MS)
    await observeConditions(tx, [missedCondition(before, due, targets, stage, doing.now)], doing.now);
  await logIncident(tx, 'update', id, before, doing);
  return true;
}

function missedCondition(
  { id, geometry, properties }: PlacedFeature,
  due: number,
  targets: Targets,
  stage: Stage,
  now: string,
): Condition {
  const priority = properties.priority as Priority;
  const [lng, lat] = (geometry as { coordinates: [number, number] }).coordinates;
  return {
    key: `deadline_missed:${id}`,
    kind: 'deadline_missed',
    priority,
    isActive: true,
    subjectNoun: 'incidents',
    subjectId: id,
    subjectLabel: String(properties.number),
    areaCode: String(properties.areaCode),
    lng,
    lat,
    at: now,
    facts: { dueAt: new Date(due).toISOString(), limitSeconds: targets[priority][stage], incidentId: id },
  };
}

/** Lets the alarms of missed deadlines return whose incident has nothing overdue any more. */
export async function endMissed(tx: Queryable, alarms: readonly Alarm[], now: string): Promise<void> {
  const ended = alarms.map(({ geometry, properties }): Condition => {
    const { key, kind, priority, subjectNoun, subjectId, subjectLabel, areaCode, facts } = properties;
    const [lng = null, lat = null] = geometry?.coordinates ?? [];
    return {
      ...{ key, kind, subjectNoun, subjectId, subjectLabel, areaCode, facts, lng, lat },
      priority: priority as Priority,
      isActive: false,
      at: now,
    };
  });
  await observeConditions(tx, ended, now);
}
