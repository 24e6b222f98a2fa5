import { useTranslation } from 'react-i18next';
import { WORKLOAD_MEASURES, type WorkloadMeasure } from '../../../../core/plan/workload/workload.ts';
import { figuresStore } from '../../../planning/figures-store.ts';
import { LOAD_COLOURS, LOAD_ENDS, loadClass, NO_LOAD_COLOUR } from '../../../planning/load-colours.ts';
import { planning, usePlanning } from '../../../planning/planning.ts';
import { useFigures } from '../../../planning/use-figures.ts';
import { useView } from '../../../state/view.ts';
import { formatNumber } from '../../../ui/format.ts';
import { ProblemTold } from '../../../ui/problem-note.tsx';
import { CountedPeriod } from '../counted-period.tsx';
import { measureText } from '../measure-text.ts';

/** What grids are compared and coloured by, with what the colours mean. */
export function MeasureChoice() {
  const { t } = useTranslation();
  const measure = usePlanning((state) => state.measure);
  return (
    <section className="panel-section" aria-labelledby="plan-measure">
      <h3 className="panel-title" id="plan-measure">
        {t('plan.measureTitle')}
      </h3>
      <select
        aria-labelledby="plan-measure"
        value={measure ?? ''}
        onChange={({ target }) =>
          planning.set({ measure: target.value === '' ? null : (target.value as WorkloadMeasure) })
        }
      >
        <option value="">{t('app.none')}</option>
        {WORKLOAD_MEASURES.map((one) => (
          <option key={one} value={one}>
            {t(`plan.measure.${one}`)}
          </option>
        ))}
      </select>
      {measure ? <p className="muted">{t(`plan.about.${measure}`)}</p> : null}
      {measure ? <Counted measure={measure} /> : null}
    </section>
  );
}

function Counted({ measure }: { measure: WorkloadMeasure }) {
  const { t } = useTranslation();
  const status = useFigures((state) => state.status);
  const problem = useFigures((state) => state.problem);
  const things = useFigures((state) => state.things);
  const mean = useFigures((state) => state.balance.now?.mean ?? null);
  if (status === 'failed' && problem)
    return (
      <ProblemTold problem={problem}>
        <button type="button" className="button" onClick={figuresStore.retry}>
          {t('app.retry')}
        </button>
      </ProblemTold>
    );
  if (status === 'loading')
    return (
      <p className="muted" role="status">
        {t('plan.counting')}…
      </p>
    );
  return (
    <>
      {mean === null ? (
        <p className="muted">{t('plan.nothingCounted')}</p>
      ) : (
        <Legend measure={measure} mean={mean} />
      )}
      {things ? <CountedPeriod from={things.from} to={things.to} /> : null}
    </>
  );
}

function Legend({ measure, mean }: { measure: WorkloadMeasure; mean: number }) {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  const rows = useFigures((state) => state.rows);
  const counts = LOAD_COLOURS[theme].map(() => 0);
  let without = 0;
  for (const { load } of rows) {
    if (load === null) without += 1;
    else counts[loadClass(load)] = (counts[loadClass(load)] ?? 0) + 1;
  }
  return (
    <ul className="load-legend" aria-label={t('plan.legend')}>
      {LOAD_COLOURS[theme].map((colour, at) => (
        <li key={colour}>
          <i aria-hidden="true" style={{ background: colour }} />
          <span>{rangeText(at, (times) => measureText(t, measure, times * mean))}</span>
          <span className="muted">{formatNumber(counts[at] ?? 0)}</span>
        </li>
      ))}
      {without > 0 ? (
        <li>
          <i aria-hidden="true" style={{ background: NO_LOAD_COLOUR[theme] }} />
          <span>{t('plan.noValue')}</span>
          <span className="muted">{formatNumber(without)}</span>
        </li>
      ) : null}
      <li className="muted">{t('plan.meanIs', { value: measureText(t, measure, mean) })}</li>
    </ul>
  );
}

function rangeText(at: number, text: (times: number) => string): string {
  const [from, to] = [LOAD_ENDS[at - 1], LOAD_ENDS[at]];
  if (from === undefined) return `< ${text(to ?? 0)}`;
  return to === undefined ? `≥ ${text(from)}` : `${text(from)} – ${text(to)}`;
}
