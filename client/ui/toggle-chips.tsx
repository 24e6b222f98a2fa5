import type { ReactNode } from 'react';
import './toggle-chips.css';

/** Some of a few, side by side: each is let in or left out by a press. */
export function ToggleChips<T extends string>(props: {
  label: string;
  values: readonly T[];
  chosen: readonly string[];
  onChange: (chosen: T[]) => void;
  name: (value: T) => ReactNode;
}) {
  const { label, values, chosen, onChange, name } = props;
  return (
    <fieldset className="toggle-chips">
      <legend className="visually-hidden">{label}</legend>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen.includes(value)}
          onClick={() => onChange(values.filter((one) => (one === value) !== chosen.includes(one)))}
        >
          {name(value)}
        </button>
      ))}
    </fieldset>
  );
}
