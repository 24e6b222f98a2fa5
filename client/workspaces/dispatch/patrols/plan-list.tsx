import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PatrolPlanSummary } from '../../../../core/contract/patrol-plan.ts';
import { SHIFTS } from '../../../../core/vocabulary.ts';
import { patrolPlansQuery } from '../../../api/patrol-plans.ts';
import { usePresentNow } from '../../../live/use-live.ts';
import { formatAge, formatNumber } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { setOf } from './open-plan.ts';
import { beginPlan, PATROL_KEYS } from './patrol-keys.tsx';
import { patrolStore, usePatrols } from './patrol-store.ts';
import { TemplateList } from './template-list.tsx';
import { useMayPlan } from './use-plan.ts';

const LOOK_MS = 5000;

/** The plans of a day's shift, and the way to a new one. */
export function PlanList() {
  const { t } = useTranslation();
  const { day, shift, error } = usePatrols((state) => state);
  const mayPlan = useMayPlan();
  return (
    <div className="panel-scroll patrols">
      <section className="panel-section">
        <input
          type="date"
          value={day}
          required
          aria-label={t('patrols.day')}
          onChange={({ target }) => target.value && patrolStore.setShift({ day: target.value })}
        />
        <Segmented
          label={t('patrols.shift')}
          choices={SHIFTS.map((value) => ({ value, label: t(`shiftName.${value}`) }))}
          value={shift}
          onChange={(value) => patrolStore.setShift({ shift: value })}
        />
        <ProblemNote error={error} />
        {mayPlan ? (
          <button type="button" className="button primary" onClick={beginPlan}>
            {t('patrols.new')} <kbd>⇧{PATROL_KEYS.begin}</kbd>
          </button>
        ) : (
          <p className="note muted">{t('patrols.readOnly')}</p>
        )}
      </section>
      <Plans />
      <TemplateList />
    </div>
  );
}

function Plans() {
  const { t } = useTranslation();
  const day = usePatrols((state) => state.day);
  const shift = usePatrols((state) => state.shift);
  const { data, error, refetch, isPending } = useQuery(patrolPlansQuery(day));
  const now = usePresentNow(LOOK_MS);
  const items = data?.items.filter((plan) => plan.shift === shift) ?? [];
  return (
    <section aria-label={t('patrols.plans')}>
      <h3 className="panel-title">
        {t('patrols.plans')}{' '}
        {data ? <span>{t('patrols.asOf', { age: formatAge(now - Date.parse(data.asOf)) })}</span> : null}
      </h3>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && !error ? <p className="note muted">{t('app.loading')}…</p> : null}
      {data && items.length === 0 ? <p className="note muted">{t('patrols.none')}</p> : null}
      <ul className="draft-list">
        {items.map((plan) => (
          <li key={plan.id}>
            <PlanRow plan={plan} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlanRow({ plan }: { plan: PatrolPlanSummary }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="draft-row" onClick={() => setOf(plan.id)}>
      <b>{plan.name}</b>
      <span className={`plan-status ${plan.state === 'issued' ? 'in_force' : plan.state}`}>
        {t(`patrols.state.${plan.state}`)}
      </span>
      <small>
        {t('patrols.size', { units: formatNumber(plan.unitIds.length), stops: formatNumber(plan.stops) })}
        {' · '}
        {(plan.state === 'issued' ? plan.issuedByName : plan.createdByName) ?? t('patrols.somebody')}
      </small>
    </button>
  );
}
