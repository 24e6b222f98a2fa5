import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../../../core/contract/alarm.ts';
import type { AlarmGroup } from '../../../../core/live/alarm-flood.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { subjectLabel } from '../../../ui/alarm-subject.ts';
import { formatNumber, formatTime } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { usePlaceName } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';
import { causeOf } from './alarm-cause.ts';

/** What an alarm says of itself in the list. One that is over meanwhile says only that. */
export function AlarmLines({ alarm: { properties: p }, isGone }: { alarm: Alarm; isGone: boolean }) {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  const placeName = usePlaceName();
  const state = t(`alarm.state.${isGone ? 'normal' : p.state}`);
  return (
    <>
      <PriorityMark priority={p.priority} />
      <b>
        <span className="visually-hidden">{t(priorityKey(p.priority))} </span>
        {t(`alarm.kind.${p.kind}`)} <span className="subject">{subjectLabel(p, t)}</span>
      </b>
      <time>{formatTime(Date.parse(p.raisedAt), now)}</time>
      <small>{placeName(p.areaCode)}</small>
      <small className="state">
        {[state, isGone ? '' : causeOf(p.facts, t, now)].filter(Boolean).join(' · ')}
      </small>
    </>
  );
}

/** A cause with how many alarms it has. */
export function GroupLines({ group, isOpen }: { group: AlarmGroup; isOpen: boolean }) {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  const placeName = usePlaceName();
  const newest = group.alarms[0]?.properties.raisedAt;
  return (
    <>
      <PriorityMark priority={group.priority} />
      <b>
        <span className="visually-hidden">{t(priorityKey(group.priority))} </span>
        {t(`alarm.kind.${group.kind}`)}{' '}
        <span className="subject">{t('alarm.group.size', { n: formatNumber(group.alarms.length) })}</span>
      </b>
      <time>{newest ? formatTime(Date.parse(newest), now) : ''}</time>
      <small>{placeName(group.areaCode)}</small>
      <small className="state">
        {t('alarm.group.waiting', { n: formatNumber(group.unacknowledged) })}
        <Icon name={isOpen ? 'up' : 'down'} size={12} />
      </small>
    </>
  );
}
