import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LoggedNoun } from '../../../core/contract/live.ts';
import { historyQuery } from '../../api/nouns.ts';
import { useIsLive, useServerNow } from '../../live/use-live.ts';
import { pastStore } from '../../past/past-store.ts';
import { formatTime } from '../../ui/format.ts';
import { personName } from '../../ui/person-name.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AlarmEvent } from './alarms/alarm-event.tsx';
import { CaseEvent, RiskEvent } from './cases/file-event.tsx';
import { changesOf } from './history-changes.ts';
import { changeText } from './say-change.ts';

/** What the log says became of a thing, newest first. */
export function History({ noun, id, version }: { noun: LoggedNoun; id: string; version: number }) {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  const isLive = useIsLive();
  const isArea = noun === 'areas' || noun === 'grids';
  const { data, error, isPending, refetch } = useQuery(
    historyQuery(noun, id, version, isLive || isArea ? null : now),
  );
  const items = data?.items.filter(({ at }) => isLive || Date.parse(at) <= now);
  return (
    <section className="inspector-section">
      <h3>{t('watch.history.title')}</h3>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <p className="muted">{t('app.loading')}…</p> : null}
      {items?.length === 0 ? <p className="muted">{t('watch.history.empty')}</p> : null}
      <ol className="history">
        {items?.map((entry) => (
          <li key={entry.seq}>
            <button
              type="button"
              className="link-button"
              title={t('past.goTo')}
              onClick={() => pastStore.goTo(Date.parse(entry.at))}
            >
              <time dateTime={entry.at}>{formatTime(Date.parse(entry.at), now)}</time>
            </button>
            <div>
              <p>
                {noun === 'alarms' ? (
                  <AlarmEvent after={entry.after} />
                ) : noun === 'cases' ? (
                  <CaseEvent before={entry.before} after={entry.after} />
                ) : noun === 'risks' ? (
                  <RiskEvent before={entry.before} after={entry.after} />
                ) : entry.kind === 'update' ? (
                  changesOf(noun, entry.before, entry.after).map((change) => (
                    <span key={change.field} className="change">
                      {changeText(t, change)}
                    </span>
                  ))
                ) : (
                  t(`watch.history.${entry.kind}`)
                )}
              </p>
              <small className="muted">
                {entry.actorName ? personName(t, entry.actorName) : t('watch.history.system')}
              </small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
