import { useTranslation } from 'react-i18next';
import type { RunningRound, RunningStop } from '../../../../core/contract/running-round.ts';
import { formatAge, formatClock } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';

/** The stops of a round with what became of each. */
export function RoundStops({ round, now }: { round: RunningRound; now: number }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('rounds.stops')}>
      <h3>{t('rounds.stops')}</h3>
      <ol className="round-stops">
        {round.stops.map((stop, at) => (
          <Stop key={stop.id} stop={stop} number={at + 1} isNext={stop.id === round.nextStopId} now={now} />
        ))}
      </ol>
    </section>
  );
}

function Stop(props: { stop: RunningStop; number: number; isNext: boolean; now: number }) {
  const { stop, number, isNext, now } = props;
  const name = useName();
  const clock = (at: string) => formatClock(Date.parse(at)).slice(0, 5);
  return (
    <li aria-current={isNext ? 'step' : undefined}>
      <span className={`round-stop-mark stop-${stop.state}`}>{number}</span>
      <time dateTime={stop.arriveAt}>
        {clock(stop.arriveAt)}–{clock(stop.leaveAt)}
      </time>
      <b>{name(stop)}</b>
      <small className={`stop-${stop.state}`}>
        <StopText stop={stop} isNext={isNext} now={now} />
      </small>
    </li>
  );
}

function StopText({ stop, isNext, now }: { stop: RunningStop; isNext: boolean; now: number }) {
  const { t } = useTranslation();
  const { state, arrivedAt, leftAt, how, checkIn, lateSeconds, isShort, arriveAt } = stop;
  if (arrivedAt !== null) {
    const from = Date.parse(arrivedAt);
    const parts = [
      leftAt === null
        ? t('rounds.stop.here', { time: formatClock(from).slice(0, 5), age: formatAge(now - from) })
        : t('rounds.stop.was', {
            time: formatClock(from).slice(0, 5),
            age: formatAge(Date.parse(leftAt) - from),
          }),
      ...(lateSeconds > 0 ? [t('rounds.stop.cameLate', { age: formatAge(lateSeconds * 1000) })] : []),
      ...(isShort ? [t('rounds.stop.short')] : []),
      ...(how === 'hand' || how === 'qr' ? [t(`rounds.stop.${how}`)] : []),
      ...(how === 'geofence' && checkIn === 'qr' ? [t('rounds.stop.notScanned')] : []),
    ];
    return parts.join(' · ');
  }
  if (state === 'late') return t('rounds.stop.late', { age: formatAge(lateSeconds * 1000) });
  if (state === 'ahead' && isNext) {
    const aheadMs = Date.parse(arriveAt) - now;
    return t(aheadMs > 0 ? 'rounds.stop.next' : 'rounds.stop.due', { age: formatAge(Math.abs(aheadMs)) });
  }
  return t(`rounds.stop.${state === 'visited' ? 'ahead' : state}`);
}
