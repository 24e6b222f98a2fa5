import { type KeyboardEvent, memo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../../../core/contract/unit.ts';
import { dutyOn, patternOn } from '../../../../../core/duty/rota.ts';
import type { Duty } from '../../../../../core/duty/vocabulary.ts';
import { SHIFTS } from '../../../../../core/vocabulary.ts';
import { formatNumber, formatWeekday } from '../../../../ui/format.ts';
import { useName } from '../../../../ui/named.ts';
import type { CalendarGroup, CellPlace, DayStrength } from './calendar-rows.ts';
import { exceptionOn } from './save-duty.ts';

interface Props {
  ref: Ref<HTMLDivElement>;
  groups: readonly CalendarGroup[];
  strengths: readonly DayStrength[];
  today: string;
  active: CellPlace;
  /** A cell whose change is on its way. */
  pending: { unit: Unit; change: { day: string } } | undefined;
  onKeyDown: (event: KeyboardEvent) => void;
  onPlace: (place: CellPlace) => void;
}

/** Days from left to right with how many serve in each shift, units from top to bottom by brigade. */
export function CalendarGrid({ ref, groups, strengths, today, active, pending, ...on }: Props) {
  const { t } = useTranslation();
  const name = useName();
  let row = 0;
  return (
    <div ref={ref} className="calendar-grid">
      <table aria-label={t('duty.title')}>
        <Head strengths={strengths} today={today} />
        {groups.map(({ brigade, units }) => (
          <tbody key={brigade?.id ?? ''}>
            <tr>
              <th scope="rowgroup" colSpan={strengths.length + 1}>
                {brigade ? name(brigade.properties) : t('duty.noBrigade')}{' '}
                <span className="muted">{formatNumber(units.length)}</span>
              </th>
            </tr>
            {units.map((unit) => {
              const at = row++;
              return (
                <UnitRow
                  key={unit.id}
                  unit={unit}
                  days={strengths}
                  at={at}
                  active={active.row === at ? active.column : null}
                  pendingDay={pending?.unit.id === unit.id ? pending.change.day : null}
                  {...on}
                />
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Head({ strengths, today }: { strengths: readonly DayStrength[]; today: string }) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <td>
          {SHIFTS.map((shift) => (
            <span key={shift}>{t(`duty.name.${shift}`)}</span>
          ))}
        </td>
        {strengths.map(({ day, counts, short }) => (
          <th key={day} scope="col" aria-current={day === today ? 'date' : undefined}>
            <b>{Number(day.slice(8))}</b>
            <small>{formatWeekday(Date.parse(`${day}T12:00:00Z`))}</small>
            {SHIFTS.map((shift) => (
              <span
                key={shift}
                className={short.includes(shift) ? 'tone-warn' : undefined}
                title={`${day} ${t(`duty.name.${shift}`)}${short.includes(shift) ? ` · ${t('duty.short')}` : ''}`}
              >
                {formatNumber(counts[shift])}
                {short.includes(shift) ? '!' : ''}
              </span>
            ))}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowProps {
  unit: Unit;
  days: readonly DayStrength[];
  at: number;
  /** Column of the chosen cell, if it is in this row. */
  active: number | null;
  pendingDay: string | null;
  onKeyDown: (event: KeyboardEvent) => void;
  onPlace: (place: CellPlace) => void;
}

const UnitRow = memo(function UnitRow({ unit, days, at, active, pendingDay, ...on }: RowProps) {
  const { t } = useTranslation();
  const name = useName();
  const { properties } = unit;
  return (
    <tr className={active === null ? undefined : 'active'}>
      <th scope="row" title={`${properties.code} ${name(properties)}`}>
        <b>{properties.code}</b> <small>{name(properties)}</small>
      </th>
      {days.map(({ day }, column) => {
        const duty: Duty = dutyOn(properties, day);
        const isSet = exceptionOn(unit, day) !== null;
        const label = `${properties.code} ${day} ${t(`duty.name.${duty}`)}`;
        const pattern = t('duty.byPattern', { duty: t(`duty.name.${patternOn(properties, day)}`) });
        return (
          <td key={day}>
            <button
              type="button"
              data-cell={`${at} ${column}`}
              data-duty={duty}
              aria-label={isSet ? `${label}, ${pattern}` : label}
              title={isSet ? pattern : undefined}
              aria-current={active === column ? true : undefined}
              aria-busy={pendingDay === day}
              className={isSet ? 'set' : undefined}
              tabIndex={active === column ? 0 : -1}
              onClick={() => on.onPlace({ row: at, column })}
              onKeyDown={on.onKeyDown}
            >
              {t(`duty.letter.${duty}`)}
            </button>
          </td>
        );
      })}
    </tr>
  );
}, isSameRow);

/** A unit that only came into another state looks the same; the chosen row has handlers of its own, which change. */
function isSameRow(a: RowProps, b: RowProps): boolean {
  const [was, is] = [a.unit.properties, b.unit.properties];
  const isSameUnit =
    was.code === is.code &&
    was.nameZh === is.nameZh &&
    was.nameEn === is.nameEn &&
    was.shift === is.shift &&
    JSON.stringify([was.rota, was.exceptions]) === JSON.stringify([is.rota, is.exceptions]);
  return (
    isSameUnit &&
    a.active === null &&
    b.active === null &&
    a.at === b.at &&
    a.pendingDay === b.pendingDay &&
    a.days[0]?.day === b.days[0]?.day
  );
}
