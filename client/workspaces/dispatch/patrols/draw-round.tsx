import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatrolPlaceOffer } from '../../../../core/contract/patrol-plan.ts';
import { toInt7 } from '../../../../core/geometry/integer.ts';
import { distanceMetres } from '../../../../core/geometry/metres.ts';
import { stopAfter } from '../../../../core/patrol/edit-rounds.ts';
import type { StopPlace } from '../../../../core/patrol/shift-plan.ts';
import { queryClient } from '../../../api/client.ts';
import { askPatrolWays, patrolPlacesQuery } from '../../../api/patrol-plans.ts';
import { useLive } from '../../../live/use-live.ts';
import { mapHost } from '../../../map/map-host.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { type OpenPlan, patrolStore, usePatrols } from './patrol-store.ts';
import { usePlaceQuestion } from './place-choice.tsx';
import { shiftTimes, useShiftUnits, vehicleOf } from './use-plan.ts';
import { useUnitCode } from './use-unit-code.ts';

const MINUTE_MS = 60_000;
/** A click so near a place means the place. */
const NEAR_METRES = 60;

/** Draws the round of a unit by clicks on the map, in their order; the way follows the roads. */
export function DrawRound({ plan }: { plan: OpenPlan }) {
  const { t } = useTranslation();
  const code = useUnitCode();
  const units = useLive('units');
  const drawing = usePatrols((state) => state.drawing);
  const stayMinutes = usePatrols((state) => state.setup.minStayMinutes);
  const within = usePatrols((state) => state.setup.within);
  const choices = useShiftUnits(plan.shift, within);
  const question = usePlaceQuestion();
  const [chosen, setChosen] = useState('');
  const [error, setError] = useState<unknown>(null);
  const unitId = chosen || (choices[0]?.id ?? '');
  const draw = async () => {
    setError(null);
    patrolStore.draw(unitId);
    const places = question
      ? (queryClient.getQueryData(patrolPlacesQuery(question).queryKey)?.places ?? [])
      : [];
    const unit = units.get(unitId);
    try {
      for (;;) {
        const point = await mapHost.pickPoint();
        if (!point || patrolStore.get().drawing !== unitId || !unit) break;
        await append(unitId, placeAt(point, places, t('patrols.point')), {
          vehicle: vehicleOf(units, { unitId, post: null, stops: [] }) ?? 'car',
          stayMs: stayMinutes * MINUTE_MS,
        });
      }
    } catch (failure) {
      setError(failure);
    }
    patrolStore.draw(null);
  };
  return (
    <section className="panel-section patrol-draw">
      <h3 className="panel-title">{t('patrols.draw')}</h3>
      {drawing === null ? (
        <div className="button-row">
          <select
            value={unitId}
            aria-label={t('patrols.drawFor')}
            onChange={({ target }) => setChosen(target.value)}
          >
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
      ) : (
        <p role="status" className="tone-ok">
          {t('patrols.drawing', { unit: code(drawing) })}
        </p>
      )}
      <ProblemNote error={error} />
    </section>
  );
}

/** The place near a point, or the point itself. */
function placeAt(
  { lng, lat }: { lng: number; lat: number },
  places: readonly PatrolPlaceOffer[],
  pointName: string,
): StopPlace {
  const metres = (place: PatrolPlaceOffer) =>
    distanceMetres(toInt7(lng), toInt7(lat), toInt7(place.lng), toInt7(place.lat));
  const near = places
    .filter((place) => metres(place) <= NEAR_METRES)
    .sort((a, b) => metres(a) - metres(b))[0];
  if (near) {
    const { kind, placeId, nameZh, nameEn } = near;
    return { kind, placeId, nameZh, nameEn, lng: near.lng, lat: near.lat };
  }
  const rounded = { lng: Math.round(lng * 1e7) / 1e7, lat: Math.round(lat * 1e7) / 1e7 };
  const name = `${pointName} ${rounded.lng.toFixed(4)}, ${rounded.lat.toFixed(4)}`;
  return { kind: 'points', placeId: crypto.randomUUID(), nameZh: name, nameEn: name, ...rounded };
}

/** Puts a place behind the last stop of a unit's round, when the unit can be there. */
async function append(
  unitId: string,
  place: StopPlace,
  { vehicle, stayMs }: { vehicle: NonNullable<ReturnType<typeof vehicleOf>>; stayMs: number },
): Promise<void> {
  const { plan } = patrolStore.get();
  if (!plan) return;
  const { startMs, atMs } = shiftTimes(plan);
  const found = plan.rounds.findIndex((one) => one.unitId === unitId);
  const round = plan.rounds[found] ?? { unitId, post: null, stops: [] };
  const last = round.stops.at(-1);
  let waySeconds = 0;
  if (last) {
    const points: [number, number][] = [last, place].map(({ lng, lat }) => [lng, lat]);
    const { legs } = await askPatrolWays({ vehicle, at: new Date(atMs).toISOString(), points });
    waySeconds = legs[0]?.seconds ?? 0;
  }
  const changed = {
    ...round,
    stops: [...round.stops, stopAfter(round, place, { startMs, waySeconds, stayMs })],
  };
  const now = patrolStore.get().plan;
  if (now?.key !== plan.key) return;
  const rounds =
    found < 0 ? [...now.rounds, changed] : now.rounds.map((one, at) => (at === found ? changed : one));
  const at = found < 0 ? rounds.length - 1 : found;
  patrolStore.change(rounds, { round: at, stop: changed.stops.length - 1 });
}
