import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../live/live-set.ts';
import { formatTime } from '../ui/format.ts';
import { moveBrush, moveEnd } from './brush.ts';
import type { Brushed } from './use-brush-drag.ts';

const BIG_STEP_BINS = 10;

/** The two ends of the brush as sliders for the keyboard; without a brush they stand at the ends of the period. */
export function BrushThumbs(props: Brushed) {
  const { t } = useTranslation();
  const { span, brush } = props;
  const part = (ms: number) => `${(((ms - span.fromMs) / (span.toMs - span.fromMs)) * 100).toFixed(3)}%`;
  const shown = brush ?? span;
  const thumb = (end: 'from' | 'to', label: string, ms: number) => (
    <div
      className={`brush-thumb ${brush ? '' : 'idle'}`}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={span.fromMs}
      aria-valuemax={span.toMs}
      aria-valuenow={ms}
      aria-valuetext={formatTime(ms, serverNow())}
      style={{ left: part(Math.min(span.toMs, Math.max(span.fromMs, ms))) }}
      onKeyDown={(event) => press(event, end, props)}
    />
  );
  return (
    <>
      {brush ? (
        <div
          className="brush"
          style={{
            left: part(Math.max(span.fromMs, brush.fromMs)),
            right: `calc(100% - ${part(Math.min(span.toMs, brush.toMs))})`,
          }}
        />
      ) : null}
      {thumb('from', t('period.brushStart'), shown.fromMs)}
      {thumb('to', t('period.brushEnd'), shown.toMs)}
    </>
  );
}

function press(event: KeyboardEvent, end: 'from' | 'to', { span, bins, brush, onBrush }: Brushed): void {
  const steps = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -BIG_STEP_BINS,
    PageUp: BIG_STEP_BINS,
  }[event.key];
  if (event.key === 'Escape' && brush) onBrush(null, 'push');
  else if (steps && event.shiftKey && brush) onBrush(moveBrush(brush, steps * bins.widthMs, span), 'replace');
  else if (steps) onBrush(moveEnd(brush, end, steps, span, bins), 'replace');
  else return;
  event.preventDefault();
  event.stopPropagation();
}
