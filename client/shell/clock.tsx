import { useTranslation } from 'react-i18next';
import { useServerNow } from '../live/use-live.ts';
import { formatClock, formatDay, formatWeekday } from '../ui/format.ts';

/** The server's time in the city's zone. */
export function Clock() {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  return (
    <time className="clock" dateTime={new Date(now).toISOString()} title={t('shell.clockHint')}>
      {formatClock(now)}
      <small>
        {formatDay(now).slice(5)} {formatWeekday(now)}
      </small>
    </time>
  );
}
