import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { presentNow } from '../live/present-now.ts';
import { inputText, instantOfInput } from '../ui/wall-input.ts';
import { pastStore } from './past-store.ts';

/** A time of the city's clock to go to. `focused` puts the cursor there, as when it was asked for by a key. */
export function GoToTime(props: { atMs: number; focused?: boolean; onDone?: () => void }) {
  const { t } = useTranslation();
  const { atMs, focused, onDone } = props;
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<'notATime' | 'notYet' | null>(null);
  useEffect(() => {
    if (input.current && document.activeElement !== input.current)
      input.current.value = inputText(atMs, true);
  }, [atMs]);
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const ms = instantOfInput(input.current?.value ?? '');
    const wrong = ms === undefined ? 'notATime' : ms > presentNow() ? 'notYet' : null;
    setProblem(wrong);
    if (wrong || ms === undefined) return;
    pastStore.goTo(ms);
    onDone?.();
  };
  return (
    <form className="go-to-time" onSubmit={submit} noValidate>
      <input
        ref={input}
        type="datetime-local"
        step={1}
        defaultValue={inputText(atMs, true)}
        aria-label={t('past.time')}
        aria-invalid={problem !== null}
        onChange={() => setProblem(null)}
      />
      <button type="submit" className="button">
        {t('past.go')}
      </button>
      {problem ? (
        <span role="alert" className="tone-alert">
          {t(`past.${problem}`)}
        </span>
      ) : null}
    </form>
  );
}
