import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../../../core/contract/permission.ts';
import type { Unit } from '../../../../../core/contract/unit.ts';
import { addDays } from '../../../../../core/duty/rota.ts';
import type { Duty } from '../../../../../core/duty/vocabulary.ts';
import { useSession } from '../../../../api/session.ts';
import { useLiveLoaded } from '../../../../live/use-live.ts';
import { usePreferences } from '../../../../ui/preferences.ts';
import { ProblemNote } from '../../../../ui/problem-note.tsx';
import { CalendarGrid } from './calendar-grid.tsx';
import { CalendarHead } from './calendar-head.tsx';
import { type CellPlace, calendarGroups, dayStrengths, movedCell, shownDays } from './calendar-rows.ts';
import { setCalendar, useCalendarSettings } from './calendar-settings.ts';
import { DutyConflictNote } from './duty-conflict.tsx';
import { DUTY_KEYS, DutyKeys } from './duty-keys.tsx';
import { RotaForm } from './rota-form.tsx';
import { useSaveDuty } from './use-save-duty.ts';
import './calendar.css';

/** Who serves when: units by brigade, 14 days; a cell is set by mouse or by keys, the unit of the chosen cell has its pattern below. */
export function Calendar({ units }: { units: readonly Unit[] }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const loaded = useLiveLoaded();
  const { first, today } = useCalendarSettings();
  const { leastInShift } = usePreferences();
  const [text, setText] = useState('');
  const [place, setPlace] = useState<CellPlace>({ row: 0, column: 0 });
  const grid = useRef<HTMLDivElement>(null);
  const saving = useSaveDuty();
  const mayEdit = mayDo(account.role, 'edit_unit');
  const start = first ?? today;
  const days = useMemo(() => shownDays(start), [start]);
  const groups = useMemo(() => calendarGroups(units, text), [units, text]);
  const rows = useMemo(() => groups.flatMap((group) => group.units), [groups]);
  const strengths = useMemo(() => dayStrengths(rows, days, leastInShift), [rows, days, leastInShift]);
  const active = { row: Math.min(place.row, Math.max(0, rows.length - 1)), column: place.column };
  const unit = rows[active.row];
  const day = days[active.column] ?? start;

  const set = (duty: Duty | null) => {
    if (unit && mayEdit) saving.set(unit, { day, duty });
  };
  const go = (to: CellPlace) => {
    setPlace(to);
    // The cell is there already: rows do not come and go with the place.
    grid.current?.querySelector<HTMLElement>(`[data-cell="${to.row} ${to.column}"]`)?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    const to = movedCell(active, event.key, { rows: rows.length, columns: days.length });
    const key = DUTY_KEYS.find(({ keys }) => keys.includes(event.key.toLowerCase()));
    if (to) go(to);
    else if (event.key === 'PageUp') setCalendar({ first: addDays(start, -7) });
    else if (event.key === 'PageDown') setCalendar({ first: addDays(start, 7) });
    else if (key) set(key.duty);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="duty-calendar">
      <CalendarHead start={start} text={text} onText={setText} />
      <DutyKeys
        unit={unit}
        day={day}
        disabled={!mayEdit || !unit || saving.pending !== undefined}
        mayEdit={mayEdit}
        onSet={set}
      />
      <DutyConflictNote conflict={saving.conflict} onMine={saving.keepMine} onTheirs={saving.takeTheirs} />
      <ProblemNote error={saving.error} />
      {loaded ? null : <p className="note muted">{t('app.loading')}…</p>}
      {loaded && rows.length === 0 ? <p className="note muted">{t('duty.noUnits')}</p> : null}
      <CalendarGrid
        ref={grid}
        groups={groups}
        strengths={strengths}
        today={today}
        active={active}
        pending={saving.pending}
        onKeyDown={press}
        onPlace={go}
      />
      {unit ? <RotaForm key={unit.id} unit={unit} units={units} mayEdit={mayEdit} /> : null}
    </div>
  );
}
