import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../../core/contract/permission.ts';
import { acknowledge } from '../../../alarms/alarm-acts.ts';
import { useAlarmPicture } from '../../../alarms/watch.ts';
import { useSession } from '../../../api/session.ts';
import { usePresent, usePresentNow } from '../../../live/use-live.ts';
import { subjectLabel } from '../../../ui/alarm-subject.ts';
import { formatNumber, formatTime } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';
import { causeOf } from '../alarms/alarm-cause.ts';
import { mostUrgent } from '../alarms/alarm-order.ts';

/** The most urgent alarm that waits breaks through whatever scene is shown; it flashes until somebody acknowledges or silences it. */
export function WallAlarm() {
  const { t } = useTranslation();
  const { account } = useSession();
  const now = usePresentNow(1000);
  const placeName = usePlaceName();
  const all = usePresent('alarms');
  const { sounding } = useAlarmPicture();
  const waiting = useMemo(() => mostUrgent(all.values()), [all]);
  const [first] = waiting;
  if (!first) return null;
  const { properties: p } = first;
  const isNew = p.state === 'unacknowledged';
  const flashes = sounding.some(({ id }) => id === first.id);
  const what = isNew ? causeOf(p.facts, t, now) : t(`alarm.state.${p.state}`);
  return (
    <div className={`wall-alarm ${flashes ? 'flash' : ''}`} role="alert" data-id={first.id}>
      <PriorityMark priority={p.priority} size={32} />
      <p>
        <strong>
          <span className="visually-hidden">{t(priorityKey(p.priority))} </span>
          {t(`alarm.kind.${p.kind}`)} {subjectLabel(p, t)}
        </strong>
        <span aria-hidden="true">
          <time>{formatTime(Date.parse(p.raisedAt), now)}</time>
          {' · '}
          {[placeName(p.areaCode), what].filter(Boolean).join(' · ')}
        </span>
        {waiting.length > 1 ? (
          <span>{t('wall.alarm.more', { n: formatNumber(waiting.length - 1) })}</span>
        ) : null}
      </p>
      {mayDo(account.role, 'handle_alarm') ? (
        <button
          type="button"
          className="button"
          aria-keyshortcuts="a"
          onClick={() => void acknowledge([first])}
        >
          {t('alarm.do.acknowledge')} <kbd>A</kbd>
        </button>
      ) : null}
    </div>
  );
}
