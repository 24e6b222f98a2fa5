import { type KeyboardEvent, useId, useState } from 'react';
import './combo-input.css';

/** One of what can be chosen. */
export interface ComboOption {
  id: string;
  title: string;
  detail: string;
}

/** A combobox: text is typed, and what fits it is offered; arrows and Enter choose, Ctrl+Enter is left to the form. */
export function ComboInput<O extends ComboOption>(props: {
  id: string;
  text: string;
  /** Empty: nothing is offered. */
  options: readonly O[];
  placeholder: string;
  describedBy?: string;
  isWrong?: boolean;
  onType: (text: string) => void;
  onChoose: (option: O) => void;
  onFocus?: () => void;
  onBlur?: () => void;
}) {
  const listId = useId();
  const [active, setActive] = useState(0);
  const { options } = props;
  const isOpen = options.length > 0;
  const current = options[Math.min(active, options.length - 1)];
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !isOpen) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setActive((Math.min(active, options.length - 1) + step + options.length) % options.length);
    else if (event.key === 'Enter' && !event.ctrlKey && current) props.onChoose(current);
    else return;
    event.preventDefault();
  };
  return (
    <div className="combo">
      <input
        id={props.id}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen ? `${listId}-${current?.id}` : undefined}
        aria-autocomplete="list"
        aria-describedby={props.describedBy}
        aria-invalid={props.isWrong}
        autoComplete="off"
        value={props.text}
        placeholder={props.placeholder}
        onChange={(event) => props.onType(event.target.value)}
        onFocus={props.onFocus}
        onBlur={props.onBlur}
        onKeyDown={press}
      />
      <div id={listId} role="listbox" hidden={!isOpen}>
        {options.map((option) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox
          // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus
          <div
            key={option.id}
            id={`${listId}-${option.id}`}
            role="option"
            aria-selected={option === current}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => props.onChoose(option)}
          >
            <b>{option.title}</b> <small>{option.detail}</small>
          </div>
        ))}
      </div>
    </div>
  );
}
