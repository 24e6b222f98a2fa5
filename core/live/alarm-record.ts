import type { AlarmFacts, AlarmProperties } from '../contract/alarm.ts';
import type { AlarmAct, AlarmKind, AlarmSubject, Priority } from '../vocabulary.ts';
import { type AlarmRefusal, type AlarmStanding, standingAfter } from './alarm.ts';

/** What a rule sees of one thing at one instant. It is an alarm while `isActive`. */
export interface Condition {
  /** `${kind}:${subjectId}`; more words after it where a subject can have several alarms of a kind. */
  key: string;
  kind: AlarmKind;
  priority: Priority;
  isActive: boolean;
  subjectNoun: AlarmSubject;
  subjectId: string;
  subjectLabel: string;
  /** Smallest area that it belongs to: decides who sees the alarm. */
  areaCode: string;
  /** Degrees, EPSG:4326; null: it has no place. */
  lng: number | null;
  lat: number | null;
  /** When it was so, ISO 8601 UTC. */
  at: string;
  facts: AlarmFacts;
}

/** An alarm as it is stored, without what the database adds. */
export interface AlarmRecord {
  id: string;
  lng: number | null;
  lat: number | null;
  properties: Omit<AlarmProperties, 'version' | 'updatedAt' | 'acknowledgedByName' | 'setAsideByName'>;
}

/** What a person's act says besides its name; times are ISO 8601 UTC. */
export interface ActDetails {
  /** Account, null: the system. */
  by: string | null;
  now: string;
  reason?: string | undefined;
  until?: string | undefined;
}

/** What a condition means to the alarm of its key (undefined: there is none yet); undefined: nothing new. */
export function actOfCondition(alarm: AlarmRecord | undefined, condition: Condition): AlarmAct | undefined {
  if (!alarm?.properties.isActive) return condition.isActive ? 'raise' : undefined;
  if (!condition.isActive) return 'clear';
  const { priority } = alarm.properties;
  if (condition.priority === priority) return undefined;
  return condition.priority < priority ? 'worsen' : 'ease';
}

/** The first alarm of a condition that holds, under a new `id`. */
export function newAlarm(id: string, condition: Condition): AlarmRecord {
  const { key, kind, subjectNoun, subjectId } = condition;
  const normal: AlarmRecord = {
    id,
    lng: null,
    lat: null,
    properties: {
      ...NOTHING_BEFORE,
      key,
      kind,
      subjectNoun,
      subjectId,
      subjectLabel: condition.subjectLabel,
      priority: condition.priority,
      areaCode: condition.areaCode,
      raisedAt: condition.at,
      facts: condition.facts,
    },
  };
  return observed(normal, 'raise', condition);
}

const NOTHING_BEFORE = {
  state: 'normal',
  isActive: false,
  clearedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  shelvedUntil: null,
  shelvedReason: null,
  outOfServiceReason: null,
  setAsideAt: null,
  setAsideBy: null,
  count: 0,
  lastAct: 'raise',
} as const;

/** The alarm after a rule's act (`actOfCondition`). Throws when the act can not be done. */
export function observed(alarm: AlarmRecord, act: AlarmAct, condition: Condition): AlarmRecord {
  const before = alarm.properties;
  const standing = mustStand(before, act);
  if (act === 'clear') {
    const isLater = Date.parse(condition.at) > Date.parse(before.raisedAt);
    const clearedAt = isLater ? condition.at : before.raisedAt;
    return { ...alarm, properties: { ...before, ...standing, clearedAt, lastAct: act } };
  }
  const { priority, subjectLabel, areaCode, facts, lng, lat } = condition;
  const isNew = act === 'raise' ? { raisedAt: condition.at, clearedAt: null, count: before.count + 1 } : {};
  const isForgotten = act === 'ease' ? {} : { acknowledgedAt: null, acknowledgedBy: null };
  const told = { priority, subjectLabel, areaCode, facts, lastAct: act };
  return { ...alarm, lng, lat, properties: { ...before, ...standing, ...told, ...isNew, ...isForgotten } };
}

/** The alarm after the act of a person or of the clock, or the reason why it can not be done. */
export function acted(
  alarm: AlarmRecord,
  act: AlarmAct,
  details: ActDetails,
): { alarm: AlarmRecord } | { reason: AlarmRefusal } {
  const result = standingAfter(alarm.properties, act);
  if ('reason' in result) return result;
  const properties = {
    ...alarm.properties,
    ...result.standing,
    ...traceOf(act, alarm.properties, details),
    lastAct: act,
  };
  return { alarm: { ...alarm, properties } };
}

const NOT_ASIDE = {
  shelvedUntil: null,
  shelvedReason: null,
  outOfServiceReason: null,
  setAsideAt: null,
  setAsideBy: null,
};

function traceOf(
  act: AlarmAct,
  { isActive, clearedAt }: AlarmRecord['properties'],
  { by, now, reason, until }: ActDetails,
): Partial<AlarmRecord['properties']> {
  const aside = { ...NOT_ASIDE, setAsideAt: now, setAsideBy: by };
  const unseen = { acknowledgedAt: null, acknowledgedBy: null };
  switch (act) {
    case 'acknowledge':
      return { acknowledgedAt: now, acknowledgedBy: by };
    case 'shelve':
      return { ...aside, shelvedUntil: until ?? null, shelvedReason: reason ?? '' };
    case 'take_out':
      return { ...aside, outOfServiceReason: reason ?? '' };
    case 'suppress':
      return aside;
    case 'unshelve':
    case 'expire':
    case 'unsuppress':
    case 'put_back':
      return { ...NOT_ASIDE, ...unseen };
    case 'clear':
      return { clearedAt: now };
    case 'reset':
      return { ...NOT_ASIDE, clearedAt: isActive ? now : clearedAt };
    default:
      return {};
  }
}

function mustStand(standing: AlarmStanding, act: AlarmAct): AlarmStanding {
  const result = standingAfter(standing, act);
  if ('reason' in result)
    throw new Error(`an alarm that is ${standing.state} can not ${act}: ${result.reason}`);
  return result.standing;
}
