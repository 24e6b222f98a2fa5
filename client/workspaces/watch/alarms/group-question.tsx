import { useTranslation } from 'react-i18next';
import { acknowledge } from '../../../alarms/alarm-acts.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { closeGroupQuestion, useGroupQuestion } from './confirm-group.ts';

/** Asks before many alarms are acknowledged at once: those that are listed now, not those that come meanwhile. */
export function GroupQuestion() {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const group = useGroupQuestion();
  if (!group) return null;
  const { kind, areaCode, alarms, unacknowledged } = group;
  return (
    <Dialog title={t('alarm.group.question')} onClose={closeGroupQuestion} className="group-question">
      <p>
        {t('alarm.group.all', {
          n: formatNumber(unacknowledged),
          kind: t(`alarm.kind.${kind}`),
          place: placeName(areaCode),
        })}
      </p>
      <div className="button-row">
        <button
          type="button"
          className="button alert"
          onClick={() => {
            closeGroupQuestion();
            void acknowledge(alarms);
          }}
        >
          {t('alarm.group.acknowledge', { n: formatNumber(unacknowledged) })}
        </button>
        <button type="button" className="button" onClick={closeGroupQuestion}>
          {t('app.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
