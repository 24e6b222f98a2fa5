import { useTranslation } from 'react-i18next';
import type { Rota } from '../../../../../core/duty/rota.ts';
import { CYCLE_DUTIES, type CycleDuty, MOST_CYCLE_DAYS } from '../../../../../core/duty/vocabulary.ts';
import { withCycleDay } from './rota-draft.ts';

/** The days of a cycle, each with what it is, and the day on which the first of them falls. */
export function CycleField({ rota, onChange }: { rota: Rota; onChange: (rota: Rota) => void }) {
  const { t } = useTranslation();
  const { cycle } = rota;
  const put = (next: readonly CycleDuty[]) => onChange({ ...rota, cycle: next });
  return (
    <>
      <div className="field">
        <span>{t('duty.cycle', { n: cycle.length })}</span>
        <div className="cycle-days">
          {cycle.map((duty, at) => (
            <select
              // biome-ignore lint/suspicious/noArrayIndexKey: a day of a cycle is its place
              key={at}
              value={duty}
              data-duty={duty}
              aria-label={t('duty.dayOfCycle', { n: at + 1 })}
              onChange={({ target }) => {
                const chosen = CYCLE_DUTIES.find((one) => one === target.value);
                if (chosen) put(withCycleDay(cycle, at, chosen));
              }}
            >
              {CYCLE_DUTIES.map((one) => (
                <option key={one} value={one}>
                  {t(`duty.name.${one}`)}
                </option>
              ))}
            </select>
          ))}
          <button
            type="button"
            className="button"
            aria-label={t('duty.addDay')}
            disabled={cycle.length >= MOST_CYCLE_DAYS}
            onClick={() => put([...cycle, 'rest'])}
          >
            +
          </button>
          <button
            type="button"
            className="button"
            aria-label={t('duty.dropDay')}
            disabled={cycle.length <= 1}
            onClick={() => put(withCycleDay(cycle, cycle.length - 1, null))}
          >
            −
          </button>
        </div>
      </div>
      <label>
        {t('duty.anchor')}
        <input
          type="date"
          value={rota.anchorDay}
          onChange={({ target }) => target.value && onChange({ ...rota, anchorDay: target.value })}
        />
      </label>
    </>
  );
}
