import type { OpenAssignment } from '../contract/assignment.ts';
import type { ReviewEntry } from '../contract/review.ts';
import type { OpenAssignmentState } from '../incident/assignment.ts';
import { OPEN_INCIDENT_STATUSES } from '../vocabulary.ts';
import type { IncidentAct, ReviewAct, ReviewNoun, ThingAct } from './acts.ts';
import { changesBetween, type Told } from './changes.ts';

/** An event of the log as a review reads it. Of what was or is outside the area looked at, `before` or `after` is null. */
export interface ReviewEvent {
  seq: number;
  /** ISO 8601 UTC. */
  at: string;
  actorId: string | null;
  actorName: string | null;
  noun: ReviewNoun;
  kind: 'create' | 'update' | 'delete';
  id: string;
  areaCode: string;
  before: Told | null;
  after: Told | null;
}

/** The line of the timeline that tells of an event. One event is one line. Units have no code yet, remarks no words. */
export function entryOf(event: ReviewEvent): ReviewEntry {
  const { seq, at, actorId, actorName, noun, id, areaCode, before, after } = event;
  const shown = after ?? before;
  const p = propertiesOf(noun, shown);
  const [lng, lat] = placeOf(shown);
  const act = actOf(event);
  return {
    key: String(seq),
    seq,
    at,
    source: 'log',
    noun,
    act,
    id,
    label: labelOf(noun, id, p),
    nameZh: textOf(p.nameZh),
    nameEn: textOf(p.nameEn),
    kind: textOf(p.type ?? p.kind ?? p.border),
    priority: typeof p.priority === 'number' ? p.priority : null,
    state: after ? textOf(p.status ?? p.state) : null,
    areaCode,
    lng,
    lat,
    actorId,
    actorName,
    unitId: unitOf(event),
    unitCode: null,
    text: null,
    fact: null,
    changes: changesBetween(noun, before, after),
  };
}

/** Times first, then the order of the log; what records tell comes before what the log tells of the same instant. */
export function inOrder(a: ReviewEntry, b: ReviewEntry): number {
  return Date.parse(a.at) - Date.parse(b.at) || a.seq - b.seq || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** The properties of what an event carries; targets are no Feature. */
export function propertiesOf(noun: ReviewNoun, told: Told | null): Readonly<Record<string, unknown>> {
  if (told === null) return {};
  return (
    noun === 'response_targets' ? told : ((told as { properties?: object }).properties ?? {})
  ) as Readonly<Record<string, unknown>>;
}

function labelOf(noun: ReviewNoun, id: string, p: Readonly<Record<string, unknown>>): string {
  if (noun === 'response_targets') return `P${id}`;
  return textOf(p.number ?? p.subjectLabel ?? p.code) ?? id;
}

function placeOf(told: Told | null): [number | null, number | null] {
  const geometry = (told as { geometry?: { type: string; coordinates: number[] } | null } | null)?.geometry;
  const [lng, lat] = geometry?.type === 'Point' ? geometry.coordinates : [];
  return lng === undefined || lat === undefined ? [null, null] : [lng, lat];
}

function unitOf({ noun, before, after }: ReviewEvent): string | null {
  if (noun !== 'incidents') return null;
  const [was, is] = [propertiesOf(noun, before), propertiesOf(noun, after)];
  return changedAssignment(was, is)?.unitId ?? textOf(is.unitId ?? was.unitId);
}

function actOf({ noun, kind, before, after }: ReviewEvent): ReviewAct {
  if (!after) return kind === 'delete' ? 'removed' : 'left';
  if (!before && kind === 'update') return 'entered';
  const [was, is] = [propertiesOf(noun, before), propertiesOf(noun, after)];
  if (noun === 'alarms') return (textOf(is.lastAct) ?? 'edited') as ReviewAct;
  if (noun === 'incidents') return before ? incidentAct(was, is) : 'reported';
  return thingAct(before !== null, was.state !== is.state);
}

function thingAct(wasThere: boolean, stateChanged: boolean): ThingAct {
  if (!wasThere) return 'created';
  return stateChanged ? 'state' : 'edited';
}

type Properties = Readonly<Record<string, unknown>>;

function incidentAct(was: Properties, is: Properties): IncidentAct | ThingAct {
  if (was.status !== is.status) return statusAct(String(was.status), String(is.status));
  if (was.unitId !== is.unitId)
    return is.unitId === null ? 'released' : was.unitId === null ? 'assigned' : 'reassigned';
  const changed = changedAssignment(was, is);
  if (changed) return ACT_OF[changed.state];
  if (lengthOf(is.missed) > lengthOf(was.missed)) return 'escalated';
  if (Number(is.remarkCount ?? 0) > Number(was.remarkCount ?? 0)) return 'remark';
  return 'edited';
}

/** What the step of a unit beside the lead is called. */
const ACT_OF = {
  sent: 'assigned',
  acknowledged: 'acknowledged',
  en_route: 'en_route',
  arrived: 'on_scene',
  gone: 'released',
} as const satisfies Record<string, IncidentAct>;

/** Of the units of an incident the one that took a step, or else one that left while others stay. */
function changedAssignment(
  was: Properties,
  is: Properties,
): { unitId: string; state: keyof typeof ACT_OF } | undefined {
  const [earlier, later] = [assignmentsOf(was), assignmentsOf(is)];
  const stateOf = (id: string) => earlier.find((one) => one.id === id)?.state;
  const stepped = later.find(({ id, state }) => state !== stateOf(id));
  if (stepped) return stepped as { unitId: string; state: OpenAssignmentState };
  const gone = earlier.find(({ id }) => !later.some((one) => one.id === id));
  return gone && later.length > 0 ? { unitId: gone.unitId, state: 'gone' } : undefined;
}

function assignmentsOf({ assignments }: Properties): readonly OpenAssignment[] {
  return Array.isArray(assignments) ? assignments : [];
}

/** Back to `verified` is reopening from an end and taking the unit off on the way; a report that comes back otherwise is edited. */
function statusAct(was: string, is: string): IncidentAct | ThingAct {
  if (is === 'verified' && was !== 'reported')
    return (OPEN_INCIDENT_STATUSES as readonly string[]).includes(was) ? 'released' : 'reopened';
  return is === 'reported' ? 'edited' : (is as IncidentAct);
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
