import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SHELF_SECONDS } from '../../../../core/live/alarm.ts';
import { serverNow } from '../../../live/live-set.ts';
import { formatAge } from '../../../ui/format.ts';

/** How long an alarm may be shelved, in seconds, for choosing. */
const SHELF_CHOICES = [1800, SHELF_SECONDS.usual, 4 * 3600, 8 * 3600, SHELF_SECONDS.most] as const;
const REASONS = ['works', 'known', 'maintenance'] as const;

/** Why, and for shelving until when. The reason has the focus; Enter confirms. */
export function AsideForm(props: {
  kind: 'shelve' | 'take_out';
  busy: boolean;
  onDone: (json: { reason: string; until?: string }) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [seconds, setSeconds] = useState<number>(SHELF_SECONDS.usual);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim()) return;
    // A little less than the most, since the server's clock goes on meanwhile.
    const until = new Date(serverNow() + seconds * 1000 - 1000).toISOString();
    props.onDone(props.kind === 'shelve' ? { reason, until } : { reason });
  };
  return (
    <form
      className="aside-form"
      onSubmit={send}
      aria-label={t(`alarm.do.${props.kind}`)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        props.onCancel();
      }}
    >
      <label>
        {t('alarm.aside.reason')}
        <input
          ref={field}
          value={reason}
          maxLength={200}
          required
          list="aside-reasons"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <datalist id="aside-reasons">
        {REASONS.map((one) => (
          <option key={one} value={t(`alarm.aside.${one}`)} />
        ))}
      </datalist>
      {props.kind === 'shelve' ? (
        <label>
          {t('alarm.aside.for')}
          <select value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
            {SHELF_CHOICES.map((one) => (
              <option key={one} value={one}>
                {formatAge(one * 1000)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <p className="muted">{t(`alarm.aside.${props.kind}Hint`)}</p>
      <div className="button-row">
        <button type="submit" className="button primary" disabled={props.busy || !reason.trim()}>
          {t(`alarm.do.${props.kind}`)}
        </button>
        <button type="button" className="button" onClick={props.onCancel}>
          {t('app.cancel')}
        </button>
      </div>
    </form>
  );
}
