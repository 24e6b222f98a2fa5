import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Health } from '../../core/contract/health.ts';
import type { Phone } from './phone.ts';
import { ask } from './reply.ts';

/** Signs a unit in; what waits is kept meanwhile. */
export function SignIn({ phone }: { phone: Phone }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isDemo = useIsDemo();
  const { session, queue } = phone.get();
  const waiting = queue.filter(({ outcome }) => outcome.kind === 'waiting').length;
  const enter = async (path: Parameters<Phone['signIn']>[0], json: object) => {
    setBusy(true);
    const reply = await phone.signIn(path, json).catch(() => undefined);
    const code = (reply?.body as { code?: string } | undefined)?.code ?? 'internal';
    setProblem(
      reply?.status === 200
        ? null
        : reply
          ? t(`problem.${code}` as 'problem.internal')
          : t('phone.signIn.noLine'),
    );
    setBusy(false);
    if (reply?.status === 200) await phone.refresh();
  };
  return (
    <section className="card">
      <h2>{t('phone.signIn.title')}</h2>
      {session ? <p className="tone-warn">{t('phone.line.ended')}</p> : null}
      {waiting > 0 ? <p>{t('phone.signIn.waiting', { n: waiting })}</p> : null}
      {isDemo ? (
        <>
          <button
            type="button"
            className="button big primary"
            disabled={busy}
            onClick={() => void enter('/api/session/demo', { role: 'unit' })}
          >
            {t('phone.signIn.demo')}
          </button>
          <p className="muted">{t('phone.signIn.demoHint')}</p>
        </>
      ) : null}
      <PasswordForm busy={busy} onEnter={(json) => void enter('/api/session', json)} />
      {problem ? (
        <p className="tone-warn" role="alert">
          {problem}
        </p>
      ) : null}
    </section>
  );
}

function PasswordForm({ busy, onEnter }: { busy: boolean; onEnter: (json: object) => void }) {
  const { t } = useTranslation();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onEnter({ login: login.trim(), password });
  };
  return (
    <form className="choices" onSubmit={submit}>
      <label>
        {t('phone.signIn.login')}
        <input required value={login} autoComplete="username" onChange={(e) => setLogin(e.target.value)} />
      </label>
      <label>
        {t('phone.signIn.password')}
        <input
          required
          type="password"
          value={password}
          autoComplete="current-password"
          onChange={(e) => setPassword(e.target.value)}
        />
      </label>
      <button type="submit" className="button big" disabled={busy}>
        {t('phone.signIn.enter')}
      </button>
    </form>
  );
}

function useIsDemo(): boolean {
  const [isDemo, setDemo] = useState(false);
  useEffect(() => {
    ask('GET', '/api/health')
      .then(({ body }) => setDemo((body as Health).demo))
      .catch(() => undefined);
  }, []);
  return isDemo;
}
