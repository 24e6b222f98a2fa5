import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../ui/format.ts';
import { reasonText } from '../ui/reason-text.ts';
import { nameIn, type QueuedAct } from './act.ts';
import { type Look, useLook } from './look.ts';
import type { Phone } from './phone.ts';
import { postName } from './post-card.tsx';

/** Everything that was done on this phone, the newest first, and what became of each. */
export function ActList({ phone, queue }: { phone: Phone; queue: readonly QueuedAct[] }) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <h3>{t('phone.acts.title')}</h3>
      {queue.length === 0 ? <p className="muted">{t('phone.acts.empty')}</p> : null}
      <ul className="acts" aria-live="polite">
        {[...queue].reverse().map((one) => (
          <ActRow key={one.id} done={one} nowMs={phone.now()} onSeen={() => phone.dismiss(one.id)} />
        ))}
      </ul>
    </section>
  );
}

function ActRow({ done, nowMs, onSeen }: { done: QueuedAct; nowMs: number; onSeen: () => void }) {
  const { t } = useTranslation();
  const { language } = useLook();
  const { doneAt, outcome } = done;
  const time = (iso: string) => formatTime(Date.parse(iso), nowMs);
  return (
    <li className={outcome.kind}>
      <b>{actText(t, done, language)}</b>
      <small className="muted">{t('phone.acts.doneAt', { time: time(doneAt) })}</small>
      <span className="outcome">
        {outcome.kind === 'waiting'
          ? t('phone.acts.waiting')
          : t(`phone.acts.${outcome.kind}`, { time: time(outcome.at) })}
      </span>
      {outcome.kind === 'refused' ? (
        <>
          {outcome.because ? <p>{reasonText(t, outcome.because)}</p> : <p lang="en">{outcome.detail}</p>}
          <button type="button" className="button" onClick={onSeen}>
            {t('phone.acts.seen')}
          </button>
        </>
      ) : null}
    </li>
  );
}

function actText(t: TFunction, { act, outcome }: QueuedAct, language: Look['language']): string {
  if (act.kind === 'state') return t('phone.acts.state', { state: t(`unitState.${act.state}`) });
  if (act.kind === 'post') return t('phone.acts.post', { place: postName(t, act, language) });
  if (act.kind === 'check_in') {
    const place = outcome.kind === 'applied' && outcome.place;
    return place ? t('phone.acts.checkIn', { place: nameIn(place, language) }) : t('phone.acts.code');
  }
  const step = t(`phone.step.${act.isDealtWith ? 'dealtWith' : act.step}`);
  return t('phone.acts.step', { number: act.incidentNumber, step });
}
