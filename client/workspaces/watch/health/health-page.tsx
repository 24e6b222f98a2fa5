import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Health } from '../../../../core/contract/health.ts';
import { ageSeconds, feedFreshness } from '../../../../core/live/freshness.ts';
import { healthQuery } from '../../../api/session.ts';
import { useConnection, useFeeds, useServerNow } from '../../../live/use-live.ts';
import { formatAge } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { TableHead } from '../../../ui/table-head.tsx';
import { LatencyTable } from './latency-table.tsx';

const ASK_EVERY_MS = 10_000;

/** Whether the system itself is well: feeds, the live connection, the database. */
export function HealthPage() {
  const { data: health, error, refetch } = useQuery({ ...healthQuery, refetchInterval: ASK_EVERY_MS });
  return (
    <div className="desk-grid">
      <LatencyTable />
      <FeedTable />
      <ServerFacts health={health} />
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
    </div>
  );
}

/** The feeds as this page sees them on the live stream, so that a cut shows. */
function FeedTable() {
  const { t } = useTranslation();
  const feeds = useFeeds();
  const now = useServerNow(1000);
  return (
    <section>
      <h3>{t('health.feeds')}</h3>
      <table className="desk-table">
        <TableHead
          heads={[t('health.feed'), t('health.state'), t('health.age'), t('health.expected')]}
          numbers={[2, 3]}
        />
        <tbody>
          {feeds.map((feed) => {
            const freshness = feedFreshness(feed, now);
            const age = ageSeconds(feed.lastSeenAt, now);
            return (
              <tr key={feed.feed}>
                <td>{t(`feed.${feed.feed}`)}</td>
                <td className={TONES[freshness]}>{t(`health.fresh.${freshness}`)}</td>
                <td className="number">{age === null ? t('shell.neverHeard') : formatAge(age * 1000)}</td>
                <td className="number">{formatAge(feed.expectedIntervalSeconds * 1000)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

const TONES = { fresh: 'tone-ok', late: 'tone-warn', lost: 'tone-alert' } as const;

function ServerFacts({ health }: { health: Health | undefined }) {
  const { t } = useTranslation();
  const { state, lastMessageAtMs } = useConnection();
  useServerNow(1000);
  const rows: [label: string, value: string][] = [
    [t('health.link'), t(`health.linkState.${state}`)],
    [
      t('health.lastMessage'),
      lastMessageAtMs === null ? t('shell.neverHeard') : formatAge(Date.now() - lastMessageAtMs),
    ],
    [t('health.version'), health?.version ?? '–'],
    [
      t('health.database'),
      health
        ? `${health.database.engine === 'embedded' ? t('health.embedded') : 'PostgreSQL'} · PostGIS ${health.database.postgis.split(' ')[0]}`
        : '–',
    ],
    [t('health.databaseLatency'), health ? `${health.database.latencyMs} ms` : '–'],
  ];
  return (
    <section>
      <h3>{t('health.system')}</h3>
      <table className="desk-table">
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="number">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
