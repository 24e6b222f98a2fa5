import type { TFunction } from 'i18next';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackTestScore } from '../../../../../core/hotspot/back-test-score.ts';
import type { AreaShare } from '../../../../../core/hotspot/expectation.ts';
import { EXPECTATION_MODELS, type ExpectationModel } from '../../../../../core/hotspot/expected-counts.ts';
import type { ExpectationMade } from '../../../../analysis/expectation-job.ts';
import { formatNumber } from '../../../../ui/format.ts';
import { type ReportTable, useReportPart } from '../../report/report-parts.ts';
import { isOffered } from './expected-cells.ts';
import type { ExpectedChoice } from './expected-choice.ts';

/** How well each model did week by week, against the long count; only what beats it by more than chance can be chosen. */
export function BackTest(props: { made: ExpectationMade; choice: ExpectedChoice; model: ExpectationModel }) {
  const { t } = useTranslation();
  const { made, choice, model } = props;
  const { share } = choice;
  const score = made.scores[model][share];
  const better = EXPECTATION_MODELS.filter((one) => one !== 'count' && isOffered(made, one, share));
  const testedOn = t('expected.testedOn', { weeks: made.weeks, share, n: formatNumber(score.total) });
  useReportPart('backTest', score.total === 0 ? null : reportTable(t, made, share, testedOn));
  return (
    <section aria-label={t('expected.backTest')} className="back-test">
      <h3 className="cell-head">
        {t('expected.backTest')} <small>{testedOn}</small>
      </h3>
      {score.total === 0 ? (
        <p className="tone-warn">{t('expected.nothingTested')}</p>
      ) : (
        <>
          <ScoreTable {...props} />
          <p data-better={better.join()}>
            {better.length === 0
              ? t('expected.simpleIsAsGood', { weeks: made.weeks })
              : t('expected.someAreBetter', {
                  models: better.map((one) => t(`expected.models.${one}`)).join(t('analysisRecord.comma')),
                })}
          </p>
          {choice.model === model ? null : (
            <p className="tone-warn">
              {t('expected.notOffered', { model: t(`expected.models.${choice.model}`) })}
            </p>
          )}
          <p data-empty={score.emptyShare}>
            {t('expected.empty', { empty: percent(score.emptyShare), days: made.days })}
          </p>
          <p className="muted">{t('expected.settings', settingsOf(made))}</p>
        </>
      )}
    </section>
  );
}

function ScoreTable({
  made,
  choice: { share, set },
  model,
}: {
  made: ExpectationMade;
  choice: ExpectedChoice;
  model: ExpectationModel;
}) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <table className="back-test-table">
      <thead>
        <tr>
          <th scope="col">{t('expected.column.model')}</th>
          <th scope="col">{t('expected.column.hitRate')}</th>
          <th scope="col" title={t('expected.hint.gain')}>
            {t('expected.column.gain')}
          </th>
          <th scope="col" title={t('expected.hint.pai')}>
            PAI
          </th>
          <th scope="col" title={t('expected.hint.pei')}>
            PEI*
          </th>
        </tr>
      </thead>
      <tbody>
        {EXPECTATION_MODELS.map((one) => {
          const score = made.scores[one][share];
          return (
            <tr key={one} data-model={one} className={one === model ? 'chosen' : undefined}>
              <th scope="row" title={t(`expected.modelHint.${one}`)}>
                <label>
                  <input
                    type="radio"
                    name={name}
                    checked={one === model}
                    disabled={!isOffered(made, one, share)}
                    onChange={() => set.model(one)}
                  />
                  {t(`expected.models.${one}`)}
                </label>
              </th>
              <td>
                {percent(score.hitRate)}
                <small>{formatNumber(score.hits)}</small>
              </td>
              <td>{one === 'count' ? '–' : <Gain score={score} />}</td>
              <td>{score.pai.toFixed(1)}</td>
              <td>{score.peiStar.toFixed(2)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The same for a report. */
function reportTable(t: TFunction, made: ExpectationMade, share: AreaShare, testedOn: string): ReportTable {
  return {
    title: `${t('expected.backTest')}: ${testedOn}`,
    heads: [
      ...(['model', 'hitRate', 'gain'] as const).map((column) => t(`expected.column.${column}`)),
      'PAI',
      'PEI*',
    ],
    rows: EXPECTATION_MODELS.map((one) => {
      const { hitRate, hits, gain, gainFrom, gainTo, pai, peiStar } = made.scores[one][share];
      return [
        t(`expected.models.${one}`),
        `${percent(hitRate)} (${formatNumber(hits)})`,
        one === 'count' ? '–' : `${points(gain)} [${points(gainFrom)}, ${points(gainTo)}]`,
        pai.toFixed(1),
        peiStar.toFixed(2),
      ];
    }),
    total: EXPECTATION_MODELS.length,
  };
}

function Gain({ score: { gain, gainFrom, gainTo } }: { score: BackTestScore }) {
  return (
    <>
      {points(gain)}
      <small>
        [{points(gainFrom)}, {points(gainTo)}]
      </small>
    </>
  );
}

function settingsOf({ parameters, tuningWeeks }: ExpectationMade) {
  const { halfLifeDays, bandwidthMetres, trigger } = parameters;
  return {
    weeks: tuningWeeks,
    halfLife: halfLifeDays,
    bandwidth: bandwidthMetres,
    share: (100 * trigger.theta).toFixed(0),
    days: trigger.theta > 0 ? (1 / trigger.omegaPerDay).toFixed(0) : '–',
    metres: trigger.theta > 0 ? trigger.sigmaMetres.toFixed(0) : '–',
  };
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)}%`;
}

/** '+0.57': percentage points, with a true minus. */
function points(share: number): string {
  const text = (100 * share).toFixed(2);
  return share > 0 ? `+${text}` : text.replace('-', '−');
}
