import type { TFunction } from 'i18next';
import { daysBetween } from '../../core/case/due.ts';
import { riskPhase, runsUnsigned } from '../../core/case/risk-transitions.ts';
import type { Case } from '../../core/contract/case.ts';
import type { Risk } from '../../core/contract/risk.ts';

type CaseProperties = Pick<Case['properties'], 'kind' | 'status' | 'dueOn'>;

/** '还剩 3 天', '今日到期', '逾期 2 天'. Days are 'yyyy-mm-dd' in the city's zone. */
export function dueText(t: TFunction, dueOn: string, today: string): string {
  const days = daysBetween(today, dueOn);
  if (days === 0) return t('case.dueToday');
  return days > 0 ? t('case.dueIn', { n: days }) : t('case.late', { n: -days });
}

/** How a case stands: closed, to be closed, or how many days are left. */
export function caseStateText(t: TFunction, { status, dueOn }: CaseProperties, today: string): string {
  if (status === 'closed') return t('case.status.closed');
  const due = dueText(t, dueOn, today);
  return status === 'evaluated' ? `${t('case.status.evaluated')} · ${due}` : due;
}

type RiskProperties = Pick<Risk['properties'], 'status' | 'startsAt' | 'endsAt'>;

/** How a risk file stands at `nowMs` (milliseconds since 1970): what is missing first, then whether it runs. */
export function riskStateText(t: TFunction, risk: RiskProperties, nowMs: number): string {
  if (runsUnsigned(risk, nowMs)) return t('risk.unsigned');
  if (risk.status !== 'signed_off') return t(`risk.status.${risk.status}`);
  const phase = riskPhase(risk, nowMs);
  return phase === 'over'
    ? t('risk.toEvaluate')
    : `${t('risk.status.signed_off')} · ${t(`risk.phase.${phase}`)}`;
}

/** Key of the word for a grade of a case, 1 to 3. */
export function caseGradeKey(grade: number): `case.grade.g${1 | 2 | 3}` {
  return `case.grade.g${grade as 1 | 2 | 3}`;
}
