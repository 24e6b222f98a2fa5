import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type {
  Cordon,
  CordonPlanAnswer,
  CordonPosition,
  PlannedPosition,
} from '../../../../core/contract/cordon.ts';
import type { Asked, CordonAct } from '../../../api/cordons.ts';
import { formatAge } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { heldOf } from './cordon-open.ts';
import { Gaps, usePlace } from './plan-view.tsx';

interface Props {
  cordon: Cordon;
  plan: UseQueryResult<CordonPlanAnswer>;
  now: number;
  onAct: (act: CordonAct) => void;
}

/** The plan as it would be now; a person applies it. */
export function Suggestion({ cordon, plan: { data, error, refetch, isFetching }, now, onAct }: Props) {
  const { t } = useTranslation();
  const placeOf = usePlace();
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className="muted">{t('cordon.planning')}</p>;
  const { sent, closed, freed, opened } = changesOf(heldOf(cordon), data.plan.positions);
  const isSame = sent.length + closed.length + freed.length + opened.length === 0;
  return (
    <section className="cordon-again" aria-label={t('cordon.again')}>
      <h3>
        {t('cordon.again')}{' '}
        <small className="muted">{t('cordon.asOf', { age: formatAge(now - Date.parse(data.asOf)) })}</small>
      </h3>
      {data.plan.gaps.length > 0 ? (
        <>
          <p className="tone-alert">{t('cordon.replanGaps', { n: data.plan.gaps.length })}</p>
          <Gaps gaps={data.plan.gaps} />
        </>
      ) : (
        <p className="tone-ok">{t('cordon.replanTight')}</p>
      )}
      {isSame ? (
        <p className="muted">{t('cordon.replanSame')}</p>
      ) : (
        <ul>
          {sent.map((one) => (
            <li key={one.unit?.id}>
              {t('cordon.sendTo', { code: one.unit?.code ?? '', place: placeOf(one) })}
            </li>
          ))}
          {closed.map((one) => (
            <li key={one.checkpointId}>{t('cordon.closeToo', { place: placeOf(one) })}</li>
          ))}
          {freed.map((one) => (
            <li key={one.id}>{t('cordon.freeUnit', { code: one.unitCode ?? '' })}</li>
          ))}
          {opened.map((one) => (
            <li key={one.id}>{t('cordon.openAgain', { place: placeOf(one) })}</li>
          ))}
        </ul>
      )}
      <div className="button-row">
        {isSame ? null : (
          <button
            type="button"
            className="button primary"
            onClick={() => onAct({ act: 'change', plan: data.plan })}
          >
            {t('cordon.apply')}
          </button>
        )}
        <button type="button" className="button" disabled={isFetching} onClick={() => void refetch()}>
          {t('cordon.replan')}
        </button>
      </div>
    </section>
  );
}

/** What a plan would change: units sent elsewhere, checkpoints closed too, units freed, checkpoints no longer needed. */
function changesOf(held: readonly CordonPosition[], planned: readonly PlannedPosition[]) {
  const placeOf = (one: { checkpointId: string | null; nodeId: number | null }): string =>
    `${one.checkpointId ?? one.nodeId}`;
  const isNow = new Set(held.map((one) => `${placeOf(one)} ${one.unitId}`));
  const fresh = planned.filter((one) => !isNow.has(`${placeOf(one)} ${one.unit?.id ?? null}`));
  const units = new Set(planned.flatMap(({ unit }) => unit?.id ?? []));
  const own = new Set(planned.flatMap((one) => (one.unit === null ? placeOf(one) : [])));
  return {
    sent: fresh.filter(({ unit }) => unit !== null),
    closed: fresh.filter(({ unit }) => unit === null),
    freed: held.filter(({ unitId }) => unitId !== null && !units.has(unitId)),
    opened: held.filter((one) => one.unitId === null && !own.has(placeOf(one))),
  };
}

/** What is asked to plan a cordon that stands anew; a ring stays where it was set. */
export function askedAgain({ id, geometry, properties }: Cordon): Asked {
  const { incidentId, sinceAt, travel, slow, fast, directionDegrees, exits, marginSeconds } = properties;
  const ringMinutes = exits === 'ring' ? 1 : null;
  const speeds = { slow, fast, directionDegrees };
  return {
    cordonId: id,
    place: geometry,
    incidentId,
    sinceAt,
    travel,
    ...speeds,
    exits,
    marginSeconds,
    ringMinutes,
  };
}
