import { useTranslation } from 'react-i18next';
import { COUNTED_LENGTHS } from '../../planning/counted-days.ts';
import { planning, usePlanning } from '../../planning/planning.ts';
import { formatDay } from '../../ui/format.ts';
import './counted-period.css';

/** From when to when incidents are counted (ISO 8601, half-open), and the way to choose other days. */
export function CountedPeriod({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const counted = usePlanning((state) => state.counted);
  const set = (patch: Partial<typeof counted>) => planning.set({ counted: { ...counted, ...patch } });
  const lastMs = Date.parse(to) - 1;
  return (
    <div className="counted-period">
      <p className="muted">
        {t('plan.window', { from: formatDay(Date.parse(from)), to: formatDay(lastMs) })}
      </p>
      <div className="counted-choice">
        <select
          aria-label={t('plan.countedLength')}
          value={counted.days}
          onChange={({ target }) => set({ days: Number(target.value) })}
        >
          {COUNTED_LENGTHS.map((days) => (
            <option key={days} value={days}>
              {t(`plan.counted.d${days}`)}
            </option>
          ))}
        </select>
        <label>
          {t('plan.countedUntil')}
          <input
            type="date"
            value={counted.lastDay ?? formatDay(lastMs)}
            min="1970-01-02"
            max="2105-12-31"
            onChange={({ target }) => set({ lastDay: target.value === '' ? null : target.value })}
          />
        </label>
      </div>
    </div>
  );
}
