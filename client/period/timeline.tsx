import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../live/live-set.ts';
import { useConnection } from '../live/use-live.ts';
import { TimeButton } from '../past/time-button.tsx';
import { useView, viewStore } from '../state/view.ts';
import { DEFAULT_VIEW } from '../state/view-state.ts';
import { formatNumber, formatTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useKeys } from '../ui/keys.ts';
import { problemHeadline, reasonLines, type Told } from '../ui/problem-text.ts';
import { firstBrush, moveBrush } from './brush.ts';
import { Histogram } from './histogram.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { periodStore, type Summary } from './period-store.ts';
import { RiskCount, RiskSpans } from './risk-spans.tsx';
import { Ticks } from './ticks.tsx';
import { usePeriod } from './use-period.ts';
import './timeline.css';

const STEP_MS = 600;
const SPEEDS = [1, 2, 4, 8];
const DAY_MS = 86_400_000;

/** The bar at the bottom: live or not, what is loaded, the histogram with its brush, and play. */
export function Timeline() {
  const { t } = useTranslation();
  const { summary, status, problem } = usePeriod();
  return (
    <section className="timeline" aria-label={t('period.title')}>
      <div className="timeline-controls">
        <div className="timeline-row">
          <LiveButton />
          <TimeButton />
          <PlayButton summary={summary} />
          <PeriodChoice />
        </div>
        <Figures summary={summary} />
      </div>
      <div className="timeline-chart" aria-busy={status === 'loading'}>
        {status === 'failed' && problem ? (
          <p role="alert" className="tone-warn">
            {t('period.failed', { why: failureText(t, problem) })}{' '}
            <button type="button" className="link-button" onClick={periodStore.retry}>
              {t('app.retry')}
            </button>
          </p>
        ) : summary ? (
          <>
            <Histogram summary={summary} />
            <RiskSpans span={summary.span} />
            <Ticks span={summary.span} />
          </>
        ) : (
          <p className="muted">{t('period.loading')}…</p>
        )}
      </div>
    </section>
  );
}

/** The reason where there is one, else what the problem means. */
function failureText(t: TFunction, problem: Told): string {
  return reasonLines(t, problem)[0] ?? problemHeadline(t, problem);
}

/** Lit while the period runs up to now, nothing is brushed and the stream is open. */
function LiveButton() {
  const { t } = useTranslation();
  const moving = useView((view) => 'lastHours' in view.period);
  const brushed = useView((view) => view.brush !== null);
  const { state } = useConnection();
  const isPast = useView((view) => view.instant !== null);
  const lit = moving && !brushed && !isPast && state === 'live';
  const goLive = () =>
    viewStore.set({ instant: null, brush: null, ...(moving ? {} : { period: DEFAULT_VIEW.period }) });
  // In the past the key belongs to the bar over the map.
  useKeys({ l: goLive }, !isPast);
  return (
    <button
      type="button"
      className={`live-button ${lit ? 'lit' : ''}`}
      aria-pressed={lit}
      aria-keyshortcuts="l"
      title={`${t('period.liveHint')} (L)`}
      onClick={goLive}
    >
      {t('period.live')}
    </button>
  );
}

/** Moves the brush through the period, a bin a step, until its end. */
function PlayButton({ summary }: { summary: Summary | null }) {
  const { t } = useTranslation();
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const span = summary?.span;
  const bins = summary?.bins;
  useEffect(() => {
    if (!playing || !span || !bins) return;
    const timer = setInterval(() => {
      const { brush } = viewStore.get();
      const next = brush ? moveBrush(brush, bins.widthMs, span) : firstBrush(span, bins);
      if (brush && next.toMs === brush.toMs) setPlaying(false);
      else viewStore.set({ brush: next }, 'replace');
    }, STEP_MS / speed);
    return () => clearInterval(timer);
  }, [playing, speed, span, bins]);
  const word = playing ? t('period.pause') : t('period.play');
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={word}
        title={word}
        disabled={!summary}
        onClick={() => setPlaying(!playing)}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <select
        className="speed"
        aria-label={t('period.speed')}
        value={speed}
        onChange={(event) => setSpeed(Number(event.target.value))}
      >
        {SPEEDS.map((choice) => (
          <option key={choice} value={choice}>
            {choice}×
          </option>
        ))}
      </select>
    </>
  );
}

function Figures({ summary }: { summary: Summary | null }) {
  const { t } = useTranslation();
  const brush = useView((view) => view.brush);
  if (!summary) return null;
  const { fromMs, toMs } = brush ?? summary.span;
  return (
    <p className="timeline-figures">
      <span>
        {formatTime(fromMs, serverNow() + DAY_MS * 2)} → {formatTime(toMs, serverNow() + DAY_MS * 2)}
      </span>
      <RiskCount span={summary.span} />
      <span className="muted" role="status">
        {t('period.selected', { n: formatNumber(summary.selected), total: formatNumber(summary.total) })}
      </span>
    </p>
  );
}
