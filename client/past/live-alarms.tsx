import { useTranslation } from 'react-i18next';
import { needsAcknowledgement } from '../../core/live/alarm.ts';
import { usePresent } from '../live/use-live.ts';
import { viewStore } from '../state/view.ts';
import { Icon } from '../ui/icon.tsx';
import { priorityKey } from '../ui/words/graded.ts';

/** What nobody has acknowledged breaks through the past: how many, the most urgent, and the way to it in the present. */
export function LiveAlarms() {
  const { t } = useTranslation();
  const alarms = usePresent('alarms');
  const waiting = [...alarms.values()].filter(({ properties }) => needsAcknowledgement(properties.state));
  const [first] = waiting.sort(
    (a, b) =>
      a.properties.priority - b.properties.priority ||
      Date.parse(b.properties.raisedAt) - Date.parse(a.properties.raisedAt),
  );
  if (!first) return null;
  const { priority, kind, subjectLabel } = first.properties;
  const open = () =>
    viewStore.set({
      instant: null,
      workspace: 'watch',
      page: null,
      list: 'alarms',
      selection: { noun: 'alarms', id: first.id },
    });
  return (
    <div className="past-alarms" role="alert">
      <Icon name="bell" />
      <p>
        <strong>{t('past.liveAlarms', { n: waiting.length })}</strong>{' '}
        {t('past.liveAlarmsTop', {
          priority: t(priorityKey(priority)),
          kind: t(`alarm.kind.${kind}`),
          label: subjectLabel,
        })}
      </p>
      <button type="button" className="button primary" onClick={open}>
        {t('past.toAlarm')}
      </button>
    </div>
  );
}
