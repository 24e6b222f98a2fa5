import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readPlaceCode } from '../../core/patrol/place-code.ts';

/** Where the code of a place is typed in; with the camera of the phone it comes by itself. */
export function CodeCard({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = readPlaceCode(text);
    setWrong(code === null);
    if (code === null) return;
    setText('');
    onCode(code);
  };
  return (
    <section className="card" aria-label={t('phone.code.title')}>
      <h3>{t('phone.code.title')}</h3>
      <p className="muted">{t('phone.code.how')}</p>
      <form className="code-form" onSubmit={submit}>
        <label>
          {t('phone.code.field')}
          <input
            value={text}
            maxLength={100}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={isWrong}
            onChange={({ target }) => {
              setText(target.value);
              setWrong(false);
            }}
          />
        </label>
        <button type="submit" className="button" disabled={!text.trim()}>
          {t('phone.code.enter')}
        </button>
      </form>
      {isWrong ? (
        <p className="tone-warn" role="alert">
          {t('phone.code.bad')}
        </p>
      ) : null}
    </section>
  );
}
