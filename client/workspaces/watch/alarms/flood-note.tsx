import { useTranslation } from 'react-i18next';
import { FLOOD_OVER_BELOW } from '../../../../core/live/alarm-flood.ts';
import { ALARM_BANDS } from '../../../../core/live/alarm-load.ts';
import { useAlarmPicture } from '../../../alarms/watch.ts';
import { formatNumber } from '../../../ui/format.ts';

/** That there is a flood, why, when it ends, and whether the list is grouped because of it. */
export function FloodNote({ grouped }: { grouped: boolean }) {
  const { t } = useTranslation();
  const { flood, recent } = useAlarmPicture();
  if (!flood) return null;
  return (
    <p className="flood-note" role="status">
      <b>{t('alarm.flood.on')}</b>{' '}
      {t('alarm.flood.why', {
        n: formatNumber(recent),
        limit: ALARM_BANDS.floodPerBin,
        over: FLOOD_OVER_BELOW,
      })}{' '}
      {grouped ? t('alarm.flood.grouped') : ''}
    </p>
  );
}
