import type { TFunction } from 'i18next';
import type { Alarm } from '../../../../core/contract/alarm.ts';
import { LIVE_NOUNS } from '../../../../core/contract/live.ts';
import type { Selection } from '../../../state/view-state.ts';
import { subjectLabel } from '../../../ui/alarm-subject.ts';
import { formatAge, formatLngLat, formatNumber, formatTime } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { priorityKey } from '../../../ui/words/graded.ts';
import type { Fact } from '../facts.tsx';
import { causeOf } from './alarm-cause.ts';

type Properties = Alarm['properties'];

/** What is worth knowing of an alarm, most useful first. `nowMs` is the server's time. */
export function alarmFacts({ geometry, properties: p }: Alarm, t: TFunction, nowMs: number): Fact[] {
  const at = (iso: string) => formatTime(Date.parse(iso), nowMs);
  const aged = (iso: string) => `${at(iso)} · ${t('app.age', { age: formatAge(nowMs - Date.parse(iso)) })}`;
  const by = (name: string | null, iso: string) =>
    t('alarm.fact.byAt', { by: name ? personName(t, name) : t('watch.history.system'), at: at(iso) });
  const opens = subjectOf(p);
  const facts: (Fact | false)[] = [
    { label: t('alarm.fact.state'), value: t(`alarm.state.${p.state}`), ...toneOf(p) },
    { label: t('watch.fact.priority'), value: t(priorityKey(p.priority)) },
    { label: t('alarm.fact.subject'), value: subjectLabel(p, t), ...(opens ? { opens } : {}) },
    said(t('alarm.fact.cause'), causeOf(p.facts, t, nowMs)),
    { label: t('alarm.fact.raised'), value: aged(p.raisedAt) },
    said(t('alarm.fact.cleared'), p.clearedAt && aged(p.clearedAt)),
    said(t('alarm.fact.acknowledged'), p.acknowledgedAt && by(p.acknowledgedByName, p.acknowledgedAt)),
    said(t('alarm.fact.shelvedUntil'), p.shelvedUntil && at(p.shelvedUntil)),
    said(t('alarm.fact.reason'), p.shelvedReason ?? p.outOfServiceReason),
    said(t('alarm.fact.setAside'), p.setAsideAt && by(p.setAsideByName, p.setAsideAt)),
    { label: t('alarm.fact.count'), value: t('alarm.fact.times', { n: formatNumber(p.count) }) },
    said(t('watch.fact.coordinates'), geometry && formatLngLat(...geometry.coordinates)),
  ];
  return facts.filter((fact) => fact !== false);
}

function said(label: string, value: string | null | undefined): Fact | false {
  return value ? { label, value } : false;
}

function toneOf({ state }: Properties): Pick<Fact, 'tone'> {
  if (state === 'unacknowledged') return { tone: 'alert' };
  return state === 'returned_unacknowledged' ? { tone: 'warn' } : {};
}

/** What an alarm is about, if it can be opened. */
export function subjectOf({ subjectNoun, subjectId }: Properties): Selection | undefined {
  const nouns: readonly string[] = [...LIVE_NOUNS, 'areas', 'grids'];
  return nouns.includes(subjectNoun) ? { noun: subjectNoun as Selection['noun'], id: subjectId } : undefined;
}
