import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { setCityZone } from '../ui/city-zone.ts';
import { formatAge } from '../ui/format.ts';
import { dutyAhead } from './act.ts';
import { ActList } from './act-list.tsx';
import { CodeCard } from './code-card.tsx';
import { CodeNote } from './code-note.tsx';
import { DutyCard } from './duty-card.tsx';
import { look, useLook } from './look.ts';
import type { Phone, PhoneState } from './phone.ts';
import { usePosition } from './position.ts';
import { PositionCard } from './position-card.tsx';
import { PostCard } from './post-card.tsx';
import { SignIn } from './sign-in.tsx';
import { StateCard } from './state-card.tsx';

const ASK_EVERY_MS = 5000;
/** What was told longer ago says so. */
const OLD_MS = 15_000;

/** The whole page of a unit's phone. */
export function UnitPage({ phone }: { phone: Phone }) {
  const { t } = useTranslation();
  const state = useSyncExternalStore(phone.subscribe, phone.get);
  const { session, line, duty, queue } = state;
  useAsking(phone);
  if (session) setCityZone(session.timeZone);
  if (!session && line === 'asking') return <p className="phone muted">{t('phone.loading')}</p>;
  return (
    <main className="phone">
      <CodeNote phone={phone} state={state} />
      {session && duty ? <OnDuty phone={phone} state={state} /> : null}
      {!session || line === 'ended' ? <SignIn phone={phone} /> : null}
      {session && session.account.role !== 'unit' ? (
        <section className="card">
          <p>{t('phone.notUnit', { name: session.account.displayName })}</p>
          <a className="button" href="/">
            {t('phone.toDesk')}
          </a>
        </section>
      ) : null}
      {session && queue.length + (duty ? 1 : 0) > 0 ? <ActList phone={phone} queue={queue} /> : null}
      <Foot phone={phone} state={state} />
    </main>
  );
}

function OnDuty({ phone, state }: { phone: Phone; state: PhoneState }) {
  const { line, duty, queue, fixes, fixSentAt } = state;
  const now = useNow(phone);
  const { locating, start } = usePosition(phone);
  if (!duty) return null;
  const shown = dutyAhead(duty, queue);
  return (
    <>
      <Head duty={shown} line={line} ageMs={now - Date.parse(duty.asOf)} />
      <PostCard post={shown.post} locating={locating} now={now} onAct={(act) => void phone.act(act)} />
      <DutyCard
        duty={shown}
        told={duty.assignment}
        locating={locating}
        now={now}
        onAct={(act) => void phone.act(act)}
      />
      <CodeCard onCode={(code) => void phone.checkIn(code)} />
      <StateCard duty={shown} onAct={(act) => void phone.act(act)} />
      <PositionCard
        locating={locating}
        unsent={fixes.length}
        sentAgeMs={fixSentAt === null ? null : now - Date.parse(fixSentAt)}
        onStart={start}
      />
    </>
  );
}

function Head(props: { duty: NonNullable<PhoneState['duty']>; line: PhoneState['line']; ageMs: number }) {
  const { t } = useTranslation();
  const { language } = useLook();
  const { duty, line, ageMs } = props;
  const { code, nameZh, nameEn, state } = duty.unit.properties;
  return (
    <header className="phone-head">
      <h1>
        {language === 'en' ? nameEn : nameZh} <small>{code}</small>
      </h1>
      <b className={`unit-state ${state}`}>{t(`unitState.${state}`)}</b>
      <p className={`line ${line}`} role="status">
        {t(`phone.line.${line}`)}
        {ageMs > OLD_MS ? ` · ${t('phone.asOf', { age: formatAge(ageMs) })}` : ''}
      </p>
    </header>
  );
}

function Foot({ phone, state }: { phone: Phone; state: PhoneState }) {
  const { t } = useTranslation();
  const { theme, language } = useLook();
  const waiting = state.queue.filter(({ outcome }) => outcome.kind === 'waiting').length;
  const leave = () => {
    if (waiting === 0 || window.confirm(t('phone.signOutWaiting', { n: waiting }))) void phone.signOut();
  };
  return (
    <footer className="phone-foot">
      <button
        type="button"
        className="button quiet"
        lang={language === 'en' ? 'zh-CN' : 'en'}
        onClick={() => look.set({ language: language === 'en' ? 'zh' : 'en' })}
      >
        {language === 'en' ? '中文' : 'English'}
      </button>
      <button
        type="button"
        className="button quiet"
        onClick={() => look.set({ theme: theme === 'dark' ? 'light' : 'dark' })}
      >
        {t(theme === 'dark' ? 'phone.light' : 'phone.dark')}
      </button>
      {state.session ? (
        <button type="button" className="button quiet" disabled={state.line === 'down'} onClick={leave}>
          {t('phone.signOut')}
        </button>
      ) : null}
    </footer>
  );
}

/** Asks again and again while somebody looks, and as soon as there is a line again. */
function useAsking(phone: Phone): void {
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState === 'visible') void phone.refresh();
    };
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    window.addEventListener('online', ask);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', ask);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [phone]);
}

function useNow(phone: Phone): number {
  const [now, setNow] = useState(() => phone.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(phone.now()), 1000);
    return () => clearInterval(timer);
  }, [phone]);
  return now;
}
