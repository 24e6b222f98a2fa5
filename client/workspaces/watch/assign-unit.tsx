import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../core/contract/incident.ts';
import { liveSet } from '../../live/live-set.ts';
import { useLive } from '../../live/use-live.ts';
import { formatDistance } from '../../ui/format.ts';
import { useName } from '../../ui/named.ts';
import { nearestUnits } from './nearest-units.ts';

const SHOWN = 6;

/** Free units, nearest first in a straight line; it says so, since roads are longer. */
export function AssignUnit(props: { incident: Incident; busy: boolean; onChoose: (unitId: string) => void }) {
  const { t } = useTranslation();
  const name = useName();
  const units = useLive('units');
  const incidents = useLive('incidents');
  const candidates = useMemo(
    () =>
      nearestUnits(
        props.incident.geometry.coordinates,
        units.values(),
        liveSet.positions,
        incidents.values(),
      ).slice(0, SHOWN),
    [props.incident, units, incidents],
  );
  if (candidates.length === 0) return <p className="muted">{t('watch.action.noUnit')}</p>;
  return (
    <div className="assign">
      <p className="muted">{t('watch.action.straightLine')}</p>
      <ul>
        {candidates.map(({ unit, metres }) => (
          <li key={unit.id}>
            <button
              type="button"
              ref={unit === candidates[0]?.unit ? focusOnce : undefined}
              disabled={props.busy}
              onClick={() => props.onChoose(unit.id)}
            >
              <b>{name(unit.properties)}</b>
              <span>{formatDistance(metres)}</span>
              <small>
                {unit.properties.code} · {t(`unitVehicle.${unit.properties.vehicle}`)} ·{' '}
                {t(`unitState.${unit.properties.state}`)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The list was asked for: Enter takes the nearest, Tab goes on. */
function focusOnce(button: HTMLButtonElement | null): void {
  if (button && !button.closest('ul')?.contains(document.activeElement)) button.focus();
}
