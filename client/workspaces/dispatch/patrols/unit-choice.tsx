import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { levelOfCode } from '../../../../core/contract/area-code.ts';
import { areaNamesQuery } from '../../../api/areas.ts';
import { formatNumber } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { MOST_UNITS, patrolStore, usePatrols } from './patrol-store.ts';
import { useShiftUnits } from './use-plan.ts';

/** In which area is planned, and for which of its units. */
export function UnitChoice() {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const plan = usePatrols((state) => state.plan);
  const { within, without } = usePatrols((state) => state.setup);
  const units = useShiftUnits(plan, within);
  const chosen = units.filter(({ id }) => !without.includes(id));
  const toggle = (id: string) =>
    patrolStore.setSetup({
      without: without.includes(id) ? without.filter((one) => one !== id) : [...without, id],
    });
  return (
    <section className="panel-section">
      <h3 className="panel-title">
        {t('patrols.units')} <span>{formatNumber(chosen.length)}</span>
      </h3>
      <AreaChoice />
      {units.length === 0 ? <p className="tone-warn">{t('patrols.noUnits')}</p> : null}
      {chosen.length > MOST_UNITS ? (
        <p className="tone-warn">{t('patrols.tooManyUnits', { n: MOST_UNITS })}</p>
      ) : null}
      <details>
        <summary>
          {t('patrols.whichUnits', { n: formatNumber(chosen.length), of: formatNumber(units.length) })}
        </summary>
        <div className="button-row">
          <button type="button" className="link-button" onClick={() => patrolStore.setSetup({ without: [] })}>
            {t('patrols.all')}
          </button>
          <button
            type="button"
            className="link-button"
            onClick={() => patrolStore.setSetup({ without: units.map(({ id }) => id) })}
          >
            {t('patrols.noneOfThem')}
          </button>
        </div>
        <ul className="patrol-units">
          {units.map(({ id, properties }) => (
            <li key={id}>
              <label className="check">
                <input type="checkbox" checked={!without.includes(id)} onChange={() => toggle(id)} />
                <b>{properties.code}</b>
                <small>
                  {t(`unitVehicle.${properties.vehicle}`)} · {t('patrols.crew', { n: properties.crewSize })} ·{' '}
                  {placeName(properties.areaCode)}
                </small>
              </label>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function AreaChoice() {
  const { t } = useTranslation();
  const name = useName();
  const { data } = useQuery(areaNamesQuery);
  const within = usePatrols((state) => state.setup.within);
  const areas = [...(data?.values() ?? [])].filter(({ code }) => {
    const level = levelOfCode(code);
    return level === 'district' || level === 'street';
  });
  areas.sort((a, b) => (a.code < b.code ? -1 : 1));
  return (
    <select
      value={within ?? ''}
      aria-label={t('patrols.area')}
      onChange={({ target }) => patrolStore.setSetup({ within: target.value || null })}
    >
      <option value="">{t('patrols.wholeScope')}</option>
      {areas.map((area) => (
        <option key={area.code} value={area.code}>
          {levelOfCode(area.code) === 'street' ? '　' : ''}
          {name(area)}
        </option>
      ))}
    </select>
  );
}
