import type { RuleSetting } from '../../contract/alarm-rule.ts';
import type { AlarmSubject, RuleKind } from '../../vocabulary.ts';
import type { Condition } from '../alarm-record.ts';

/** What every rule is told: its setting, the time (milliseconds since 1970, the server's), and what held at the look before. */
export interface RuleLook<K extends RuleKind> {
  setting: RuleSetting<K>;
  nowMs: number;
  /** The city's, an IANA name. */
  zone: string;
  /** By key. A rule that can not tell at this look answers what it held. */
  held: ReadonlyMap<string, Condition>;
}

/** What a condition is about. */
export interface Subject {
  noun: AlarmSubject;
  id: string;
  label: string;
  areaCode: string;
  /** Degrees; null: it has no place. */
  place: readonly [lng: number, lat: number] | null;
}

/** The key of a subject's alarm; `more` tells the alarms of one subject apart. */
export function keyOf(kind: RuleKind, subjectId: string, ...more: readonly string[]): string {
  return [kind, subjectId, ...more].join(':');
}

/** A condition that holds since `atMs`. */
export function holding<K extends RuleKind>(
  { setting }: RuleLook<K>,
  subject: Subject,
  atMs: number,
  facts: Condition['facts'],
  ...more: readonly string[]
): Condition {
  const [lng, lat] = subject.place ?? [null, null];
  return {
    key: keyOf(setting.kind, subject.id, ...more),
    kind: setting.kind,
    priority: setting.priority,
    isActive: true,
    subjectNoun: subject.noun,
    subjectId: subject.id,
    subjectLabel: subject.label,
    areaCode: subject.areaCode,
    lng,
    lat,
    at: isoOf(atMs),
    facts,
  };
}

/** Milliseconds since 1970 as ISO 8601 UTC. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

/**
 * What is new against `held` now that exactly `active` holds of these kinds: conditions that began or changed their priority, and those
 * that ended, at `nowMs`. Nothing is changed here: hand the answer to `hold` once it is written.
 */
export function changesOf(
  held: ReadonlyMap<string, Condition>,
  kinds: ReadonlySet<string>,
  active: readonly Condition[],
  nowMs: number,
): Condition[] {
  const keys = new Set(active.map(({ key }) => key));
  const begun = active.filter(({ key, priority }) => held.get(key)?.priority !== priority);
  const ended = [...held.values()]
    .filter(({ key, kind }) => kinds.has(kind) && !keys.has(key))
    .map((condition) => ({ ...condition, isActive: false, at: isoOf(nowMs) }));
  return [...begun, ...ended];
}

/** Takes changes over into `held`. */
export function hold(held: Map<string, Condition>, changes: readonly Condition[]): void {
  for (const condition of changes)
    if (condition.isActive) held.set(condition.key, condition);
    else held.delete(condition.key);
}
