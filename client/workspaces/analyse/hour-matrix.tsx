import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
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

/**
 * Incidents by weekday and hour of the city's clock: dark is few, bright is many. A press on an hour, a weekday or an hour of all days lets only
 * these through; arrow keys move in it.
 */
export function HourMatrix({ counts }: { counts: Int32Array }) {
  const { t } = useTranslation();
  const hours = useView((view) => view.analyse.hours);
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLTableElement>(null);
  const chosen = new Set(hours);
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const move = (event: KeyboardEvent) => {
    const [days, steps] = ARROWS[event.key] ?? [0, 0];
    if (days === 0 && steps === 0) return;
    const next = (((Math.floor(at / 24) + days + 7) % 7) * 24 + (((at % 24) + steps + 24) % 24) + 168) % 168;
    event.preventDefault();
    setAt(next);
    grid.current?.querySelector<HTMLElement>(`[data-hour="${next}"]`)?.focus();
  };
  return (
    <section className="panel-section" aria-labelledby="analyse-hours">
      <h3 className="panel-title" id="analyse-hours">
        {t('analyse.hours')}
      </h3>
      <table ref={grid} className={`hour-matrix ${hours.length > 0 ? 'some' : ''}`} onKeyDown={move}>
        <thead>
          <tr>
            <td />
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={t('analyse.everyDay', { hour: hourText(hour) })}
                  onClick={() => toggleHours(DAYS.map((day) => day * 24 + hour))}
                >
                  {hour % 6 === 0 ? hour : '·'}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day) => (
            <tr key={day}>
              <th scope="row">
                <button type="button" onClick={() => toggleHours(HOURS.map((hour) => day * 24 + hour))}>
                  {t(`analyse.weekday.d${day as 0}`)}
                </button>
              </th>
              {HOURS.map((hour) => {
                const place = day * 24 + hour;
                const count = counts[place] ?? 0;
                const text = `${t(`analyse.weekday.d${day as 0}`)} ${hourText(hour)} · ${formatNumber(count)}`;
                return (
                  <td key={hour}>
                    <button
                      type="button"
                      data-hour={place}
                      tabIndex={place === at ? 0 : -1}
                      aria-label={text}
                      aria-pressed={chosen.has(place)}
                      title={text}
                      style={{ '--part': (count / most).toFixed(3) } as CSSProperties}
                      onFocus={() => setAt(place)}
                      onClick={() => toggleHours([place])}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** '08–09'. */
function hourText(hour: number): string {
  return [hour, hour + 1].map((value) => String(value).padStart(2, '0')).join('–');
}
