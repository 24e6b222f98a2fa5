import { useTranslation } from 'react-i18next';
import { unanswered } from '../../../../core/case/risk-grade.ts';
import type { Risk } from '../../../../core/contract/risk.ts';
import { GradeRule } from './grade-rule.tsx';
import './cases.css';

/** The checklist of a risk file with the grade that it gives, and what is done against the risk. */
export function RiskContent({ risk }: { risk: Risk }) {
  const { t } = useTranslation();
  const { checklist, measures } = risk.properties;
  return (
    <>
      <section className="inspector-section">
        <h3>
          {t('risk.checklist')}{' '}
          <span className="muted">
            {t('risk.answered', { n: checklist.length - unanswered(checklist), of: checklist.length })}
          </span>
        </h3>
        <dl className="answers">
          {checklist.map(({ item, answer, note }) => (
            <div key={item}>
              <dt>{t(`risk.item.${item}`)}</dt>
              <dd className={answer === 'high' ? 'tone-warn' : answer === 'low' ? 'muted' : undefined}>
                {answer ? t(`risk.answer.${answer}`) : t('risk.form.unanswered')}
              </dd>
              {note ? <dd className="answer-note">{note}</dd> : null}
            </div>
          ))}
        </dl>
        <GradeRule checklist={checklist} />
      </section>
      <section className="inspector-section">
        <h3>{t('risk.measures')}</h3>
        {measures.length === 0 ? <p className="muted">{t('risk.noMeasures')}</p> : null}
        <ul className="measures">
          {measures.map(({ text, organisation }) => (
            <li key={`${organisation} ${text}`}>
              {text} <small className="muted">{t(`organisation.${organisation}`)}</small>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
