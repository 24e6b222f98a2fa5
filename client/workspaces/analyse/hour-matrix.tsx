import { type CSSProperties, type KeyboardEvent, type MouseEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../../state/view.ts';
import { formatNumber } from '../../ui/format.ts';
import { toggleHours } from './set-analyse.ts';

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const HOURS = [...Array(24).keys()];
const ARROWS: Record<string, [day: number, hour: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** A field of the matrix; `null`: the head of all days, or of all hours. */
interface Place {
  day: number | null;
  hour: number | null;
}

/**
 * Incidents by weekday and hour of the city's clock: the more, the stronger. A press on an hour, a weekday, or an hour of all days lets only these
 * through; by keys it is one stop, in which the arrows move and Enter presses.
 */
export function HourMatrix({ counts }: { counts: Int32Array }) {
  const { t } = useTranslation();
  const hours = useView((view) => view.analyse.hours);
  const [at, setAt] = useState<Place>({ day: 0, hour: 0 });
  const id = useId();
  const chosen = new Set(hours);
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const idOf = ({ day, hour }: Place) => `${id}-${day ?? 'x'}-${hour ?? 'x'}`;
  const field = (place: Place) => ({
    id: idOf(place),
    'data-day': place.day ?? undefined,
    'data-hour': place.hour ?? undefined,
    className: place.day === at.day && place.hour === at.hour ? 'at' : undefined,
  });
  const press = (event: KeyboardEvent) => {
    const step = ARROWS[event.key];
    if (step) setAt(moved(at, step));
    else if (event.key === 'Enter' || event.key === ' ') toggle(at);
    else return;
    event.preventDefault();
  };
  const click = (event: MouseEvent) => {
    const { day, hour } = (event.target as HTMLElement).closest<HTMLElement>('[id]')?.dataset ?? {};
    const place = { day: numberOf(day), hour: numberOf(hour) };
    setAt(place);
    toggle(place);
  };
  return (
    <section className="panel-section" aria-labelledby={`${id}-title`}>
      <h3 className="panel-title" id={`${id}-title`}>
        {t('analyse.hours')}
      </h3>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it is both: a table to read, and one stop for the keyboard
        role="grid"
        tabIndex={0}
        aria-labelledby={`${id}-title`}
        aria-multiselectable="true"
        aria-activedescendant={idOf(at)}
        className={`hour-matrix ${hours.length > 0 ? 'some' : ''}`}
        onKeyDown={press}
        onClick={click}
      >
        <thead>
          <tr>
            <td />
            {HOURS.map((hour) => (
              <th
                key={hour}
                scope="col"
                title={t('analyse.everyDay', { hour: hourText(hour) })}
                {...field({ day: null, hour })}
              >
                {hour % 6 === 0 ? hour : '·'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day) => (
            <tr key={day}>
              <th scope="row" {...field({ day, hour: null })}>
                {t(`analyse.weekday.d${day as 0}`)}
              </th>
              {HOURS.map((hour) => {
                const count = counts[day * 24 + hour] ?? 0;
                const text = `${t(`analyse.weekday.d${day as 0}`)} ${hourText(hour)} · ${formatNumber(count)}`;
                return (
                  // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a grid can be selected
                  <td
                    key={hour}
                    {...field({ day, hour })}
                    aria-label={text}
                    aria-selected={chosen.has(day * 24 + hour)}
                    title={text}
                    style={{ '--part': (count / most).toFixed(3) } as CSSProperties}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function toggle({ day, hour }: Place): void {
  if (day === null && hour === null) return;
  const days = day === null ? DAYS : [day];
  toggleHours(days.flatMap((one) => (hour === null ? HOURS : [hour]).map((other) => one * 24 + other)));
}

/** A step further, from the heads round to the end and back. */
function moved({ day, hour }: Place, [days, hours]: [number, number]): Place {
  const turned = (place: number | null, step: number, size: number): number | null => {
    const next = ((place ?? -1) + 1 + step + size + 1) % (size + 1);
    return next === 0 ? null : next - 1;
  };
  return { day: turned(day, days, DAYS.length), hour: turned(hour, hours, HOURS.length) };
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

/** '08–09'. */
function hourText(hour: number): string {
  return [hour, hour + 1].map((value) => String(value).padStart(2, '0')).join('–');
}
