import type { TFunction } from 'i18next';
import { isOverdue } from '../../../../core/case/due.ts';
import { runsUnsigned } from '../../../../core/case/risk-transitions.ts';
import type { Case } from '../../../../core/contract/case.ts';
import type { Risk } from '../../../../core/contract/risk.ts';
import { caseGradeKey, caseStateText } from '../../../ui/file-words.ts';
import { formatLngLat, formatTime } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import type { Fact } from '../facts.tsx';

/** What the facts of a file are told in: words, and the time of the picture. */
interface Told {
  t: TFunction;
  /** Milliseconds since 1970. */
  now: number;
  /** 'yyyy-mm-dd' in the city's zone. */
  today: string;
}

/** What is worth knowing of a case, most useful first. */
export function caseFacts({ geometry, properties: p }: Case, { t, now, today }: Told): Fact[] {
  const due: Fact = {
    label: t('case.fact.dueOn'),
    value: p.status === 'closed' ? p.dueOn : `${p.dueOn} · ${caseStateText(t, p, today)}`,
    ...(isOverdue(p, today) ? { tone: 'warn' } : {}),
  };
  const plain: [label: string, value: string | null][] = [
    [t('case.fact.kind'), `${t(`case.kind.${p.kind}`)} · ${t(caseGradeKey(p.grade))}`],
    [t('case.fact.status'), t(`case.status.${p.status}`)],
    [t('case.fact.heldBy'), t(`levelLong.${p.heldBy}`)],
    [t('case.fact.owner'), t(`organisation.${p.owner}`)],
  ];
  const later: [label: string, value: string | null][] = [
    [t('case.fact.evaluation'), p.evaluation && t(`case.evaluation.${p.evaluation}`)],
    [t('case.fact.outcome'), p.outcome && t(`case.outcome.${p.outcome}`)],
    [t('case.fact.opened'), formatTime(Date.parse(p.openedAt), now)],
    [t('case.fact.closed'), p.closedAt && formatTime(Date.parse(p.closedAt), now)],
    [t('case.fact.text'), p.text],
    [t('case.fact.last'), lastOf(t(`case.act.${p.lastAct}`), p.lastReason)],
    [t('watch.fact.coordinates'), formatLngLat(...geometry.coordinates)],
  ];
  return [{ label: t('case.fact.number'), value: p.number }, ...told(plain), due, ...told(later)];
}

/** What is worth knowing of a risk file, most useful first. */
export function riskFacts({ geometry, properties: p }: Risk, { t, now }: Told): Fact[] {
  const time = (at: string) => formatTime(Date.parse(at), now);
  const person = (name: string | null) => name && personName(t, name);
  const signed = p.signedAt && `${person(p.signedByName) ?? ''} · ${time(p.signedAt)}`;
  const isUnsigned = runsUnsigned(p, now);
  const plain: [label: string, value: string | null][] = [
    [t('risk.fact.number'), p.number],
    [t('risk.fact.kind'), t(`risk.kind.${p.kind}`)],
    [t('risk.fact.period'), `${time(p.startsAt)} – ${time(p.endsAt)}`],
    [t('risk.fact.grade'), t(`risk.grade.${p.grade}`)],
    [t('risk.fact.gradeReason'), p.gradeReason],
  ];
  const later: [label: string, value: string | null][] = [
    [t('risk.fact.owner'), t(`organisation.${p.owner}`)],
    [t('risk.fact.author'), person(p.authorName)],
    [t('risk.fact.submitted'), person(p.submittedByName)],
    [t('risk.fact.signed'), signed],
    [t('risk.fact.result'), p.result && t(`risk.result.${p.result}`)],
    [t('risk.fact.text'), p.text],
    [t('risk.fact.last'), lastOf(t(`risk.act.${p.lastAct}`), p.lastReason)],
    [t('watch.fact.coordinates'), formatLngLat(...geometry.coordinates)],
  ];
  const status: Fact = {
    label: t('risk.fact.status'),
    value: isUnsigned
      ? `${t(`risk.status.${p.status}`)} · ${t('risk.unsigned')}`
      : t(`risk.status.${p.status}`),
    ...(isUnsigned ? { tone: 'alert' } : {}),
  };
  return [...told(plain), status, ...told(later)];
}

function told(pairs: readonly [label: string, value: string | null][]): Fact[] {
  return pairs.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function lastOf(act: string, reason: string): string {
  return reason ? `${act} · ${reason}` : act;
}
