import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnalysis } from '../../analysis/use-analysis.ts';
import { useView } from '../../state/view.ts';
import { inputText, instantOfInput } from '../../ui/wall-input.ts';
import { setAnalyse } from './set-analyse.ts';

const DAY_MS = 86_400_000;
const CHOICES_DAYS = [7, 30, 90, 365] as const;

/** The time that is looked at: the last days, or between two times of the city's clock. */
export function WindowChoice() {
  const { t } = useTranslation();
  const window = useView((view) => view.analyse.window);
  const { summary } = useAnalysis();
  const toMs = summary?.history.span.toMs;
  const isLast = (days: number) => window?.toMs === toMs && window?.fromMs === (toMs ?? 0) - days * DAY_MS;
  return (
    <section className="panel-section" aria-labelledby="analyse-window">
      <h3 className="panel-title" id="analyse-window">
        {t('analyse.window.title')}
      </h3>
      <div className="button-row">
        {CHOICES_DAYS.map((days) => (
          <button
            key={days}
            type="button"
            className="button"
            disabled={toMs === undefined}
            aria-pressed={isLast(days)}
            onClick={() =>
              toMs !== undefined && setAnalyse({ window: { fromMs: toMs - days * DAY_MS, toMs } })
            }
          >
            {t(`analyse.window.last_${days}`)}
          </button>
        ))}
        <button
          type="button"
          className="button"
          aria-pressed={window === null}
          onClick={() => setAnalyse({ window: null })}
        >
          {t('analyse.window.all')}
        </button>
      </div>
      {summary ? (
        <Between
          key={`${window?.fromMs}-${window?.toMs}`}
          fromMs={(window ?? summary.history.span).fromMs}
          toMs={(window ?? summary.history.span).toMs}
        />
      ) : null}
    </section>
  );
}

function Between({ fromMs, toMs }: { fromMs: number; toMs: number }) {
  const { t } = useTranslation();
  const [bad, setBad] = useState(false);
  const ids = { from: useId(), to: useId() };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to] = ['from', 'to'].map((name) => instantOfInput(String(form.get(name))));
    const good = from !== undefined && to !== undefined && from < to;
    setBad(!good);
    if (good) setAnalyse({ window: { fromMs: from, toMs: to } });
  };
  return (
    <form className="window-form" onSubmit={submit}>
      <label htmlFor={ids.from}>{t('period.from')}</label>
      <input id={ids.from} type="datetime-local" name="from" defaultValue={inputText(fromMs)} required />
      <label htmlFor={ids.to}>{t('period.to')}</label>
      <input id={ids.to} type="datetime-local" name="to" defaultValue={inputText(toMs)} required />
      {bad ? (
        <p className="tone-alert" role="alert">
          {t('period.badRange')}
        </p>
      ) : null}
      <button type="submit" className="button">
        {t('app.apply')}
      </button>
    </form>
  );
}
