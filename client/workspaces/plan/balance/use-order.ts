import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AdditiveMeasure } from '../../../../core/plan/balance/load-scale.ts';
import type { PlanBalanceOrder } from '../../../../core/plan/balance/plan-balance.ts';
import { rightsIn } from '../../../planning/draft-state.ts';
import { usePlanning } from '../../../planning/planning.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { useFigures } from '../../../planning/use-figures.ts';
import { formatNumber } from '../../../ui/format.ts';
import {
  type BalanceForm,
  balanceOrder,
  communitiesMeant,
  gridsIn,
  LIMIT_RANGES,
  MOST_GRIDS,
  type NumberLimit,
} from './balance-order.ts';
import { type BalanceState, useBalance } from './balance-store.ts';

/** What the form comes to on the draft as it is now. */
interface Ordered {
  communities: readonly string[];
  measure: AdditiveMeasure;
  /** In the communities. */
  dwellings: number;
  /** Null while something is in the way. */
  ready: { order: () => PlanBalanceOrder; told: NonNullable<BalanceState['told']> } | null;
  /** What is in the way, in words. */
  why: string | null;
}

export function useOrder(): Ordered {
  const { t } = useTranslation();
  const form = useBalance((state) => state.form);
  const plan = useDraft((state) => state.plan);
  const draft = useDraft((state) => state.draft);
  const pending = useDraft((state) => state.pending);
  const grids = usePlanning((state) => state.grids);
  const community = usePlanning((state) => state.community);
  const compared = usePlanning((state) => state.measure);
  const things = useFigures((state) => state.things);
  const now = useFigures((state) => state.now);
  const usual = compared === null || compared === 'responseSeconds' ? 'incidentsPerDay' : compared;
  const measure = form.measure ?? usual;
  const communities = plan
    ? communitiesMeant(form, plan, { grids, community, areaCode: draft?.areaCode ?? '' })
    : [];
  const ids = plan ? gridsIn(plan, communities) : [];
  const counted = ids.flatMap((id) => now.get(id)?.measures ?? []);
  const sum = (of: AdditiveMeasure) => counted.reduce((whole, one) => whole + one[of], 0);
  const dwellings = sum('dwellings');
  const total = sum(measure);
  const why =
    inTheWay(t, form, { grids: ids.length, counted: counted.length, pending }) ??
    (total === 0 ? t('plan.balance.nothing', { what: t(`plan.measure.${measure}`) }) : null);
  const ready =
    plan && things && why === null
      ? {
          order: () =>
            balanceOrder(form, { plan, rights: rightsIn(draft), communities, measure, things, dwellings }),
          told: { measure, mean: total / ids.length },
        }
      : null;
  return { communities, measure, dwellings, ready, why };
}

function inTheWay(
  t: TFunction,
  form: BalanceForm,
  { grids, counted, pending }: Record<'grids' | 'counted' | 'pending', number>,
): string | null {
  if (grids === 0) return t('plan.balance.choose');
  if (grids > MOST_GRIDS)
    return t('plan.balance.tooMany', { n: formatNumber(grids), maximum: formatNumber(MOST_GRIDS) });
  for (const name of Object.keys(LIMIT_RANGES) as NumberLimit[]) {
    const [minimum, maximum] = LIMIT_RANGES[name];
    if (!(form[name] >= minimum && form[name] <= maximum))
      return t('plan.balance.outOfRange', { what: t(`plan.balance.${name}`), minimum, maximum });
  }
  if (counted < grids) return t('plan.balance.notCounted');
  return pending > 0 ? t('plan.balance.saving') : null;
}
