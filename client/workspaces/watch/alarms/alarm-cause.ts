import type { TFunction } from 'i18next';
import type { AlarmFacts } from '../../../../core/contract/alarm.ts';
import { formatAge, formatDistance, formatTime } from '../../../ui/format.ts';

/** What an alarm is about in one line, from its facts; empty when there is nothing to say. `nowMs` is the server's time. */
export function causeOf(facts: AlarmFacts, t: TFunction, nowMs: number): string {
  const time = (iso: string) => formatTime(Date.parse(iso), nowMs);
  const parts: (string | false | undefined)[] = [
    facts.sinceAt !== undefined &&
      t('alarm.cause.since', { age: formatAge(nowMs - Date.parse(facts.sinceAt)) }),
    facts.limitSeconds !== undefined &&
      t('alarm.cause.limitSeconds', { age: formatAge(facts.limitSeconds * 1000) }),
    facts.learntAt !== undefined && t('alarm.cause.learnt', { at: time(facts.learntAt) }),
    facts.lastSeenAt !== undefined && t('alarm.cause.lastSeen', { at: time(facts.lastSeenAt) }),
    facts.dueAt !== undefined && t('alarm.cause.due', { at: time(facts.dueAt) }),
    facts.distanceMetres !== undefined &&
      t('alarm.cause.distance', { distance: formatDistance(facts.distanceMetres) }),
    facts.limitMetres !== undefined &&
      t('alarm.cause.limitMetres', { distance: formatDistance(facts.limitMetres) }),
    facts.accuracyMetres !== undefined &&
      t('alarm.cause.accuracy', { distance: formatDistance(facts.accuracyMetres) }),
    facts.probability !== undefined &&
      t('alarm.cause.probability', { share: `${Math.floor(facts.probability * 100)}%` }),
    unitsPart(facts, t),
  ];
  return parts.filter(Boolean).join(' · ');
}

function unitsPart({ units, requiredUnits }: AlarmFacts, t: TFunction): string | undefined {
  if (units === undefined) return undefined;
  if (requiredUnits === undefined) return t('alarm.cause.units', { n: units });
  return t('alarm.cause.unitsOf', { n: units, required: requiredUnits });
}
