import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const USUAL = ['vehicle', 'far', 'busy'] as const;

/** Why a unit can not go: one of the usual reasons at one press, or its own words. */
export function Decline({ onBack, onDecline }: { onBack: () => void; onDecline: (reason: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) onDecline(text.trim());
  };
  return (
    <form className="choices" aria-label={t('phone.decline.title')} onSubmit={submit}>
      <p>{t('phone.decline.title')}</p>
      {USUAL.map((reason, i) => (
        <button
          key={reason}
          ref={i === 0 ? first : undefined}
          type="button"
          className="button big"
          onClick={() => onDecline(t(`phone.decline.${reason}`))}
        >
          {t(`phone.decline.${reason}`)}
        </button>
      ))}
      <label>
        {t('phone.decline.other')}
        <input value={text} maxLength={200} onChange={(event) => setText(event.target.value)} />
      </label>
      <div className="pair">
        <button type="button" className="button big" onClick={onBack}>
          {t('phone.decline.back')}
        </button>
        <button type="submit" className="button big alert" disabled={!text.trim()}>
          {t('phone.decline.send')}
        </button>
      </div>
    </form>
  );
}
