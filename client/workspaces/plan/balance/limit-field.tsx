import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMIT_RANGES, type NumberLimit } from './balance-order.ts';
import { balanceStore, useBalance } from './balance-store.ts';

/** A limit of the proposal as a number; while something else stands there it is not a number. */
export function LimitField({ name, step, hint }: { name: NumberLimit; step: number; hint?: string }) {
  const { t } = useTranslation();
  const id = useId();
  const value = useBalance((state) => state.form[name]);
  const [text, setText] = useState(() => (Number.isNaN(value) ? '' : String(value)));
  const [minimum, maximum] = LIMIT_RANGES[name];
  return (
    <div className="limit-field">
      <label htmlFor={id}>{t(`plan.balance.${name}`)}</label>
      <input
        id={id}
        type="number"
        min={minimum}
        max={maximum}
        step={step}
        value={text}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-invalid={!(value >= minimum && value <= maximum)}
        onChange={({ target }) => {
          setText(target.value);
          balanceStore.setForm({ [name]: target.value === '' ? Number.NaN : Number(target.value) });
        }}
      />
      {hint ? (
        <small id={`${id}-hint`} className="muted">
          {hint}
        </small>
      ) : null}
    </div>
  );
}
