import { cityZone } from '../ui/city-zone.ts';
import { formatDay, formatTime } from '../ui/format.ts';
import { type Span, tickTimes } from './period-bins.ts';

const MOST_TICKS = 8;
const DAY_MS = 86_400_000;

/** Round times under a histogram. */
export function Ticks({ span }: { span: Span }) {
  const { times, stepMs } = tickTimes(span, MOST_TICKS, cityZone());
  return (
    <div className="timeline-ticks" aria-hidden="true">
      {times.map((ms) => (
        <span key={ms} style={{ left: `${((ms - span.fromMs) / (span.toMs - span.fromMs)) * 100}%` }}>
          {tickText(ms, stepMs)}
        </span>
      ))}
    </div>
  );
}

function tickText(ms: number, stepMs: number): string {
  const day = formatDay(ms);
  if (stepMs >= 28 * DAY_MS) return day.slice(0, 7);
  const time = formatTime(ms, ms).slice(0, 5);
  if (stepMs >= DAY_MS || time === '00:00') return day.slice(5);
  return time;
}
