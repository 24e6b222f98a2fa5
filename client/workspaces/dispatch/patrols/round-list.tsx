import { useTranslation } from 'react-i18next';
import { type PatrolConflict, type PlannedRound, roundSpan } from '../../../../core/patrol/shift-plan.ts';
import { useLive } from '../../../live/use-live.ts';
import { formatAge, formatDistance, formatNumber } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { DrawRound } from './draw-round.tsx';
import { LeftOutList } from './left-out-list.tsx';
import { useOptimiser } from './optimise/optimiser.ts';
import { toneOf } from './patrol-picture.ts';
import { patrolStore, usePatrols } from './patrol-store.ts';
import type { RoundWays } from './round-ways.ts';
import { StopList } from './stop-list.tsx';
import { shiftTimes, useConflicts, useMayEdit, useWays } from './use-plan.ts';
import { useUnitCode } from './use-unit-code.ts';

/** The rounds of the open plan: what each covers; the one that is looked at with its stops. Below, what none of them covers and why. */
export function RoundList() {
  const { t } = useTranslation();
  const plan = usePatrols((state) => state.plan);
  const run = useOptimiser();
  const isBusy = run?.status === 'running' || run?.status === 'ground';
  const ways = useWays(plan, !isBusy);
  const conflicts = useConflicts(plan, ways);
  const mayEdit = useMayEdit();
  if (!plan) return null;
  return (
    <div className="panel-scroll patrols">
      {mayEdit ? <DrawRound plan={plan} /> : null}
      {plan.rounds.length === 0 ? <p className="note muted">{t('patrols.noRounds')}</p> : null}
      <ul className="patrol-rounds">
        {plan.rounds.map((round, at) => (
          <li key={round.unitId}>
            <RoundCard
              round={round}
              at={at}
              ways={ways[at]}
              conflicts={conflicts.filter((one) => one.round === at)}
              endMs={shiftTimes(plan).endMs}
            />
          </li>
        ))}
      </ul>
      <LeftOutList />
    </div>
  );
}

function RoundCard(props: {
  round: PlannedRound;
  at: number;
  ways: RoundWays | undefined;
  conflicts: readonly PatrolConflict[];
  endMs: number;
}) {
  const { t } = useTranslation();
  const { round, at, ways, conflicts, endMs } = props;
  const code = useUnitCode();
  const placeName = usePlaceName();
  const unit = useLive('units').get(round.unitId)?.properties;
  const isLookedAt = usePatrols((state) => state.at?.round === at);
  const isKept = usePatrols((state) => state.setup.kept.includes(round.unitId));
  const stays = round.stops.reduce((sum, { arriveMs, leaveMs }) => sum + leaveMs - arriveMs, 0);
  const span = ways && roundSpan(round, ways.legs);
  const places = new Set(round.stops.map(({ kind, placeId }) => `${kind}:${placeId}`)).size;
  return (
    <section className="patrol-round" aria-label={code(round.unitId)}>
      <button
        type="button"
        className="patrol-round-head"
        aria-expanded={isLookedAt}
        onClick={() => patrolStore.look(isLookedAt ? null : { round: at, stop: null })}
      >
        <i className={`patrol-swatch tone-${toneOf(at)}`} aria-hidden="true" />
        <b>{code(round.unitId)}</b>
        <span>
          {t('patrols.covers', { places: formatNumber(places), visits: formatNumber(round.stops.length) })}
        </span>
        <small>
          {[
            ...(unit
              ? [
                  t(`unitVehicle.${unit.vehicle}`),
                  t('patrols.crew', { n: unit.crewSize }),
                  placeName(unit.areaCode),
                ]
              : []),
            t('patrols.stayTime', { time: formatAge(stays) }),
            ...(ways ? [formatDistance(ways.metres)] : []),
            ...(span ? [t('patrols.slack', { time: formatAge(endMs - span[1]) })] : []),
            ...(isKept ? [t('patrols.isKept')] : []),
          ].join(' · ')}
        </small>
        {conflicts.length > 0 ? (
          <small className="tone-alert">{t('patrols.nConflicts', { n: conflicts.length })}</small>
        ) : null}
      </button>
      {isLookedAt ? <StopList round={round} at={at} ways={ways} conflicts={conflicts} /> : null}
    </section>
  );
}
