import { useTranslation } from 'react-i18next';
import type { RunningRound } from '../../../../core/contract/running-round.ts';
import { formatAge, formatClock, formatDistance, formatShare } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { NetMark } from '../../../ui/symbol.tsx';
import { mostLateSeconds, needOfRound, nextStopOf, openStraying } from './round-need.ts';

/** One round in the list: its unit, what is the matter, where it goes next, how far it is. */
export function RoundRow({ round, now }: { round: RunningRound; now: number }) {
  const { t } = useTranslation();
  const name = useName();
  const matter = useMatter(round, now);
  const { stops, drivenMetres, lengthMetres, knownAt } = round;
  const next = nextStopOf(round);
  const isHere = next?.arrivedAt !== null && next?.leftAt === null;
  const done = stops.filter(({ state }) => state === 'visited').length;
  const missed = stops.filter(({ state }) => state === 'missed').length;
  return (
    <>
      <NetMark net="street" />
      <b>{round.unitCode}</b>
      <span className={`row-state round-need-${needOfRound(round)}`}>{matter}</span>
      <small>
        {next
          ? t(isHere ? 'rounds.at' : 'rounds.next', {
              place: name(next),
              time: formatClock(Date.parse(next.arriveAt)).slice(0, 5),
            })
          : t('rounds.allDone')}
      </small>
      <small className="state">
        {[
          t('rounds.stopsDone', { done, of: stops.length }),
          ...(missed > 0 ? [t('rounds.missed', { n: missed })] : []),
          ...(drivenMetres === null
            ? []
            : [t('rounds.driven', { share: formatShare(drivenMetres, lengthMetres) })]),
          knownAt === null
            ? t('rounds.notHeard')
            : t('rounds.ago', { age: formatAge(now - Date.parse(knownAt)) }),
        ].join(' · ')}
      </small>
    </>
  );
}

/** What is the matter with a round, in a few words. */
export function useMatter(round: RunningRound, now: number): string {
  const { t } = useTranslation();
  const need = needOfRound(round);
  const age = (at: string) => formatAge(now - Date.parse(at));
  if (need === 'straying' || need === 'known') {
    const straying = openStraying(round) ?? round.strayings.find(({ goesOn }) => goesOn);
    if (!straying) return t(`rounds.need.${need}`);
    const words = straying.goesOn ? 'rounds.off' : 'rounds.wasOff';
    return t(words, { metres: formatDistance(straying.mostMetres), age: age(straying.fromAt) });
  }
  if (need === 'late') return t('rounds.late', { age: formatAge(mostLateSeconds(round) * 1000) });
  if (need === 'onCall') return t('rounds.onCall', { number: round.onCall?.number ?? '' });
  return t(`rounds.need.${need}`);
}
