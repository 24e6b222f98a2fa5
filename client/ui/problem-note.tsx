import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { Icon } from './icon.tsx';
import { problemHeadline, reasonLines, type Told } from './problem-text.ts';

const SHOWN_LINES = 20;
/** The page's own: their headline says all. */
const OWN_CODES = ['unreachable', 'past_shown'];

/** An error in words: what it means, why, its trace number, and a way on. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <ProblemTold problem={error instanceof ApiError ? error.problem : INTERNAL}>
      {onRetry ? (
        <button type="button" className="button" onClick={onRetry}>
          {t('app.retry')}
        </button>
      ) : null}
    </ProblemTold>
  );
}

const INTERNAL: Told = { code: 'internal', detail: '' };

/** A problem in the language of the page. What no reason explains is shown as the server put it, in English. */
export function ProblemTold({ problem, children }: { problem: Told; children?: ReactNode }) {
  const { t } = useTranslation();
  const { code, detail, traceId } = problem;
  const lines = [...new Set(reasonLines(t, problem))].slice(0, SHOWN_LINES);
  return (
    <div className="problem" role="alert">
      <Icon name="warning" />
      <div>
        <p>{problemHeadline(t, problem)}</p>
        {lines.map((line) => (
          <p key={line} className="muted">
            {line}
          </p>
        ))}
        {lines.length === 0 && detail && !OWN_CODES.includes(code) ? (
          <p className="muted" lang="en">
            {detail}
          </p>
        ) : null}
        {traceId ? <p className="muted">{t('problem.trace', { id: traceId })}</p> : null}
        {children}
      </div>
    </div>
  );
}
