import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Coverage } from '../../../../core/contract/coverage.ts';
import {
  COVERAGE_BASES,
  COVERAGE_MEASURES,
  COVERAGE_TIMES,
  MOST_COVERAGE_MINUTES,
} from '../../../../core/coverage/vocabulary.ts';
import { ageSeconds, freshnessOf } from '../../../../core/live/freshness.ts';
import { NETS } from '../../../../core/vocabulary.ts';
import { targetsQuery } from '../../../api/incidents.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { formatAge, formatTime } from '../../../ui/format.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { NetMark } from '../../../ui/symbol.tsx';
import { ToggleChips } from '../../../ui/toggle-chips.tsx';
import { setCoverage, useCoverageSettings } from './coverage-settings.ts';
import { DayChart } from './day-chart.tsx';

/** What is asked: when, which nets, in how many minutes, by what. */
export function CoverageControls({ coverage }: { coverage: Coverage | undefined }) {
  const { t } = useTranslation();
  const { basis, nets, measure, times } = useCoverageSettings();
  return (
    <>
      <div className="coverage-row">
        <Segmented
          label={t('coverage.basisLabel')}
          choices={COVERAGE_BASES.map((value) => ({ value, label: t(`coverage.basis.${value}`) }))}
          value={basis}
          onChange={(value) => setCoverage({ basis: value })}
        />
        <Segmented
          label={t('coverage.timesLabel')}
          choices={COVERAGE_TIMES.map((value) => ({
            value,
            label: t(`coverage.times.${value}`),
            hint: t('coverage.timesHint'),
          }))}
          value={times}
          onChange={(value) => setCoverage({ times: value })}
        />
      </div>
      {basis === 'plan' ? <DayChart /> : null}
      <Target />
      <ToggleChips
        label={t('coverage.netsLabel')}
        values={NETS}
        chosen={nets}
        onChange={(chosen) => setCoverage({ nets: chosen })}
        name={(net) => (
          <>
            <NetMark net={net} size={14} /> {t(`coverage.add.${net}`)}
          </>
        )}
      />
      <Segmented
        label={t('coverage.measureLabel')}
        choices={COVERAGE_MEASURES.map((value) => ({ value, label: t(`coverage.measure.${value}`) }))}
        value={measure}
        onChange={(value) => setCoverage({ measure: value })}
      />
      {coverage ? <CoverageAge coverage={coverage} /> : null}
    </>
  );
}

/** The minutes within which somebody is to be there; the targets of the two most urgent priorities are offered. */
function Target() {
  const { t } = useTranslation();
  const { minutes } = useCoverageSettings();
  const { data } = useQuery(targetsQuery);
  const targets = (data?.items ?? [])
    .map(({ priority, arrive }) => ({ priority, minutes: Math.round(arrive / 60) }))
    .filter((target) => target.minutes >= 1 && target.minutes <= MOST_COVERAGE_MINUTES)
    .slice(0, 2);
  return (
    <div className="coverage-row coverage-target">
      <label>
        {t('coverage.minutes')}
        <input
          type="range"
          min={1}
          max={MOST_COVERAGE_MINUTES}
          value={minutes}
          aria-valuetext={t('coverage.minutesIs', { n: minutes })}
          onChange={(event) => setCoverage({ minutes: event.target.valueAsNumber })}
        />
      </label>
      <output>{t('coverage.minutesIs', { n: minutes })}</output>
      {targets.map((target) => (
        <button
          key={target.priority}
          type="button"
          className="link-button"
          title={t('coverage.targetHint', { n: target.priority })}
          onClick={() => setCoverage({ minutes: target.minutes })}
        >
          {t('coverage.target', { n: target.priority, minutes: target.minutes })}
        </button>
      ))}
    </div>
  );
}

/** How old all of it is, and what its times are. */
function CoverageAge({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  const { basis, at, asOf, times, calibration, positions, byRoad, planned } = coverage;
  const age = ageSeconds(positions.lastSeenAt, now);
  const isLost = basis === 'now' && freshnessOf(age, positions.expectedIntervalSeconds) === 'lost';
  const shown = formatAge(now - Date.parse(asOf));
  const notes = [
    basis === 'plan'
      ? t('coverage.planned', { time: formatTime(Date.parse(at), now) })
      : age === null
        ? t('coverage.ageNever')
        : t('coverage.age', { age: formatAge(age * 1000), shown }),
    ...(planned ? [t('coverage.rounds', planned)] : []),
    ...(byRoad ? [] : [t('coverage.straight')]),
    ...(times === 'road'
      ? []
      : [calibration ? t('coverage.ratio', ratioText(calibration)) : t('coverage.noRatio')]),
  ];
  return (
    <p className={`coverage-age ${isLost ? 'tone-warn' : 'muted'}`}>
      {notes.join(' ')} {isLost ? t('coverage.stale') : ''}
    </p>
  );
}

/** A ratio with its interval, in words. */
export function ratioText({ ratio, low, high, trips }: NonNullable<Coverage['calibration']>) {
  return { ratio: ratio.toFixed(2), low: low.toFixed(2), high: high.toFixed(2), n: trips };
}
