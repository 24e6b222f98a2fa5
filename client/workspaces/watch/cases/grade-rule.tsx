import { useTranslation } from 'react-i18next';
import { gradeOfRisk, type RiskAnswer } from '../../../../core/case/risk-grade.ts';

/** Which grade a checklist gives, by which of the rules, and the rules themselves. */
export function GradeRule({ checklist }: { checklist: readonly RiskAnswer[] }) {
  const { t } = useTranslation();
  const { grade, rule, items } = gradeOfRisk(checklist);
  const named = items.map((item) => t(`risk.item.${item}`)).join(t('listSeparator'));
  return (
    <p className="grade-rule">
      <b>{t(`risk.grade.${grade}`)}</b> {t(`risk.rule.${rule}`, { n: items.length, items: named })}{' '}
      <small className="muted">{t('risk.ruleHint')}</small>
    </p>
  );
}
