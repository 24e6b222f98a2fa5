import { useTranslation } from 'react-i18next';
import type { PatrolConflict, PlannedRound, PlannedStop } from '../../../../core/patrol/shift-plan.ts';
import { formatAge, formatClock } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { conflictText } from './conflict-text.ts';
import { flyToPlace } from './fly-to-place.ts';
import { patrolStore, usePatrols } from './patrol-store.ts';
import { StopActs } from './stop-acts.tsx';
import { useUnitCode } from './use-unit-code.ts';
import { useWish } from './use-wish.ts';

/** A stop of a round: when, where, what is wrong with it; opened, what can be done with it. */
export function StopRow(props: {
  round: PlannedRound;
  stop: PlannedStop;
  at: { round: number; stop: number };
  isChosen: boolean;
  conflicts: readonly PatrolConflict[];
  waySeconds: number | null | undefined;
}) {
  const { t } = useTranslation();
  const name = useName();
  const code = useUnitCode();
  const rounds = usePatrols(({ plan }) => plan?.rounds ?? NONE);
  const { round, stop, at, isChosen, conflicts, waySeconds } = props;
  const wish = useWish(stop, round.unitId);
  const choose = () => {
    patrolStore.look(isChosen ? { round: at.round, stop: null } : at);
    if (!isChosen) flyToPlace(stop);
  };
  return (
    <>
      <button type="button" className="patrol-stop" aria-expanded={isChosen} onClick={choose}>
        <b>{at.stop + 1}</b>
        <span>
          {formatClock(stop.arriveMs).slice(0, 5)}–{formatClock(stop.leaveMs).slice(0, 5)}
        </span>
        <span className="patrol-stop-name">{name(stop)}</span>
        <small>
          {[
            t(`patrols.oneOf.${stop.kind}`),
            t('patrols.stayTime', { time: formatAge(stop.leaveMs - stop.arriveMs) }),
            ...(typeof waySeconds === 'number'
              ? [t('patrols.wayTime', { time: formatAge(waySeconds * 1000) })]
              : []),
            ...(wish ? [t(`patrols.wish.${wish}`)] : []),
          ].join(' · ')}
        </small>
      </button>
      {conflicts.map((one) => (
        <p key={one.kind} className="tone-alert patrol-stop-conflict">
          {conflictText(t, one, { rounds, code, name })}
        </p>
      ))}
      {isChosen ? <StopActs round={round} stop={stop} at={at} /> : null}
    </>
  );
}

const NONE: readonly PlannedRound[] = [];
