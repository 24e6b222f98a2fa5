import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { healthQuery, useSignIn } from '../api/session.ts';
import { useView, viewStore } from '../state/view.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { DemoRoles } from './demo-roles.tsx';
import './sign-in.css';

/** Where everybody without a session arrives; the address is kept for afterwards. */
export function SignInPage() {
  const { t } = useTranslation();
  const language = useView((view) => view.language);
  const other = language === 'zh' ? 'en' : 'zh';
  const { data: health, error, refetch } = useQuery(healthQuery);
  const city = health && (language === 'en' ? health.cityNameEn : health.cityNameZh);
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <header>
          <h1 className="brand">
            经纬 <b>Jingwei</b>
          </h1>
          <button
            type="button"
            className="button quiet"
            lang={other === 'en' ? 'en' : 'zh-CN'}
            onClick={() => viewStore.set({ language: other }, 'replace')}
          >
            {other === 'en' ? 'English' : '中文'}
          </button>
        </header>
        <p className="muted">
          {city ? `${city} · ` : ''}
          {t('signIn.tagline')}
        </p>
        <ProblemNote error={error} onRetry={() => void refetch()} />
        {health?.demo ? <DemoRoles /> : null}
        <PasswordForm />
        <p className="sign-in-note muted">{t('signIn.privacy')}</p>
      </div>
    </main>
  );
}

function PasswordForm() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ login: login.trim(), password });
  };
  return (
    <form onSubmit={submit} aria-labelledby="password-title">
      <h2 id="password-title">{t('signIn.title')}</h2>
      <div className="fields">
        <label>
          {t('signIn.login')}
          <input required value={login} autoComplete="username" onChange={(e) => setLogin(e.target.value)} />
        </label>
        <label>
          {t('signIn.password')}
          <input
            required
            type="password"
            value={password}
            autoComplete="current-password"
            onChange={(e) => setPassword(e.target.value)}
          />
        </label>
        <button type="submit" className="button primary" disabled={signIn.isPending}>
          {t('signIn.enter')}
        </button>
      </div>
      <ProblemNote error={signIn.error} />
    </form>
  );
}
