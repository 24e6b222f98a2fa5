import { useTranslation } from 'react-i18next';
import { useServerNow } from '../live/use-live.ts';
import { cityZone, zoneName } from '../ui/city-zone.ts';
import { formatClock, formatDay, formatWeekday } from '../ui/format.ts';

/** The server's time in the city's zone. */
export function Clock() {
  const { t, i18n } = useTranslation();
  const now = useServerNow(1000);
  return (
    <time
      className="clock"
      dateTime={new Date(now).toISOString()}
      title={t('shell.clockHint', { zone: zoneName(now, i18n.language), id: cityZone() })}
    >
      {formatClock(now)}
      <small>
        {formatDay(now).slice(5)} {formatWeekday(now)}
      </small>
    </time>
  );
}
