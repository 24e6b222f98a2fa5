import { useTranslation } from 'react-i18next';
import type { Review, ReviewEntry } from '../../../../core/contract/review.ts';
import { useSession } from '../../../api/session.ts';
import { presentNow } from '../../../live/present-now.ts';
import { useMapState } from '../../../map/map-view.tsx';
import { formatClock, formatDay, formatNumber } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { EntryTable } from './entry-table.tsx';
import { Figures } from './figures.tsx';
import { useFrames } from './frame-store.ts';
import { FrameFigure, FrameLegend } from './frames.tsx';
import { useIsPrinting } from './printing.ts';
import { ReportTitle } from './report-head.tsx';

/** The report for paper: on the screen it is not to be seen, and its long table is not even there. */
export function PrintReport({ review, entries }: { review: Review; entries: readonly ReviewEntry[] }) {
  const { t } = useTranslation();
  const isPrinting = useIsPrinting();
  const { demo, account } = useSession();
  const { list } = useFrames();
  const { status } = useMapState();
  const drawn = list.filter(({ state }) => state === 'done');
  const now = presentNow();
  const shown = { shown: formatNumber(entries.length), n: formatNumber(review.total) };
  return (
    <div className="review-print paper" aria-hidden={!isPrinting}>
      <h1>
        {t(review.incident ? 'review.title.incident' : 'review.title.period')}{' '}
        <small>
          {t('app.name')} {demo ? <b>· {t('app.demo')}</b> : null}
        </small>
      </h1>
      <ReportTitle review={review} />
      <p className="review-printed">
        {t('review.head.printed')} {formatDay(now)} {formatClock(now)} · {t('review.head.by')}{' '}
        {personName(t, account.displayName)}
      </p>
      <Figures review={review} />
      {drawn.length > 0 || status === 'no_webgl' ? (
        <section>
          <h2>{t('review.frames')}</h2>
          {status === 'no_webgl' ? <p>{t('review.frame.noWebgl')}</p> : <FrameLegend />}
          <div className="frame-grid">
            {drawn.map((frame) => (
              <FrameFigure key={frame.id} frame={frame} />
            ))}
          </div>
        </section>
      ) : null}
      <section>
        <h2>{t('review.tab.timeline')}</h2>
        <p>
          {entries.length === 0
            ? t('review.empty')
            : entries.length < review.total
              ? t('review.printedPart', shown)
              : t('review.count', { n: formatNumber(review.total) })}
        </p>
        {isPrinting && entries.length > 0 ? <EntryTable entries={entries} /> : null}
      </section>
    </div>
  );
}
