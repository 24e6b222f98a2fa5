import { useTranslation } from 'react-i18next';
import { type RiskAnswer, unanswered } from '../../../../core/case/risk-grade.ts';
import { RISK_GRADES, type RiskGrade } from '../../../../core/case/vocabulary.ts';
import { GradeRule } from './grade-rule.tsx';

/** The closed list of items, each answered low, medium or high with a note; what grade that gives, and why. */
export function ChecklistField(props: {
  checklist: readonly RiskAnswer[];
  onChange: (checklist: RiskAnswer[]) => void;
}) {
  const { t } = useTranslation();
  const { checklist } = props;
  const change = (at: number, patch: Partial<RiskAnswer>) =>
    props.onChange(checklist.map((one, i) => (i === at ? { ...one, ...patch } : one)));
  return (
    <fieldset className="field checklist">
      <legend>
        {t('risk.form.checklist')}{' '}
        <span className="muted">
          {t('risk.answered', { n: checklist.length - unanswered(checklist), of: checklist.length })}
        </span>
      </legend>
      {checklist.map(({ item, answer, note }, at) => (
        <div key={item} className="checklist-row">
          <label>
            <span>{t(`risk.item.${item}`)}</span>
            <select
              value={answer ?? ''}
              onChange={(event) => change(at, { answer: (event.target.value || null) as RiskGrade | null })}
            >
              <option value="">{t('risk.form.unanswered')}</option>
              {RISK_GRADES.map((grade) => (
                <option key={grade} value={grade}>
                  {t(`risk.answer.${grade}`)}
                </option>
              ))}
            </select>
          </label>
          <input
            maxLength={300}
            aria-label={`${t(`risk.item.${item}`)} · ${t('risk.form.note')}`}
            placeholder={t('risk.form.note')}
            value={note}
            onChange={(event) => change(at, { note: event.target.value })}
          />
        </div>
      ))}
      <GradeRule checklist={checklist} />
    </fieldset>
  );
}
