import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../live/live-set.ts';
import { useView, viewStore } from '../state/view.ts';
import { BetweenForm } from '../ui/between-form.tsx';
import { spanOf } from './period-store.ts';

const CHOICES_HOURS = [24, 168, 720, 2160, 8760] as const;

/** Which period is loaded: the last hours or days, or one between two times of the city's clock. */
export function PeriodChoice() {
  const { t } = useTranslation();
  const period = useView((view) => view.period);
  const dialog = useRef<HTMLDialogElement>(null);
  const hours = 'lastHours' in period ? period.lastHours : null;
  const known = CHOICES_HOURS.find((choice) => choice === hours);
  const choose = (value: string) => {
    if (value === 'custom') dialog.current?.showModal();
    else viewStore.set({ period: { lastHours: Number(value) }, brush: null });
  };
  return (
    <>
      <select
        className="period-choice"
        aria-label={t('period.choose')}
        value={hours ?? 'custom'}
        onChange={(event) => choose(event.target.value)}
        onClick={() => hours === null && dialog.current?.showModal()}
      >
        {CHOICES_HOURS.map((choice) => (
          <option key={choice} value={choice}>
            {t(`period.hours_${choice}`)}
          </option>
        ))}
        {hours !== null && !known ? (
          <option value={hours}>{t('period.hoursOther', { n: hours })}</option>
        ) : null}
        <option value="custom">{t('period.custom')}</option>
      </select>
      <dialog ref={dialog} className="period-dialog" aria-label={t('period.choose')}>
        <CustomPeriod onDone={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function CustomPeriod({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const period = useView((view) => view.period);
  return (
    <BetweenForm
      className="period-form"
      shown={spanOf(period, serverNow())}
      onChoose={({ fromMs, toMs }) => {
        const period = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
        viewStore.set({ period, brush: null });
        onDone();
      }}
    >
      <div className="timeline-row">
        <button type="submit" className="button primary">
          {t('app.apply')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('app.cancel')}
        </button>
      </div>
    </BetweenForm>
  );
}
