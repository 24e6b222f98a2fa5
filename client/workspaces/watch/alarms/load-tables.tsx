import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmLoad } from '../../../../core/contract/alarm-load.ts';
import { openAlarm } from '../../../alarms/open-alarms.ts';
import { usePresentNow } from '../../../live/use-live.ts';
import { formatAge, formatNumber, formatShare, formatTime } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';

type Named = AlarmLoad['top'][number];

/** The alarms that make the load, each to be opened: most frequent, chattering, stale, put aside. */
export function LoadTables({ load }: { load: AlarmLoad }) {
  const { t } = useTranslation();
  const now = usePresentNow(10_000);
  const time = (iso: string) => formatTime(Date.parse(iso), now);
  return (
    <div className="desk-grid load-tables">
      <Table title={t('alarm.load.top')} rows={load.top}>
        {({ count }) => [formatNumber(count), formatShare(count, load.total)]}
      </Table>
      <Table title={t('alarm.load.chattering')} rows={load.chattering}>
        {({ count, at }) => [t('alarm.load.perMinute', { n: formatNumber(count) }), time(at)]}
      </Table>
      <Table title={t('alarm.load.stale')} rows={load.stale}>
        {({ state, raisedAt }) => [t(`alarm.state.${state}`), formatAge(now - Date.parse(raisedAt))]}
      </Table>
      <Table
        title={t('alarm.load.setAside')}
        rows={load.setAside}
        note={(row) => [asideOf(row, t, time), row.reason].filter(Boolean).join(' · ')}
      />
    </div>
  );
}

function asideOf(row: AlarmLoad['setAside'][number], t: TFunction, time: (iso: string) => string): string {
  const by = row.setAsideByName ? personName(t, row.setAsideByName) : '';
  const until = row.shelvedUntil
    ? t('alarm.load.until', { at: time(row.shelvedUntil) })
    : t(`alarm.state.${row.state}`);
  return [until, by, row.isActive ? t('alarm.load.lasting') : ''].filter(Boolean).join(' · ');
}

/** `note` goes below what an alarm is about, `children` are columns beside it. */
function Table<R extends Omit<Named, 'count'>>(props: {
  title: string;
  rows: readonly R[];
  note?: (row: R) => string;
  children?: (row: R) => readonly ReactNode[];
}) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  return (
    <section>
      <h3>
        {props.title} <span className="muted">{formatNumber(props.rows.length)}</span>
      </h3>
      {props.rows.length === 0 ? <p className="muted">{t('app.none')}</p> : null}
      <table className="desk-table">
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id}>
              <td>
                <PriorityMark priority={row.priority} size={14} />{' '}
                <span className="visually-hidden">{t(priorityKey(row.priority))} </span>
                <button type="button" className="link-button" onClick={() => openAlarm(row.id)}>
                  {t(`alarm.kind.${row.kind}`)} {row.subjectLabel}
                </button>
                <small className="muted"> {placeName(row.areaCode)}</small>
                {props.note ? <small className="load-note">{props.note(row)}</small> : null}
              </td>
              {props.children?.(row).map((cell, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name
                <td key={i} className="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
