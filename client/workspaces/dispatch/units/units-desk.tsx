import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isWithinCode } from '../../../../core/contract/area-code.ts';
import { useSession } from '../../../api/session.ts';
import { useLive } from '../../../live/use-live.ts';
import { useView } from '../../../state/view.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { dutyEn } from '../../../ui/words/duty-en.ts';
import { dutyZh } from '../../../ui/words/duty-zh.ts';
import { addWords } from '../../../ui/words/late-words.ts';
import type { DeskParts } from '../desks.ts';
import { UnitBoard } from './board.tsx';
import { Calendar } from './calendar/calendar.tsx';
import { setCalendar, useCalendarSettings } from './calendar/calendar-settings.ts';

addWords('duty', { zh: dutyZh, en: dutyEn });

/** The units of the area that is shown: what they do now, or when they serve. */
function UnitsDesk() {
  const { t } = useTranslation();
  const { account } = useSession();
  const { view } = useCalendarSettings();
  const all = useLive('units');
  const area = useView((shown) => shown.area) ?? account.scopeCode;
  const units = useMemo(
    () => [...all.values()].filter(({ properties }) => isWithinCode(properties.areaCode, area)),
    [all, area],
  );
  return (
    <>
      <div className="units-views">
        <Segmented
          label={t('duty.views')}
          value={view}
          choices={[
            { value: 'board', label: t('duty.view.board') },
            { value: 'calendar', label: t('duty.view.calendar') },
          ]}
          onChange={(chosen) => setCalendar({ view: chosen })}
        />
      </div>
      {view === 'board' ? <UnitBoard units={units} /> : <Calendar units={units} />}
    </>
  );
}

export const unitsDesk: DeskParts = { Left: UnitsDesk };
