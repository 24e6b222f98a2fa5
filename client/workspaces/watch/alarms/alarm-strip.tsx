import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../../../core/contract/alarm.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { acknowledge } from '../../../alarms/alarm-acts.ts';
import { openAlarm } from '../../../alarms/open-alarms.ts';
import { useSession } from '../../../api/session.ts';
import { useIsLive, usePresent, usePresentNow } from '../../../live/use-live.ts';
import { subjectLabel } from '../../../ui/alarm-subject.ts';
import { formatNumber, formatTime } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';
import { causeOf } from './alarm-cause.ts';
import { mostUrgent } from './alarm-order.ts';
import { FloodNote } from './flood-note.tsx';
import type { SteadyRow } from './steady-order.ts';
import { useSteadyRows } from './use-steady-rows.ts';

const SHOWN = 3;

/**
 * The alarms that wait, the most urgent first, over the map's lower edge: whatever list is open, none goes unseen. They are live
 * while the past is shown too; to act on one comes back from it.
 */
export function AlarmStrip() {
  const { t } = useTranslation();
  const all = usePresent('alarms');
  const waiting = useMemo(() => mostUrgent(all.values()), [all]);
  const { rows, holder } = useSteadyRows(waiting.slice(0, SHOWN), ({ id }) => id);
  const more = waiting.length - rows.filter(({ isGone }) => !isGone).length;
  return (
    <>
      <Announcer newest={waiting.find(({ properties }) => properties.state === 'unacknowledged')} />
      {rows.length > 0 ? (
        <section className="alarm-strip" aria-label={t('alarm.strip')} {...holder}>
          <FloodNote grouped={false} />
          <ul>
            {rows.map((row) => (
              <StripRow key={row.item.id} row={row} />
            ))}
          </ul>
          {more > 0 ? (
            <p className="muted">
              {t('alarm.more', { n: formatNumber(more) })} <kbd>B</kbd>
            </p>
          ) : null}
        </section>
      ) : null}
    </>
  );
}

function StripRow({ row: { item, isGone } }: { row: SteadyRow<Alarm> }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const isLive = useIsLive();
  const now = usePresentNow(1000);
  const placeName = usePlaceName();
  const { properties: p } = item;
  const isNew = !isGone && p.state === 'unacknowledged';
  return (
    <li className={isNew ? 'hot' : isGone ? 'gone' : ''}>
      <button type="button" className="strip-row" data-id={item.id} onClick={() => openAlarm(item.id)}>
        <PriorityMark priority={p.priority} size={16} />
        <time>{formatTime(Date.parse(p.raisedAt), now)}</time>
        <b>
          <span className="visually-hidden">{t(priorityKey(p.priority))} </span>
          {t(`alarm.kind.${p.kind}`)} {subjectLabel(p, t)}
        </b>
        <span>
          {[
            placeName(p.areaCode),
            isNew ? causeOf(p.facts, t, now) : t(`alarm.state.${isGone ? 'normal' : p.state}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </button>
      {isLive && mayDo(account.role, 'handle_alarm') && !isGone ? (
        <button
          type="button"
          className="button"
          aria-keyshortcuts="a"
          onClick={() => void acknowledge([item])}
        >
          {t('alarm.do.acknowledge')} <kbd>A</kbd>
        </button>
      ) : null}
    </li>
  );
}

/** Tells who can not see the flashing that an alarm came. */
function Announcer({ newest }: { newest: Alarm | undefined }) {
  const { t } = useTranslation();
  const p = newest?.properties;
  return (
    <span className="visually-hidden" role="status">
      {p
        ? `${t('noun.alarms')} ${t(priorityKey(p.priority))} ${t(`alarm.kind.${p.kind}`)} ${subjectLabel(p, t)}`
        : ''}
    </span>
  );
}
