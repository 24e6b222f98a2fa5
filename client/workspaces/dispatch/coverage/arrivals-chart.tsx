import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CoverageArrivals } from '../../../../core/contract/coverage.ts';
import { coverageArrivalsQuery } from '../../../api/coverage.ts';
import { formatNumber } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { ratioText } from './coverage-controls.tsx';

const BAR = 14;
const HEIGHT = 56;

/** How long arrivals took beside the times by road, and what is left unexplained. */
export function ArrivalsChart() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(coverageArrivalsQuery);
  return (
    <>
      <h3>{t('coverage.observed')}</h3>
      {error && !data ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <p className="muted">{t('app.loading')}…</p> : null}
      {data && !data.calibration ? <p className="muted">{t('coverage.observedFew')}</p> : null}
      {data?.calibration ? <Residuals {...data} calibration={data.calibration} /> : null}
    </>
  );
}

function Residuals({
  calibration,
  residuals,
  unused,
}: CoverageArrivals & { calibration: NonNullable<CoverageArrivals['calibration']> }) {
  const { t } = useTranslation();
  const { counts, fromMinutes, binMinutes, quarterMinutes, threeQuarterMinutes } = residuals;
  const most = Math.max(1, ...counts);
  const told = ratioText(calibration);
  return (
    <>
      <p>{t('coverage.observedIs', told)}</p>
      <figure className="coverage-residuals">
        <figcaption>{t('coverage.residuals', told)}</figcaption>
        <svg
          viewBox={`0 0 ${counts.length * BAR} ${HEIGHT}`}
          role="img"
          aria-label={t('coverage.residuals', told)}
        >
          {counts.map((count, i) => {
            const from = fromMinutes + i * binMinutes;
            const height = (count / most) * (HEIGHT - 2);
            return (
              <g key={from}>
                <title>
                  {t('coverage.residualBar', { from, to: from + binMinutes, n: formatNumber(count) })}
                </title>
                <rect className="ground" x={i * BAR} y={0} width={BAR} height={HEIGHT} />
                <rect className="bar" x={i * BAR + 1} y={HEIGHT - height} width={BAR - 2} height={height} />
              </g>
            );
          })}
          <line
            x1={(-fromMinutes / binMinutes) * BAR}
            x2={(-fromMinutes / binMinutes) * BAR}
            y1={0}
            y2={HEIGHT}
          />
        </svg>
        <div className="coverage-scale" aria-hidden="true">
          <span>{`≥ ${-(fromMinutes + binMinutes)} ${t('coverage.early')}`}</span>
          <span>0</span>
          <span>{`≥ ${fromMinutes + (counts.length - 1) * binMinutes} ${t('coverage.late')}`}</span>
        </div>
      </figure>
      <p className="muted">
        {t('coverage.half', {
          from: quarterMinutes.toFixed(1),
          to: threeQuarterMinutes.toFixed(1),
          unused: formatNumber(unused),
        })}
      </p>
    </>
  );
}
