import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmLoad } from '../../../../core/contract/alarm-load.ts';
import {
  ALARM_BANDS,
  bandOfDay,
  bandOfRate,
  type LoadBand,
  loadFigures,
} from '../../../../core/live/alarm-load.ts';
import { alarmLoadQuery } from '../../../api/alarms.ts';
import { formatNumber, formatShare, formatTime } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { TableHead } from '../../../ui/table-head.tsx';
import { LoadChart } from './load-chart.tsx';
import { LoadTables } from './load-tables.tsx';

const HOURS = { day: 24, week: 168 } as const;
const TONES: Record<LoadBand, string> = {
  manageable: 'tone-ok',
  demanding: 'tone-warn',
  too_many: 'tone-alert',
};

/** Whether the alarms themselves are healthy: as many as people can answer, of the right weight, none that cries wolf. */
export function AlarmLoadPage() {
  const { t } = useTranslation();
  const [period, setPeriod] = useState<keyof typeof HOURS>('day');
  const { data: load, error, refetch } = useQuery(alarmLoadQuery(HOURS[period]));
  return (
    <div className="load-page">
      <div className="load-head">
        <Segmented
          label={t('alarm.load.period')}
          value={period}
          onChange={setPeriod}
          choices={(['day', 'week'] as const).map((value) => ({ value, label: t(`alarm.load.${value}`) }))}
        />
        {load ? (
          <span className="muted">
            {t('app.asOf', { time: formatTime(Date.parse(load.asOf), Date.parse(load.asOf)) })}
          </span>
        ) : null}
      </div>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {load ? <Load load={load} /> : error ? null : <p className="muted">{t('app.loading')}…</p>}
    </div>
  );
}

function Load({ load }: { load: AlarmLoad }) {
  return (
    <>
      <Figures load={load} />
      <LoadChart load={load} />
      <div className="desk-grid">
        <Days load={load} />
        <Mix load={load} />
      </div>
      <LoadTables load={load} />
    </>
  );
}

function Figures({ load }: { load: AlarmLoad }) {
  const { t } = useTranslation();
  const { average, peak, floodShare } = loadFigures(load);
  const isFlooded = peak > ALARM_BANDS.floodPerBin;
  const rate = bandOfRate(average);
  const figures: [label: string, value: string, tone: string, note: string][] = [
    [t('alarm.load.total'), formatNumber(load.total), '', ''],
    [t('alarm.load.average'), average.toFixed(2), TONES[rate], t(`alarm.load.band.${rate}`)],
    [
      t('alarm.load.peak'),
      formatNumber(peak),
      isFlooded ? 'tone-alert' : 'tone-ok',
      t(isFlooded ? 'alarm.load.flooded' : 'alarm.load.notFlooded'),
    ],
    [
      t('alarm.load.floods'),
      formatNumber(load.floods.length),
      load.floods.length > 0 ? 'tone-alert' : 'tone-ok',
      t('alarm.load.floodShare', { share: `${(floodShare * 100).toFixed(1)}%` }),
    ],
  ];
  return (
    <dl className="load-figures">
      {figures.map(([label, value, tone, note]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <b className={tone}>{value}</b> <small className="muted">{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Days({ load }: { load: AlarmLoad }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{t('alarm.load.days')}</h3>
      <table className="desk-table">
        <tbody>
          {[...load.days].reverse().map(({ day, count, isWhole }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td className="number">{formatNumber(count)}</td>
              <td className={isWhole ? TONES[bandOfDay(count)] : 'muted'}>
                {t(isWhole ? `alarm.load.band.${bandOfDay(count)}` : 'alarm.load.partDay')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">
        {t('alarm.load.dayBands', {
          manageable: ALARM_BANDS.manageablePerDay,
          tooMany: ALARM_BANDS.tooManyPerDay,
        })}
      </p>
    </section>
  );
}

function Mix({ load: { mix, total } }: { load: AlarmLoad }) {
  const { t } = useTranslation();
  const { critical, high, low } = ALARM_BANDS.mix;
  const rows: [key: 'critical' | 'high' | 'low', share: number, target: number, isOff: boolean][] = [
    ['critical', mix[1], critical, mix[1] > critical],
    ['high', mix[2], high, mix[2] > high],
    ['low', mix[3] + mix[4], low, mix[3] + mix[4] < low],
  ];
  return (
    <section>
      <h3>{t('alarm.load.mix')}</h3>
      <table className="desk-table">
        <TableHead
          heads={[t('watch.fact.priority'), t('alarm.load.share'), t('alarm.load.target')]}
          numbers={[1, 2]}
        />
        <tbody>
          {rows.map(([key, share, target, isOff]) => (
            <tr key={key}>
              <td>{t(`alarm.load.weight.${key}`)}</td>
              <td className={`number ${total > 0 && isOff ? 'tone-warn' : ''}`}>
                {formatShare(Math.round(share * total), total)}
              </td>
              <td className="number">
                {t(key === 'low' ? 'alarm.load.atLeast' : 'alarm.load.atMost', { share: `${target * 100}%` })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
