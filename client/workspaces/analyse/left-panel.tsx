import { useTranslation } from 'react-i18next';
import { useView } from '../../state/view.ts';
import { PanelHead, SidePanel } from '../../ui/side-panel.tsx';
import { ClauseList } from './clause-list.tsx';
import { CopyLink } from './copy-link.tsx';
import { questionOf } from './question-of.ts';
import { ALL_QUESTIONS } from './questions/all.ts';
import { setAnalyse } from './set-analyse.ts';
import { StatusClause } from './status-clause.tsx';
import { WindowChoice } from './window-choice.tsx';

/** What is asked, of which time and which incidents, and with which parameters. */
export function LeftPanel() {
  const { t } = useTranslation();
  const { key, Parameters } = useView((view) => questionOf(view.analyse.question));
  return (
    <SidePanel side="left" label={t('analyse.left')}>
      <PanelHead side="left">
        <h2>{t('analyse.left')}</h2>
        <CopyLink />
      </PanelHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="panel-scroll" tabIndex={0} aria-label={t('analyse.left')}>
        <QuestionChoice />
        <section className="panel-section" aria-labelledby="analyse-parameters">
          <h3 className="panel-title" id="analyse-parameters">
            {t('analyse.parameters')}
          </h3>
          <Parameters key={key} />
        </section>
        <WindowChoice />
        <ClauseList />
        <StatusClause />
      </section>
    </SidePanel>
  );
}

function QuestionChoice() {
  const { t } = useTranslation();
  const asked = useView((view) => questionOf(view.analyse.question).key);
  return (
    <fieldset className="panel-section questions">
      <legend className="panel-title">{t('analyse.ask')}</legend>
      {ALL_QUESTIONS.map(({ key }) => (
        <label key={key} className={key === asked ? 'on' : undefined}>
          <input
            type="radio"
            name="question"
            checked={key === asked}
            onChange={() => setAnalyse({ question: key })}
          />
          <span>
            <b>{t(`analyse.question.${key}`)}</b>
            <small>{t(`analyse.hint.${key}`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
