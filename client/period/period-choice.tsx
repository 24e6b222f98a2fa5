import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../live/live-set.ts';
import { useView, viewStore } from '../state/view.ts';
import { inputText, instantOfInput } from '../ui/wall-input.ts';
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
  const span = spanOf(period, serverNow());
  const [bad, setBad] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to] = ['from', 'to'].map((name) => instantOfInput(String(form.get(name))));
    const good = from !== undefined && to !== undefined && from < to;
    setBad(!good);
    if (!good) return;
    const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    viewStore.set({ period, brush: null });
    onDone();
  };
  return (
    <form onSubmit={submit} className="period-form">
      <label>
        {t('period.from')}
        <input type="datetime-local" name="from" defaultValue={inputText(span.fromMs)} required />
      </label>
      <label>
        {t('period.to')}
        <input type="datetime-local" name="to" defaultValue={inputText(span.toMs)} required />
      </label>
      {bad ? (
        <p className="tone-alert" role="alert">
          {t('period.badRange')}
        </p>
      ) : null}
      <div className="timeline-row">
        <button type="submit" className="button primary">
          {t('app.apply')}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t('app.cancel')}
        </button>
      </div>
    </form>
  );
}
