import { useTranslation } from 'react-i18next';
import { formatTime } from '../ui/format.ts';
import { reasonText } from '../ui/reason-text.ts';
import { nameIn, type QueuedAct } from './act.ts';
import { useLook } from './look.ts';
import type { Phone, PhoneState } from './phone.ts';

/** What became of a code is said so long at the top of the page; the list of acts keeps it. */
const FRESH_MS = 600_000;

/** A code that was read and waits for its unit to sign in, or what became of the one that was read last. */
export function CodeNote({ phone, state }: { phone: Phone; state: PhoneState }) {
  const { t } = useTranslation();
  const nowMs = phone.now();
  if (state.code) {
    const time = formatTime(state.code.atMs, nowMs);
    return (
      <section className="code-note waiting" aria-label={t('phone.code.title')}>
        <p role="status">{t('phone.code.kept', { time })}</p>
        <button type="button" className="button" onClick={() => phone.dropCode()}>
          {t('phone.code.drop')}
        </button>
      </section>
    );
  }
  const last = state.queue.findLast(({ act }) => act.kind === 'check_in');
  if (!last || !state.session || nowMs - Date.parse(last.doneAt) > FRESH_MS) return null;
  return (
    <section className={`code-note ${last.outcome.kind}`} aria-label={t('phone.code.title')}>
      <p role={last.outcome.kind === 'refused' ? 'alert' : 'status'}>
        <Became last={last} nowMs={nowMs} />
      </p>
    </section>
  );
}

function Became({ last: { outcome, doneAt }, nowMs }: { last: QueuedAct; nowMs: number }) {
  const { t } = useTranslation();
  const { language } = useLook();
  const time = formatTime(Date.parse(doneAt), nowMs);
  if (outcome.kind === 'waiting') return t('phone.code.waiting', { time });
  if (outcome.kind === 'applied')
    return t('phone.code.applied', { time, place: outcome.place ? nameIn(outcome.place, language) : '' });
  const why = outcome.because ? reasonText(t, outcome.because) : outcome.detail;
  return t('phone.code.refused', { why });
}
