import { useTranslation } from 'react-i18next';
import { useAnalysis } from '../../analysis/use-analysis.ts';
import { useView } from '../../state/view.ts';
import { BetweenForm } from '../../ui/between-form.tsx';
import { setAnalyse } from './set-analyse.ts';

const DAY_MS = 86_400_000;
const CHOICES_DAYS = [7, 30, 90, 365] as const;

/** The time that is looked at: the last days, or between two times of the city's clock. */
export function WindowChoice() {
  const { t } = useTranslation();
  const window = useView((view) => view.analyse.window);
  const summary = useAnalysis('summary');
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
        <BetweenForm
          key={`${window?.fromMs}-${window?.toMs}`}
          className="window-form"
          shown={window ?? summary.history.span}
          onChoose={(chosen) => setAnalyse({ window: chosen })}
        />
      ) : null}
    </section>
  );
}
