import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { alarmFailure, silence, useAlarmFailure } from '../alarms/alarm-acts.ts';
import { openAlarms } from '../alarms/open-alarms.ts';
import { alarmWatch, useAlarmPicture } from '../alarms/watch.ts';
import { useSession } from '../api/session.ts';
import { useView } from '../state/view.ts';
import { formatNumber } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useKeys } from '../ui/keys.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { PriorityMark } from '../ui/symbol.tsx';
import { priorityKey } from '../ui/words/graded.ts';
import { AlarmSound } from './alarm-sound.tsx';
import './alarm-bell.css';

/** How many alarms wait and how urgent the worst is. It flashes while something sounds or would; B opens the list, M silences. */
export function AlarmBell() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { waiting, worst, sounding } = useAlarmPicture();
  const wall = useView((view) => view.mode === 'wall');
  useEffect(() => alarmWatch.start(), []);
  useKeys({
    b: () => (wall ? false : openAlarms()),
    m: () => (sounding.length > 0 ? void silence(account.role) : false),
  });
  const label = worst
    ? t('alarm.bell.waiting', { n: formatNumber(waiting), priority: t(priorityKey(worst)) })
    : t('alarm.bell.quiet');
  return (
    <span className={`alarm-bell ${worst ? '' : 'quiet'} ${sounding.length > 0 ? 'flash' : ''}`}>
      <button type="button" className="bell-button" title={`${label} (B)`} onClick={openAlarms}>
        <Icon name="bell" />
        <span className="visually-hidden">{label} </span>
        {worst ? <PriorityMark priority={worst} size={16} /> : null}
        <b>{formatNumber(waiting)}</b>
      </button>
      {sounding.length > 0 ? (
        <button
          type="button"
          className="button silence"
          aria-keyshortcuts="m"
          onClick={() => void silence(account.role)}
        >
          {t('alarm.do.silence')} <kbd>M</kbd>
        </button>
      ) : null}
      <AlarmSound />
      <Failure />
    </span>
  );
}

function Failure() {
  const { t } = useTranslation();
  const failure = useAlarmFailure();
  if (!failure) return null;
  return (
    <span className="alarm-failure">
      <ProblemNote error={failure} />
      <button
        type="button"
        className="icon-button small"
        aria-label={t('app.close')}
        onClick={() => alarmFailure.set(null)}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}
