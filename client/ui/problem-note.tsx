import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { Icon } from './icon.tsx';

/** An error in words: what it means, what the server said, its trace number, and a way on. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t, i18n } = useTranslation();
  if (!error) return null;
  const problem = error instanceof ApiError ? error.problem : null;
  const detail =
    problem?.issues?.map(({ path, message }) => `${path}: ${message}`).join('; ') ?? problem?.detail;
  return (
    <div className="problem" role="alert">
      <Icon name="warning" />
      <div>
        <p>{t(`problem.${problem?.code ?? 'internal'}`)}</p>
        {detail && problem?.code !== 'unreachable' ? (
          <p className="muted" lang={i18n.language === 'en' ? undefined : 'en'}>
            {detail}
          </p>
        ) : null}
        {problem?.traceId ? <p className="muted">{t('problem.trace', { id: problem.traceId })}</p> : null}
        {onRetry ? (
          <button type="button" className="button" onClick={onRetry}>
            {t('app.retry')}
          </button>
        ) : null}
      </div>
    </div>
  );
}
