import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { retimeRound } from '../../../../core/patrol/edit-rounds.ts';
import { type PatrolConflict, type PlannedRound, placeKey } from '../../../../core/patrol/shift-plan.ts';
import { useLive } from '../../../live/use-live.ts';
import { CodesButton } from './codes/codes-button.tsx';
import { patrolStore, usePatrols } from './patrol-store.ts';
import { type RoundWays, roundWays } from './round-ways.ts';
import { StopRow } from './stop-row.tsx';
import { TurnList } from './turn-list.tsx';
import { shiftTimes, useMayEdit, vehicleOf } from './use-plan.ts';
import { useUnitCode } from './use-unit-code.ts';

interface Props {
  round: PlannedRound;
  at: number;
  ways: RoundWays | undefined;
  conflicts: readonly PatrolConflict[];
}

/** The stops of a round in their order, and what can be done with each. */
export function StopList({ round, at, ways, conflicts }: Props) {
  const { t } = useTranslation();
  const plan = usePatrols((state) => state.plan);
  const chosen = usePatrols((state) => state.at?.stop ?? null);
  const isKept = usePatrols((state) => state.setup.kept.includes(round.unitId));
  const [hasTurns, setTurns] = useState(false);
  const units = useLive('units');
  const mayEdit = useMayEdit();
  const code = useUnitCode();
  if (!plan) return null;
  const { startMs, atMs } = shiftTimes(plan);
  const retime = () => {
    if (!ways) return;
    const timed = retimeRound(round, ways.legs, startMs);
    patrolStore.change(
      plan.rounds.map((one, i) => (i === at ? timed : one)),
      { round: at, stop: chosen },
    );
  };
  const showTurns = () => {
    const vehicle = vehicleOf(units, round);
    if (!hasTurns && ways?.steps === null && vehicle) roundWays.askAgain(round, vehicle, atMs);
    setTurns(!hasTurns);
  };
  return (
    <>
      <div className="button-row patrol-round-acts">
        {mayEdit ? (
          <>
            <button
              type="button"
              className="button"
              aria-pressed={isKept}
              title={t('patrols.keepHint')}
              onClick={() => patrolStore.keep(round.unitId)}
            >
              {t('patrols.keep')}
            </button>
            <button
              type="button"
              className="button"
              disabled={!ways}
              title={t('patrols.retimeHint')}
              onClick={retime}
            >
              {t('patrols.retime')}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => patrolStore.change(plan.rounds.filter((_, i) => i !== at))}
            >
              {t('patrols.removeRound')}
            </button>
          </>
        ) : null}
        <button type="button" className="button" aria-pressed={hasTurns} onClick={showTurns}>
          {t('patrols.turns')}
        </button>
        <CodesButton title={code(round.unitId)} stops={round.stops} isSaved={plan.saved !== null} />
      </div>
      <ol className="patrol-stops">
        {round.stops.map((stop, i) => (
          <li key={stop.id ?? `${placeKey(stop)} ${stop.arriveMs}`}>
            <StopRow
              round={round}
              stop={stop}
              at={{ round: at, stop: i }}
              isChosen={chosen === i}
              conflicts={conflicts.filter((one) => one.stop === i)}
              waySeconds={ways?.legs[i]}
            />
            {hasTurns ? (
              <TurnList steps={ways?.steps?.[round.post ? i : i - 1]} isAsked={ways?.steps === null} />
            ) : null}
          </li>
        ))}
      </ol>
    </>
  );
}
