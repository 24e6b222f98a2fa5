import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { coverageDayQuery } from '../../../api/coverage.ts';
import { useSession } from '../../../api/session.ts';
import { useView } from '../../../state/view.ts';
import { formatShare } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { setCoverage, useCoverageSettings } from './coverage-settings.ts';

const BAR = 10;
const HEIGHT = 36;
const HOURS = 24;

/** What is covered by plan in each hour of the day; a press, or the slider, chooses one. */
export function DayChart() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { hour, times, nets, minutes, measure } = useCoverageSettings();
  const within = useView((view) => view.area) ?? account.scopeCode;
  const { data, error, refetch } = useQuery(coverageDayQuery(times, { nets, minutes, measure, within }));
  const shareOf = (covered: number) => (data && data.all > 0 ? covered / data.all : 0);
  const chosen = data?.hours[hour];
  return (
    <div className="coverage-day">
      <svg
        viewBox={`0 0 ${HOURS * BAR} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('coverage.day')}
      >
        {(data?.hours ?? []).map((one) => {
          const height = Math.max(1, shareOf(one.covered) * HEIGHT);
          const { covered, units } = one;
          const share = formatShare(covered, data?.all ?? 0);
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the slider below does the same by keyboard
            <g key={one.hour} onClick={() => setCoverage({ hour: one.hour })}>
              <title>{t('coverage.dayBar', { hour: one.hour, share, units })}</title>
              <rect className="ground" x={one.hour * BAR} y={0} width={BAR} height={HEIGHT} />
              <rect
                className={one.hour === hour ? 'bar on' : 'bar'}
                x={one.hour * BAR + 1}
                y={HEIGHT - height}
                width={BAR - 2}
                height={height}
              />
            </g>
          );
        })}
      </svg>
      {error && !data ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      <label>
        <span className="visually-hidden">{t('coverage.hour')}</span>
        <input
          type="range"
          min={0}
          max={HOURS - 1}
          value={hour}
          aria-valuetext={t('coverage.hourIs', { hour, next: hour + 1 })}
          onChange={(event) => setCoverage({ hour: event.target.valueAsNumber })}
        />
      </label>
      <output>
        {t('coverage.hourIs', { hour, next: hour + 1 })}{' '}
        {chosen && data ? <b>{formatShare(chosen.covered, data.all)}</b> : error ? '' : t('coverage.dayWait')}
      </output>
    </div>
  );
}
