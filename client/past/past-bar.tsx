import { useTranslation } from 'react-i18next';
import { usePresentNow } from '../live/use-live.ts';
import { useView, viewStore } from '../state/view.ts';
import { formatAge, formatClock, formatDay, formatWeekday } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useKeys } from '../ui/keys.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { GoToTime } from './go-to-time.tsx';
import { LiveAlarms } from './live-alarms.tsx';
import type { PastState } from './past-state.ts';
import { pastStore } from './past-store.ts';
import { ReplayControls } from './replay-controls.tsx';
import { usePast } from './use-past.ts';
import './past.css';

/** Over everything while the past is shown: which instant, how long ago, what to do with it, and the way back. */
export function PastBar() {
  const { t } = useTranslation();
  const past = usePast();
  useKeys({ l: pastStore.toLive }, past !== undefined);
  if (!past) return null;
  return (
    <>
      <div className="past-frame" aria-hidden="true" />
      <section className="past-bar" aria-label={t('past.title')}>
        <Icon name="past" />
        <Instant past={past} />
        <ReplayControls past={past} />
        <GoToTime atMs={past.atMs} />
        <Notes past={past} />
        <ReviewButton past={past} />
        <button type="button" className="button primary" aria-keyshortcuts="l" onClick={pastStore.toLive}>
          {t('past.toLive')} <kbd>L</kbd>
        </button>
      </section>
      <LiveAlarms />
      {past.error ? (
        <div className="past-problem">
          <ProblemNote error={past.error} {...(past.mode === 'failed' ? { onRetry: pastStore.retry } : {})} />
        </div>
      ) : null}
    </>
  );
}

function Instant({ past }: { past: PastState }) {
  const { t } = useTranslation();
  const now = usePresentNow(1000);
  const { atMs } = past;
  return (
    <p className="past-instant">
      <strong>{t('past.youAreIn')}</strong>{' '}
      <time dateTime={new Date(atMs).toISOString()}>
        {formatDay(atMs)} {formatWeekday(atMs)} {formatClock(atMs)}
      </time>{' '}
      <span>{t('past.ago', { age: formatAge(now - atMs) })}</span>
      <span className="visually-hidden" role="status">
        {t(`past.mode.${past.mode}`)}
      </span>
    </p>
  );
}

const AROUND_MS = 30 * 60_000;

/** Opens the review of the incident that is selected, or of what was brushed, or of the hour round the time shown. */
function ReviewButton({ past: { atMs } }: { past: PastState }) {
  const { t } = useTranslation();
  const selection = useView((view) => view.selection);
  const brush = useView((view) => view.brush);
  const incidentId = selection?.noun === 'incidents' ? selection.id : undefined;
  const open = () => {
    const span = brush ?? { fromMs: atMs - AROUND_MS, toMs: atMs + AROUND_MS };
    const { area } = viewStore.get();
    viewStore.set({
      workspace: 'watch',
      page: 'review',
      review: incidentId === undefined ? { ...span, area } : { incidentId },
    });
  };
  return (
    <button
      type="button"
      className="button"
      title={t(incidentId === undefined ? 'review.openTime' : 'review.openThis')}
      onClick={open}
    >
      {t('review.open')}
    </button>
  );
}

/** What limits the picture. */
function Notes({ past }: { past: PastState }) {
  const { t } = useTranslation();
  const { logFromMs, atMs, plan } = past;
  const planFromMs = plan ? Date.parse(plan.effectiveFrom) : null;
  return (
    <p className="past-notes" role="status">
      {past.mode === 'loading' ? `${t('past.mode.loading')}…` : ''}
      {past.mode === 'waiting' ? `${t('past.mode.waiting')}…` : ''}
      {past.noStep ? t(`past.noStep.${past.noStep}`) : ''}
      {logFromMs !== null && atMs < logFromMs ? t('past.beforeLog', { time: whole(logFromMs) }) : ''}
      {plan && planFromMs !== null && atMs >= planFromMs && !plan.isInForce
        ? t('past.earlierPlan', { name: plan.name, time: whole(planFromMs) })
        : ''}
      {planFromMs !== null && atMs < planFromMs ? t('past.beforePlan', { time: whole(planFromMs) }) : ''}
    </p>
  );
}

function whole(ms: number): string {
  return `${formatDay(ms)} ${formatClock(ms)}`;
}
