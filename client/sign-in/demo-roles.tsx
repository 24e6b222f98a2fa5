import { useTranslation } from 'react-i18next';
import { ACCOUNT_ROLES } from '../../core/vocabulary.ts';
import { useDemoSignIn } from '../api/session.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

/** One click a role; only where the city is the demo. */
export function DemoRoles() {
  const { t } = useTranslation();
  const signIn = useDemoSignIn();
  return (
    <section aria-labelledby="demo-title">
      <h2 id="demo-title">
        <span className="badge demo">{t('app.demo')}</span> {t('signIn.demoTitle')}
      </h2>
      <p className="muted">{t('app.demoHint')}</p>
      <ul className="roles">
        {ACCOUNT_ROLES.map((role) => (
          <li key={role}>
            <button type="button" disabled={signIn.isPending} onClick={() => signIn.mutate(role)}>
              <strong>{t(`accountRole.${role}`)}</strong>
              <span>{t(`signIn.can.${role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <ProblemNote error={signIn.error} />
    </section>
  );
}
