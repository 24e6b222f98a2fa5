import { useTranslation } from 'react-i18next';
import { addDays } from '../../../../../core/duty/rota.ts';
import { Icon } from '../../../../ui/icon.tsx';
import { preferences, usePreferences } from '../../../../ui/preferences.ts';
import { setCalendar } from './calendar-settings.ts';

const STEP_DAYS = 7;

/** Which days and which units are shown, and how many a shift should have at least. */
export function CalendarHead(props: { start: string; text: string; onText: (text: string) => void }) {
  const { t } = useTranslation();
  const { leastInShift } = usePreferences();
  const { start, text, onText } = props;
  const move = (days: number) => setCalendar({ first: addDays(start, days) });
  return (
    <div className="calendar-head">
      <div className="button-row">
        <button
          type="button"
          className="icon-button"
          aria-label={t('duty.earlier')}
          title={`${t('duty.earlier')} (PgUp)`}
          onClick={() => move(-STEP_DAYS)}
        >
          <Icon name="back" />
        </button>
        <input
          type="date"
          value={start}
          aria-label={t('duty.firstDay')}
          onChange={({ target }) => target.value && setCalendar({ first: target.value })}
        />
        <button
          type="button"
          className="icon-button forward"
          aria-label={t('duty.later')}
          title={`${t('duty.later')} (PgDn)`}
          onClick={() => move(STEP_DAYS)}
        >
          <Icon name="back" />
        </button>
        <button type="button" className="button" onClick={() => setCalendar({ first: null })}>
          {t('duty.today')}
        </button>
      </div>
      <input
        type="search"
        value={text}
        placeholder={t('watch.list.find')}
        aria-label={t('watch.list.find')}
        onChange={({ target }) => onText(target.value)}
      />
      <label className="inline-field">
        {t('duty.least')}
        <input
          type="number"
          min={0}
          max={999}
          value={leastInShift}
          onChange={({ target }) =>
            preferences.set({ leastInShift: Math.max(0, Math.round(Number(target.value))) })
          }
        />
      </label>
    </div>
  );
}
