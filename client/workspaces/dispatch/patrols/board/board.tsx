import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type PlannedRound, roundSpan } from '../../../../../core/patrol/shift-plan.ts';
import { formatClock } from '../../../../ui/format.ts';
import { useName } from '../../../../ui/named.ts';
import { useOptimiser } from '../optimise/optimiser.ts';
import { toneOf } from '../patrol-picture.ts';
import { type OpenPlan, patrolStore, usePatrols } from '../patrol-store.ts';
import type { RoundWays } from '../round-ways.ts';
import { shiftTimes, useConflicts, useMayEdit, useWays } from '../use-plan.ts';
import { useUnitCode } from '../use-unit-code.ts';
import { boardKey } from './board-keys.ts';
import { useStopDrag } from './stop-drag.ts';
import './board.css';

const HOUR_MS = 3_600_000;

/** The time axis of a plan: a row for each unit, its stops as bars over the shift, which are dragged to another time or unit. */
export function PatrolBoard() {
  const { t } = useTranslation();
  const plan = usePatrols((state) => state.plan);
  return (
    <section className="patrol-board" aria-label={t('patrols.board')}>
      {plan && plan.rounds.length > 0 ? (
        <Axis plan={plan} />
      ) : (
        <p className="note muted">{plan ? t('patrols.boardEmpty') : t('patrols.boardClosed')}</p>
      )}
    </section>
  );
}

function Axis({ plan }: { plan: OpenPlan }) {
  const { t } = useTranslation();
  const { startMs, endMs } = shiftTimes(plan);
  const run = useOptimiser();
  const isBusy = run?.status === 'running' || run?.status === 'ground';
  const ways = useWays(plan, !isBusy);
  const conflicts = useConflicts(plan, ways);
  const past = usePatrols((state) => state.past.length);
  const future = usePatrols((state) => state.future.length);
  const mayEdit = useMayEdit();
  const drag = useStopDrag(plan, mayEdit);
  const bad = useMemo(
    () => new Set(conflicts.map(({ round, stop }) => `${round} ${stop ?? ''}`)),
    [conflicts],
  );
  const hours = Array.from(
    { length: Math.round((endMs - startMs) / HOUR_MS) + 1 },
    (_, i) => startMs + i * HOUR_MS,
  );
  const shown = drag.rounds ?? plan.rounds;
  return (
    <>
      <header className="patrol-board-head">
        {mayEdit ? (
          <div className="button-row">
            <button type="button" className="button" disabled={past === 0} onClick={() => patrolStore.undo()}>
              {t('patrols.undo')} <kbd>Ctrl Z</kbd>
            </button>
            <button
              type="button"
              className="button"
              disabled={future === 0}
              onClick={() => patrolStore.redo()}
            >
              {t('patrols.redo')}
            </button>
          </div>
        ) : null}
        <p className="muted">{mayEdit ? t('patrols.boardKeys') : ''}</p>
        <p className={conflicts.length > 0 ? 'tone-alert' : 'tone-ok'} role="status">
          {conflicts.length > 0 ? t('patrols.nConflicts', { n: conflicts.length }) : t('patrols.noConflicts')}
        </p>
      </header>
      <div className="patrol-axis" ref={drag.axis}>
        <div className="patrol-hours" aria-hidden="true">
          {hours.map((ms) => (
            <span key={ms} style={{ left: `${((ms - startMs) / (endMs - startMs)) * 100}%` }}>
              {formatClock(ms).slice(0, 5)}
            </span>
          ))}
        </div>
        <ol className="patrol-rows">
          {shown.map((round, at) => (
            <Row
              key={round.unitId}
              round={round}
              at={at}
              plan={plan}
              ways={drag.rounds ? undefined : ways[at]}
              bad={bad}
              onPress={drag.press}
            />
          ))}
        </ol>
      </div>
    </>
  );
}

/** While a bar is dragged, only the rows that change are drawn anew. */
const Row = memo(function Row(props: {
  round: PlannedRound;
  at: number;
  plan: OpenPlan;
  ways: RoundWays | undefined;
  bad: ReadonlySet<string>;
  onPress: ReturnType<typeof useStopDrag>['press'];
}) {
  const { t } = useTranslation();
  const { round, at, plan, ways, bad, onPress } = props;
  const name = useName();
  const code = useUnitCode();
  const { startMs, endMs } = shiftTimes(plan);
  const looked = usePatrols((state) => (state.at?.round === at ? state.at : null));
  const mayEdit = useMayEdit();
  const share = (ms: number) => `${((ms - startMs) / (endMs - startMs)) * 100}%`;
  const span = ways && roundSpan(round, ways.legs);
  return (
    <li className={looked ? 'looked-at' : undefined} data-round={at}>
      <button
        type="button"
        className={`patrol-row-name ${bad.has(`${at} `) ? 'tone-alert' : ''}`}
        onClick={() => patrolStore.look({ round: at, stop: null })}
      >
        <i className={`patrol-swatch tone-${toneOf(at)}`} aria-hidden="true" />
        {code(round.unitId)}
      </button>
      <div className="patrol-track">
        {span ? (
          <i
            className="patrol-span"
            style={{ left: share(span[0]), width: `${((span[1] - span[0]) / (endMs - startMs)) * 100}%` }}
          />
        ) : null}
        {round.stops.map((stop, i) => {
          const label = t('patrols.bar', {
            n: i + 1,
            place: name(stop),
            from: formatClock(stop.arriveMs).slice(0, 5),
            to: formatClock(stop.leaveMs).slice(0, 5),
            unit: code(round.unitId),
          });
          return (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is where it stands; what is dragged keeps its focus by its place
              key={i}
              type="button"
              data-stop={`${at} ${i}`}
              className={`patrol-bar tone-${toneOf(at)} ${bad.has(`${at} ${i}`) ? 'bad' : ''}`}
              style={{
                left: share(stop.arriveMs),
                width: `${((stop.leaveMs - stop.arriveMs) / (endMs - startMs)) * 100}%`,
              }}
              aria-label={label}
              title={label}
              aria-pressed={looked?.stop === i}
              tabIndex={looked?.stop === i || (looked?.stop == null && i === 0) ? 0 : -1}
              onPointerDown={(event) => onPress(event, { round: at, stop: i })}
              onClick={() => patrolStore.look({ round: at, stop: i })}
              onKeyDown={(event) => {
                if (boardKey(event.nativeEvent, { round: at, stop: i }, mayEdit)) event.preventDefault();
              }}
            >
              {i + 1}
            </button>
          );
        })}
      </div>
    </li>
  );
});
