import { useTranslation } from 'react-i18next';
import type { UnitDuty } from '../../core/contract/unit-duty.ts';
import { isOpenAssignment } from '../../core/incident/assignment.ts';
import { OWN_UNIT_STATES } from '../../core/incident/vocabulary.ts';
import type { Act } from './act.ts';

/** The state that the unit says it is in. */
export function StateCard({ duty, onAct }: { duty: UnitDuty; onAct: (act: Act) => void }) {
  const { t } = useTranslation();
  const { state, routeId } = duty.unit.properties;
  const isBusy = duty.assignment !== null && isOpenAssignment(duty.assignment);
  const offered = OWN_UNIT_STATES.filter((one) => one !== 'patrolling' || routeId !== null || state === one);
  return (
    <section className="card">
      <h3>{t('phone.state')}</h3>
      <div className="states">
        {offered.map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-pressed={state === one}
            disabled={state === one || (isBusy && one !== 'unavailable')}
            onClick={() => onAct({ kind: 'state', state: one })}
          >
            {t(`unitState.${one}`)}
          </button>
        ))}
      </div>
      {isBusy ? <p className="muted">{t('phone.stateHint')}</p> : null}
    </section>
  );
}
