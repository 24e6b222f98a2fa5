import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmLoad } from '../../../../core/contract/alarm-load.ts';
import { ALARM_BANDS, loadFigures } from '../../../../core/live/alarm-load.ts';
import { useView } from '../../../state/view.ts';
import { formatNumber, formatTime } from '../../../ui/format.ts';
import { drawLoad } from './draw-load.ts';

const TICKS = 6;

/** Alarms per ten minutes against the bands. */
export function LoadChart({ load }: { load: AlarmLoad }) {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { bins, from, to, asOf } = load;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that drawLoad reads
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = () => drawLoad(element, bins);
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [bins, theme]);
  const { peak } = loadFigures(load);
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const ticks = Array.from({ length: TICKS }, (_, i) => fromMs + (i / (TICKS - 1)) * (toMs - fromMs));
  return (
    <figure className="load-chart">
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('alarm.load.chart', { total: formatNumber(load.total), peak: formatNumber(peak) })}
      />
      <div className="load-ticks" aria-hidden="true">
        {ticks.map((ms) => (
          <span key={ms}>{formatTime(ms, Date.parse(asOf)).replace(/^(\d\d:\d\d):\d\d$/, '$1')}</span>
        ))}
      </div>
      <figcaption className="muted">
        {t('alarm.load.bands', { one: ALARM_BANDS.manageablePerBin, flood: ALARM_BANDS.floodPerBin })}
      </figcaption>
    </figure>
  );
}
