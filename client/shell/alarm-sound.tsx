import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { PRIORITIES } from '../../core/vocabulary.ts';
import { sounder } from '../alarms/sounder.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { preferences, usePreferences } from '../ui/preferences.ts';
import { PriorityMark } from '../ui/symbol.tsx';
import { priorityKey } from '../ui/words/graded.ts';

/** Whether alarms sound here, how loud, and what each sounds like. Says so when they can not be heard. */
export function AlarmSound() {
  const { t } = useTranslation();
  const { alarmSound, alarmVolume } = usePreferences();
  const state = useSyncExternalStore(sounder.subscribe, () => sounder.state);
  const isDeaf = !alarmSound || state === 'blocked' || state === 'absent';
  return (
    <>
      <Menu label={t('alarm.sound.title')} button={<Icon name={isDeaf ? 'muted' : 'sound'} />}>
        <div className="alarm-sound">
          <h2>{t('alarm.sound.title')}</h2>
          <label className="check">
            <input
              type="checkbox"
              checked={alarmSound}
              onChange={(event) => preferences.set({ alarmSound: event.target.checked })}
            />
            {t('alarm.sound.on')}
          </label>
          <label className="volume">
            {t('alarm.sound.volume')}
            <input
              type="range"
              min={5}
              max={100}
              step={5}
              value={Math.round(alarmVolume * 100)}
              disabled={!alarmSound}
              onChange={(event) => preferences.set({ alarmVolume: Number(event.target.value) / 100 })}
            />
          </label>
          <fieldset className="button-row">
            <legend>{t('alarm.sound.test')}</legend>
            {PRIORITIES.map((priority) => (
              <button
                key={priority}
                type="button"
                className="button"
                onClick={() => void sounder.test(priority, alarmVolume)}
              >
                <PriorityMark priority={priority} size={14} /> {t(priorityKey(priority))}
              </button>
            ))}
          </fieldset>
          <p className="muted">{t('alarm.sound.note')}</p>
        </div>
      </Menu>
      <DeafNote state={state} />
    </>
  );
}

/** Visible as long as alarms can not be heard although they should be. */
function DeafNote({ state }: { state: typeof sounder.state }) {
  const { t } = useTranslation();
  const { alarmSound } = usePreferences();
  if (!alarmSound) return <span className="sound-note muted">{t('alarm.sound.off')}</span>;
  if (state !== 'blocked' && state !== 'absent') return null;
  return (
    <span className="sound-note" role="status">
      {t(`alarm.sound.${state}`)}
    </span>
  );
}
