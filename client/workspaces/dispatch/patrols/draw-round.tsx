import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatrolPlaceOffer } from '../../../../core/contract/patrol-plan.ts';
import { placeKey } from '../../../../core/patrol/shift-plan.ts';
import { patrolPlacesQuery } from '../../../api/patrol-plans.ts';
import { useLive } from '../../../live/use-live.ts';
import { mapHost } from '../../../map/map-host.ts';
import { useName } from '../../../ui/named.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { appendStop, placeAt } from './append-stop.ts';
import { type OpenPlan, patrolStore, usePatrols } from './patrol-store.ts';
import { usePlaceQuestion } from './place-choice.tsx';
import { useShiftUnits } from './use-plan.ts';
import { useUnitCode } from './use-unit-code.ts';

const MINUTE_MS = 60_000;

/** Draws the round of a unit by clicks on the map or from the list of places, in their order; the way follows the roads. */
export function DrawRound({ plan }: { plan: OpenPlan }) {
  const { t } = useTranslation();
  const code = useUnitCode();
  const drawing = usePatrols((state) => state.drawing);
  const lookedAt = usePatrols((state) => state.at && state.plan?.rounds[state.at.round]?.unitId);
  const within = usePatrols((state) => state.setup.within);
  const choices = useShiftUnits(plan, within);
  const [chosen, setChosen] = useState<string | null>(null);
  const unitId = lookedAt ?? chosen ?? choices[0]?.id ?? '';
  const { error, append } = useAppend(unitId);
  const places = useOffers();
  const draw = async () => {
    patrolStore.draw(unitId);
    for (;;) {
      const point = await mapHost.pickPoint();
      if (!point || patrolStore.get().drawing !== unitId) break;
      if (!(await append(placeAt(point, places, t('patrols.point'))))) break;
    }
    patrolStore.draw(null);
  };
  if (drawing !== null)
    return (
      <section className="panel-section">
        <p role="status" className="tone-ok">
          {t('patrols.drawing', { unit: code(drawing) })}
        </p>
      </section>
    );
  return (
    <section className="panel-section patrol-draw">
      <h3 className="panel-title">{t('patrols.draw')}</h3>
      <div className="button-row">
        <select
          value={unitId}
          aria-label={t('patrols.drawFor')}
          onChange={({ target }) => {
            setChosen(target.value);
            patrolStore.look(null);
          }}
        >
          {choices.some(({ id }) => id === unitId) ? null : <option value={unitId}>{code(unitId)}</option>}
          {choices.map(({ id, properties }) => (
            <option key={id} value={id}>
              {properties.code}
            </option>
          ))}
        </select>
        <button type="button" className="button" disabled={unitId === ''} onClick={() => void draw()}>
          {t('patrols.drawStart')}
        </button>
      </div>
      <PlaceList onAdd={append} disabled={unitId === ''} />
      <ProblemNote error={error} />
    </section>
  );
}

/** The same without the map: a place from the list. */
function PlaceList({
  onAdd,
  disabled,
}: {
  onAdd: ReturnType<typeof useAppend>['append'];
  disabled: boolean;
}) {
  const { t } = useTranslation();
  const name = useName();
  const places = useOffers();
  const [key, setKey] = useState('');
  const chosen = places.find((place) => placeKey(place) === key) ?? places[0];
  if (!chosen) return null;
  const { kind, placeId, nameZh, nameEn, lng, lat } = chosen;
  return (
    <div className="button-row">
      <select
        value={placeKey(chosen)}
        aria-label={t('patrols.addWhich')}
        onChange={({ target }) => setKey(target.value)}
      >
        {places.map((place) => (
          <option key={placeKey(place)} value={placeKey(place)}>
            {name(place)} · {t(`patrols.oneOf.${place.kind}`)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button"
        disabled={disabled}
        onClick={() => void onAdd({ kind, placeId, nameZh, nameEn, lng, lat })}
      >
        {t('patrols.add')}
      </button>
    </div>
  );
}

function useOffers(): readonly PatrolPlaceOffer[] {
  const { data } = useQuery(patrolPlacesQuery(usePlaceQuestion()));
  return data?.places ?? NONE;
}

const NONE: readonly PatrolPlaceOffer[] = [];

/** Puts places behind the last stop of a unit; false and `error` where that came to nothing. */
function useAppend(unitId: string) {
  const units = useLive('units');
  const stayMinutes = usePatrols((state) => state.setup.minStayMinutes);
  const [error, setError] = useState<unknown>(null);
  const vehicle = units.get(unitId)?.properties.vehicle;
  const append = async (place: Parameters<typeof appendStop>[1]): Promise<boolean> => {
    if (!vehicle) return false;
    setError(null);
    try {
      await appendStop(unitId, place, { vehicle, stayMs: stayMinutes * MINUTE_MS });
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    }
  };
  return { error, append };
}
