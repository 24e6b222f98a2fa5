import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../../core/contract/permission.ts';
import { needsAcknowledgement } from '../../../../core/live/alarm.ts';
import { acknowledge } from '../../../alarms/alarm-acts.ts';
import { onAlarmsOpened } from '../../../alarms/open-alarms.ts';
import { useAlarmPicture } from '../../../alarms/watch.ts';
import { useSession } from '../../../api/session.ts';
import { useIsLive, useLive, useLiveLoaded } from '../../../live/use-live.ts';
import { select } from '../../../state/selection.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { lastOpened } from '../last-opened.ts';
import { mostUrgent } from './alarm-order.ts';
import { AlarmLines, GroupLines } from './alarm-row.tsx';
import { type AlarmRow, alarmRows, alarmsOf } from './alarm-rows.ts';
import { confirmGroup } from './confirm-group.ts';
import { FloodNote } from './flood-note.tsx';
import { openShelving } from './shelving.ts';
import type { SteadyRow } from './steady-order.ts';
import { useSteadyRows } from './use-steady-rows.ts';

/** Alarms that are not normal: the newest unacknowledged first, or by cause when there are too many. */
export function AlarmList() {
  const { t } = useTranslation();
  const { account } = useSession();
  const loaded = useLiveLoaded();
  const all = useLive('alarms');
  const { flood } = useAlarmPicture();
  const waiting = useMemo(() => mostUrgent(all.values()).length, [all]);
  const [chosen, setChosen] = useState<{ flood: boolean; byCause: boolean }>();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  // What was chosen holds until a flood begins or ends.
  const byCause = chosen?.flood === flood ? chosen.byCause : flood;
  const wanted = useMemo(() => alarmRows(all.values(), byCause, open), [all, byCause, open]);
  const { rows, waiting: fresh, holder, renew } = useSteadyRows<AlarmRow>(wanted, ({ id }) => id);
  const mayAct = useIsLive() && mayDo(account.role, 'handle_alarm');
  // biome-ignore lint/correctness/useExhaustiveDependencies: it only forgets what is shown
  useEffect(() => onAlarmsOpened(renew), []);
  const isGrouped = rows.length > 0 ? rows.some(({ item }) => item.kind === 'group') : byCause;
  const toggle = (key: string) => {
    renew();
    setOpen(new Set(open.has(key) ? [...open].filter((one) => one !== key) : [...open, key]));
  };
  return (
    <section className="alarm-list" aria-label={t('noun.alarms')} {...holder}>
      <header className="list-head">
        <h2 className="panel-title">
          {t('noun.alarms')}
          <span>
            {loaded ? t('alarm.counts', { n: formatNumber(all.size), waiting: formatNumber(waiting) }) : ''}
          </span>
        </h2>
        <Segmented
          label={t('alarm.group.label')}
          value={byCause ? 'cause' : 'each'}
          onChange={(value) => {
            renew();
            setChosen({ flood, byCause: value === 'cause' });
          }}
          choices={(['each', 'cause'] as const).map((value) => ({ value, label: t(`alarm.group.${value}`) }))}
        />
      </header>
      <FloodNote grouped={isGrouped} />
      {fresh > 0 || isGrouped !== byCause ? (
        <button type="button" className="fresh-rows" onClick={renew}>
          {isGrouped === byCause
            ? t('alarm.fresh', { n: formatNumber(fresh) })
            : t(byCause ? 'alarm.group.now' : 'alarm.group.noMore')}{' '}
          <kbd>B</kbd>
        </button>
      ) : null}
      {loaded ? null : <p className="note muted">{t('app.loading')}…</p>}
      {loaded && rows.length === 0 ? <p className="note muted">{t('alarm.empty')}</p> : null}
      <VirtualList<SteadyRow<AlarmRow>>
        label={t('noun.alarms')}
        items={rows}
        idOf={({ item }) => item.id}
        estimatedPx={69}
        initialId={lastOpened.get('alarms')}
        onOpen={({ item }) => {
          if (item.kind === 'group') return toggle(item.group.key);
          lastOpened.set('alarms', item.id);
          select('alarms', item.id);
        }}
        classOf={classOf}
        row={({ item, isGone }) =>
          item.kind === 'group' ? (
            <GroupLines group={item.group} isOpen={item.isOpen} />
          ) : (
            <AlarmLines alarm={item.alarm} isGone={isGone} />
          )
        }
        actions={(row, isCurrent) => (mayAct && isCurrent ? <RowActions row={row} /> : null)}
      />
    </section>
  );
}

function classOf({ item, isGone }: SteadyRow<AlarmRow>): string {
  if (isGone) return 'gone';
  if (item.kind === 'group') return item.group.unacknowledged > 0 ? 'hot group' : 'group';
  const { state } = item.alarm.properties;
  const inGroup = item.inGroup ? ' in-group' : '';
  return `${state === 'unacknowledged' ? 'hot' : state}${inGroup}`;
}

/** What can be done to the row at hand, with the keys that do it. */
function RowActions({ row: { item, isGone } }: { row: SteadyRow<AlarmRow> }) {
  const { t } = useTranslation();
  const waiting = alarmsOf(item).filter(({ properties }) => needsAcknowledgement(properties.state));
  if (isGone || (item.kind === 'group' && waiting.length === 0)) return null;
  return (
    <div className="quick-actions">
      {waiting.length > 0 ? (
        <button
          type="button"
          className="button alert"
          aria-keyshortcuts="a"
          onClick={() => (item.kind === 'group' ? confirmGroup(item.group) : void acknowledge(waiting))}
        >
          {t('alarm.do.acknowledge')} <kbd>A</kbd>
        </button>
      ) : null}
      {item.kind === 'alarm' ? (
        <button
          type="button"
          className="button"
          aria-keyshortcuts="s"
          onClick={() => openShelving(item.alarm.id)}
        >
          {t('alarm.do.shelve')} <kbd>S</kbd>
        </button>
      ) : null}
    </div>
  );
}
