import { useTranslation } from 'react-i18next';
import type { FeedAge } from '../../core/contract/live.ts';
import { ageSeconds, feedFreshness } from '../../core/live/freshness.ts';
import { FEEDS } from '../../core/vocabulary.ts';
import { useConnection, useFeeds, useServerNow } from '../live/use-live.ts';
import { formatAge } from '../ui/format.ts';

/** One chip a feed: how old its latest word is. Fresh is a disc, late a ring, lost a cross. */
export function FreshnessStrip() {
  const { t } = useTranslation();
  const feeds = [...useFeeds()].sort((a, b) => FEEDS.indexOf(a.feed) - FEEDS.indexOf(b.feed));
  const { state } = useConnection();
  return (
    <div className="freshness-strip">
      <ul className="freshness" aria-label={t('shell.freshness')}>
        {feeds.map((feed) => (
          <FeedChip key={feed.feed} feed={feed} />
        ))}
      </ul>
      <span className="visually-hidden" role="status">
        {state === 'cut' ? '' : t(`shell.connection.${state === 'live' ? 'live' : 'connecting'}`)}
      </span>
    </div>
  );
}

function FeedChip({ feed }: { feed: FeedAge }) {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  const freshness = feedFreshness(feed, now);
  const age = ageSeconds(feed.lastSeenAt, now);
  const words = age === null ? t('shell.neverHeard') : formatAge(age * 1000);
  const hint = t(`shell.fresh.${freshness}`, {
    feed: t(`feed.${feed.feed}`),
    expected: formatAge(feed.expectedIntervalSeconds * 1000),
  });
  return (
    <li className={`chip ${freshness}`} title={hint}>
      <i aria-hidden="true" />
      <span className="chip-name">{t(`feed.${feed.feed}`)}</span> <span className="chip-age">{words}</span>
      <span className="visually-hidden">{hint}</span>
    </li>
  );
}
