import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisSummary } from '../../analysis/analysis-protocol.ts';
import { useAnalysis } from '../../analysis/use-analysis.ts';
import { useServerNow } from '../../live/use-live.ts';
import { BrushThumbs } from '../../period/brush-thumbs.tsx';
import { brushing } from '../../period/brushing.ts';
import { Ticks } from '../../period/ticks.tsx';
import { useBars } from '../../period/use-bars.ts';
import { useBrushDrag } from '../../period/use-brush-drag.ts';
import { useView } from '../../state/view.ts';
import { formatAge, formatClock, formatDay, formatNumber } from '../../ui/format.ts';
import { setAnalyse } from './set-analyse.ts';

const AGE_EVERY_MS = 5000;

/** The whole history as bars, with the window that is looked at, how old the picture is, and what it leaves out. */
export function BottomBar() {
  const { t } = useTranslation();
  const summary = useAnalysis('summary');
  return (
    <footer className="bottom-bar analyse-bar">
      <section className="timeline" aria-label={t('analyse.time')}>
        <div className="timeline-controls">{summary ? <Facts summary={summary} /> : null}</div>
        <div className="timeline-chart">
          {summary && summary.history.total > 0 ? (
            <>
              <TimeBrush summary={summary} />
              <Ticks span={summary.history.span} />
            </>
          ) : null}
        </div>
      </section>
    </footer>
  );
}

function Facts({ summary: { history, selected } }: { summary: AnalysisSummary }) {
  const { t } = useTranslation();
  const window = useView((view) => view.analyse.window);
  const nowMs = useServerNow(AGE_EVERY_MS);
  const { fromMs, toMs } = window ?? history.span;
  return (
    <p className="timeline-figures" role="status">
      <span>
        {formatDay(fromMs)} {formatClock(fromMs).slice(0, 5)} → {formatDay(toMs)}{' '}
        {formatClock(toMs).slice(0, 5)}
      </span>
      <span>{t('period.selected', { n: formatNumber(selected), total: formatNumber(history.total) })}</span>
      <span className="muted">{t('app.age', { age: formatAge(nowMs - history.asOfMs) })}</span>
      {history.most === undefined ? null : (
        <span className="muted" title={t('analyse.byServerWhy', { n: formatNumber(history.most) })}>
          {t('analyse.byServer', { n: formatNumber(history.most) })}
        </span>
      )}
      {history.leftOut > 0 ? (
        <span className="tone-warn">{t('analyse.leftOut', { n: formatNumber(history.leftOut) })}</span>
      ) : null}
    </p>
  );
}

function TimeBrush({ summary: { history, bins, histogram } }: { summary: AnalysisSummary }) {
  const { t } = useTranslation();
  const window = useView((view) => view.analyse.window);
  const canvas = useBars({ span: history.span, bins, histogram }, window);
  const { span, total } = history;
  const brushed = {
    span,
    bins,
    brush: window,
    onBrush: (next: typeof window, how: 'push' | 'replace') => setAnalyse({ window: next }, how),
  };
  const drag = useBrushDrag(brushed);
  const near = useNearBrush();
  return (
    <div className="histogram" {...drag} {...near} title={t('period.brushHint')}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('period.histogram', {
          bin: formatAge(bins.widthMs),
          total: formatNumber(total),
        })}
      />
      <BrushThumbs {...brushed} />
    </div>
  );
}

/** Tells when a drag of the brush is likely: of a million incidents each step counts. */
function useNearBrush() {
  useEffect(() => () => brushing.setNear(false), []);
  const come = (): void => brushing.setNear(true);
  const go = (): void => brushing.setNear(false);
  return { onPointerEnter: come, onPointerLeave: go, onFocus: come, onBlur: go };
}
