import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inputText, instantOfInput } from './wall-input.ts';

/** Half-open, milliseconds since 1970. */
interface Between {
  fromMs: number;
  toMs: number;
}

/** Two times of the city's clock, of which the first comes first. */
export function BetweenForm(props: {
  className: string;
  /** What stands in the fields at first. */
  shown: Between | undefined;
  onChoose: (chosen: Between) => void;
  /** The buttons; without any: one to apply. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { className, shown, onChoose, children } = props;
  const [isBad, setBad] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [fromMs, toMs] = ['from', 'to'].map((name) => instantOfInput(String(form.get(name))));
    const isGood = fromMs !== undefined && toMs !== undefined && fromMs < toMs;
    setBad(!isGood);
    if (isGood) onChoose({ fromMs, toMs });
  };
  return (
    <form className={className} onSubmit={submit}>
      <Time name="from" label={t('period.from')} ms={shown?.fromMs} />
      <Time name="to" label={t('period.to')} ms={shown?.toMs} />
      {isBad ? (
        <p className="tone-alert" role="alert">
          {t('period.badRange')}
        </p>
      ) : null}
      {children ?? (
        <button type="submit" className="button">
          {t('app.apply')}
        </button>
      )}
    </form>
  );
}

function Time({ name, label, ms }: { name: string; label: string; ms: number | undefined }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        name={name}
        defaultValue={ms === undefined ? undefined : inputText(ms)}
        required
      />
    </>
  );
}
