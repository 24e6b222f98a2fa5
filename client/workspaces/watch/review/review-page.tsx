import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review, ReviewEntry } from '../../../../core/contract/review.ts';
import { queryClient } from '../../../api/client.ts';
import { moreEntriesQuery, reviewQuery, reviewTracksQuery } from '../../../api/reviews.ts';
import { reviewShown } from '../../../state/review-shown.ts';
import { encodeSubject, type ReviewSubject } from '../../../state/review-subject.ts';
import { useView } from '../../../state/view.ts';
import { formatNumber } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Figures } from './figures.tsx';
import { FrameEditor } from './frames.tsx';
import { PosingVeil } from './posing-veil.tsx';
import { PrintReport } from './print-report.tsx';
import { ReportHead } from './report-head.tsx';
import { SubjectForm } from './subject-form.tsx';
import { TimelineList } from './timeline.tsx';
import { useFrameSubject } from './use-frame-subject.ts';
import './review.css';
import '../../../ui/paper.css';
import './print.css';

/** After the fact: what happened, when, who knew, how long it took and where units were; for the screen, for paper and as files. */
export function ReviewPage() {
  const { t } = useTranslation();
  const subject = useView((view) => view.review);
  const [choosing, setChoosing] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is chosen is shown
  useEffect(() => setChoosing(false), [subject]);
  if (!subject || choosing) return <SubjectForm />;
  return (
    <Loading
      key={encodeSubject(subject)}
      subject={subject}
      onChoose={() => setChoosing(true)}
      loading={`${t('app.loading')}…`}
    />
  );
}

function Loading({
  subject,
  onChoose,
  loading,
}: {
  subject: ReviewSubject;
  onChoose: () => void;
  loading: string;
}) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(reviewQuery(subject));
  if (data) return <Report subject={subject} review={data} onChoose={onChoose} />;
  if (!error) return <p className="muted">{loading}</p>;
  return (
    <div className="review-form">
      <ProblemNote error={error} onRetry={() => void refetch()} />
      <button type="button" className="button" onClick={onChoose}>
        {t('review.choose')}
      </button>
    </div>
  );
}

const TABS = ['timeline', 'figures', 'frames'] as const;

function Report({
  subject,
  review,
  onChoose,
}: {
  subject: ReviewSubject;
  review: Review;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof TABS)[number]>('timeline');
  const { entries, more } = useEntries(subject, review);
  const { data: tracks, refetch } = useQuery(reviewTracksQuery(subject));
  const frames = useFrameSubject(subject, review, entries, tracks?.features);
  useEffect(() => {
    reviewShown.set({ tracks: tracks?.features ?? [] });
    return () => reviewShown.clear();
  }, [tracks]);
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: reviewQuery(subject).queryKey });
    void refetch();
  };
  return (
    <article
      className="review"
      aria-label={t(review.incident ? 'review.title.incident' : 'review.title.period')}
    >
      <ReportHead subject={subject} review={review} onChoose={onChoose} onRefresh={refresh} />
      <div className="review-tabs">
        <Segmented
          label={t('review.tab.label')}
          value={tab}
          onChange={setTab}
          choices={TABS.map((value) => ({ value, label: t(`review.tab.${value}`) }))}
        />
        <span className="muted">
          {entries.length < review.total
            ? t('review.shown', { shown: formatNumber(entries.length), n: formatNumber(review.total) })
            : t('review.count', { n: formatNumber(review.total) })}
        </span>
        {more}
      </div>
      {tab === 'timeline' ? <TimelineList review={review} entries={entries} /> : null}
      {tab === 'figures' ? (
        <div className="review-scroll">
          <Figures review={review} />
        </div>
      ) : null}
      {tab === 'frames' ? (
        <div className="review-scroll">
          <FrameEditor {...frames} />
        </div>
      ) : null}
      <PosingVeil />
      <PrintReport review={review} entries={entries} />
    </article>
  );
}

/** The entries read so far, and the button that reads on while there are more. */
function useEntries(subject: ReviewSubject, review: Review) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(moreEntriesQuery(subject, review));
  const { data, isFetching, error } = query;
  const entries = useMemo<readonly ReviewEntry[]>(
    () => [...review.entries.items, ...(data?.pages.flatMap(({ items }) => items) ?? [])],
    [review, data],
  );
  const isMore = data ? query.hasNextPage : review.entries.nextCursor !== null;
  const read = () => void (data ? query.fetchNextPage() : query.refetch());
  const more = (
    <>
      {isMore ? (
        <button type="button" className="button" disabled={isFetching} onClick={read}>
          {isFetching ? `${t('app.loading')}…` : t('review.more')}
        </button>
      ) : null}
      {error ? <ProblemNote error={error} onRetry={read} /> : null}
    </>
  );
  return { entries, more };
}
