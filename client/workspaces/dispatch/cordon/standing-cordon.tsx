import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cordon, CordonPosition } from '../../../../core/contract/cordon.ts';
import { type CordonAct, planQuery, useCordonAct } from '../../../api/cordons.ts';
import { useLive } from '../../../live/use-live.ts';
import { mapHost } from '../../../map/map-host.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { FormHead } from '../../../ui/form-head.tsx';
import { formatAge, formatClock, formatSpan } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { doneOf, heldOf, isLate, OWNER, openCordon } from './cordon-open.ts';
import { boxOf, cordonPicture } from './cordon-picture.ts';
import { usePlace } from './plan-view.tsx';
import { askedAgain, Suggestion } from './suggestion.tsx';

const back = (): void => openCordon(null);

/** A cordon: its positions by the time that is left, what is suggested now, and its end. */
export function StandingCordon({ cordon, now, may }: { cordon: Cordon; now: number; may: boolean }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const act = useCordonAct(cordon);
  const { state, setAt, stoodDownAt, areaCode, version } = cordon.properties;
  const isStanding = state === 'set';
  const plan = useQuery({
    ...planQuery(askedAgain(cordon), version),
    enabled: isStanding && may,
    placeholderData: keepPreviousData,
  });
  const shown = isStanding ? plan.data : undefined;
  const held = heldOf(cordon);
  const late = held.map((one) => (isLate(one, now) ? one.id : '')).join();
  // Drawn anew only when something has changed, not with the clock.
  useEffect(
    () => overPicture.set(OWNER, cordonPicture(cordon, new Set(late.split(',')), shown)),
    [cordon, late, shown],
  );
  useKeys({ Escape: back });
  return (
    <section className="inspector" aria-label={t('cordon.one')}>
      <FormHead title={placeName(areaCode)} onBack={back} />
      <div className="cordon-desk">
        <p className="cordon-place">
          <span>
            {stoodDownAt
              ? t('cordon.stoodDown', { time: formatClock(Date.parse(stoodDownAt)) })
              : `${t('cordon.setAgo', { age: formatAge(now - Date.parse(setAt)) })} · ${t('cordon.done', doneOf(cordon))}`}
          </span>
          <button
            type="button"
            className="icon-button"
            aria-label={t('cordon.fly')}
            title={t('cordon.fly')}
            onClick={() =>
              mapHost.flyTo({ bbox: boxOf([cordon.geometry, ...held.map(({ place }) => place)]) })
            }
          >
            <Icon name="fly" size={16} />
          </button>
        </p>
        <IncidentLine cordon={cordon} />
        {isStanding ? (
          <ol className="cordon-positions" aria-label={t('cordon.positions')}>
            {held.map((position) => (
              <PositionRow key={position.id} position={position} now={now} may={may} onAct={act.mutate} />
            ))}
          </ol>
        ) : null}
        <ProblemNote error={act.error} />
        {isStanding && may ? <Suggestion cordon={cordon} plan={plan} now={now} onAct={act.mutate} /> : null}
        {isStanding && may ? <StandDown held={held} isBusy={act.isPending} onAct={act.mutate} /> : null}
      </div>
    </section>
  );
}

function IncidentLine({ cordon }: { cordon: Cordon }) {
  const { t } = useTranslation();
  const incidents = useLive('incidents');
  const { incidentId } = cordon.properties;
  const incident = incidentId === null ? undefined : incidents.get(incidentId);
  return incident ? (
    <p className="muted">{t('cordon.atIncident', { number: incident.properties.number })}</p>
  ) : null;
}

function PositionRow(props: {
  position: CordonPosition;
  now: number;
  may: boolean;
  onAct: (act: CordonAct) => void;
}) {
  const { t } = useTranslation();
  const placeOf = usePlace();
  const { position, now, may, onAct } = props;
  const { id, unitCode, state, arrivesAt, dueAt, inPlaceAt, checkpointId } = position;
  const report = (closeCheckpoint: boolean) => onAct({ act: 'in_place', positionId: id, closeCheckpoint });
  const late = isLate(position, now);
  const unitState = useLive('units').get(position.unitId ?? '')?.properties.state;
  const isGone = unitState === 'off_duty' || unitState === 'unavailable';
  return (
    <li>
      <b>{unitCode ?? t('cordon.own')}</b>
      <span className={isGone || late ? 'tone-alert' : state === 'in_place' ? 'tone-ok' : ''}>
        {isGone
          ? t(`unitState.${unitState}`)
          : late
            ? t('cordon.overdue', { time: formatSpan(now - Date.parse(arrivesAt)) })
            : t(`cordon.state.${state === 'in_place' ? 'in_place' : 'sent'}`)}
      </span>
      <small>{placeOf(position)}</small>
      <small>
        {inPlaceAt
          ? t('cordon.inPlaceAt', { time: formatClock(Date.parse(inPlaceAt)) })
          : t('cordon.arrives', {
              time: formatClock(Date.parse(arrivesAt)),
              due: formatClock(Date.parse(dueAt)),
            })}
      </small>
      {may && state === 'sent' ? (
        <span className="button-row">
          <button type="button" className="button" onClick={() => report(false)}>
            {t('cordon.inPlace')}
          </button>
          {checkpointId ? (
            <button type="button" className="button" onClick={() => report(true)}>
              {t('cordon.inPlaceAndClose')}
            </button>
          ) : null}
        </span>
      ) : null}
    </li>
  );
}

function StandDown(props: {
  held: readonly CordonPosition[];
  isBusy: boolean;
  onAct: (act: CordonAct) => void;
}) {
  const { t } = useTranslation();
  const { held, isBusy, onAct } = props;
  const n = held.filter(({ unitId }) => unitId !== null).length;
  const checkpoints = held.filter(({ checkpointWas }) => checkpointWas !== null).length;
  return (
    <div className="cordon-set">
      <p className="muted">{t('cordon.standDownSays', { n, checkpoints })}</p>
      <button type="button" className="button" disabled={isBusy} onClick={() => onAct({ act: 'stand_down' })}>
        {t('cordon.standDown')}
      </button>
    </div>
  );
}
