import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../../core/contract/permission.ts';
import type { Plan } from '../../../../core/contract/plan.ts';
import { plansQuery } from '../../../api/plans.ts';
import { restorePlan } from '../../../api/publications.ts';
import { useSession } from '../../../api/session.ts';
import { formatDay } from '../../../ui/format.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { comparePlans } from '../compare/compare-plans.ts';
import { openDraft } from '../open-draft.ts';

/** The plans that are or were in force, the newest first; an earlier one can be brought back. */
export function PlanList() {
  const { t } = useTranslation();
  const { data: plans, error } = useQuery(plansQuery);
  return (
    <section className="panel-section" aria-labelledby="plan-published">
      <h3 className="panel-title" id="plan-published">
        {t('plan.published')}
      </h3>
      <ProblemNote error={error} />
      <ul className="plan-list">
        {plans?.toReversed().map((plan) => (
          <li key={plan.id}>
            <PlanLine plan={plan} inForceId={plans.find(({ isInForce }) => isInForce)?.id} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlanLine({ plan, inForceId }: { plan: Plan; inForceId: string | undefined }) {
  const { t } = useTranslation();
  const { role } = useSession().account;
  const onceKey = useOnceKey();
  const restore = useMutation({
    mutationFn: () => restorePlan(plan.id, plan.name, onceKey(plan.id)),
    onSuccess: (draft) => openDraft(draft.id),
  });
  const day = (instant: string) => formatDay(Date.parse(instant));
  const from = day(plan.effectiveFrom);
  return (
    <>
      <span className="plan-named">
        {plan.name}
        <small className="muted">
          {plan.effectiveUntil ? `${from} – ${day(plan.effectiveUntil)}` : t('compare.since', { at: from })}
        </small>
      </span>
      {inForceId && !plan.isInForce ? (
        <button
          type="button"
          className="link-button"
          aria-label={t('compare.planWith', { name: plan.name })}
          title={t('compare.withInForce')}
          onClick={() => comparePlans(plan.id, inForceId)}
        >
          {t('compare.start')}
        </button>
      ) : null}
      {plan.isInForce ? (
        <span className="plan-status in_force">{t('draft.status.in_force')}</span>
      ) : mayDo(role, 'approve_plan') ? (
        <button
          type="button"
          className="link-button"
          title={t('plan.restoreHint')}
          disabled={restore.isPending}
          onClick={() => restore.mutate()}
        >
          {t('plan.restore')}
        </button>
      ) : null}
      <ProblemNote error={restore.error} />
    </>
  );
}
