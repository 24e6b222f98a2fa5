import { useTranslation } from 'react-i18next';
import { communityOf } from '../../../../core/contract/area-code.ts';
import type { PlanOperation } from '../../../../core/contract/draft.ts';
import type { Because } from '../../../../core/contract/reason.ts';
import { polygonsOf } from '../../../../core/plan/faces.ts';
import type { Plan } from '../../../../core/plan/plan.ts';
import { codesAnew } from '../../../../core/plan/renumber.ts';
import { usePlanning } from '../../../planning/planning.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { NOTHING_CHANGES, TryButton } from '../try-button.tsx';
import { useGridPlace } from '../use-grid-place.ts';

/** What can be done with the chosen grid and its community as a whole. */
export function GridActs() {
  const { t } = useTranslation();
  const plan = useDraft((state) => state.plan);
  const grid = usePlanning((state) => state.grids[0]);
  return (
    <section className="panel-section" aria-labelledby="plan-grid">
      <h3 className="panel-title" id="plan-grid">
        {t('plan.grid')}
      </h3>
      {plan && grid && plan.grids.has(grid) ? (
        <ChosenGrid plan={plan} id={grid} />
      ) : (
        <p className="muted">{t('plan.chooseGrid')}</p>
      )}
    </section>
  );
}

function ChosenGrid({ plan, id }: { plan: Plan; id: string }) {
  const { t } = useTranslation();
  const placeOf = useGridPlace();
  const { code = '', isLocked = false, isMultipart = false } = plan.grids.get(id) ?? {};
  const community = communityOf(code);
  const isCommunityLocked = plan.lockedCommunities.has(community);
  return (
    <>
      <p>{placeOf(id)}</p>
      <div className="button-row">
        <TryButton
          label={isLocked ? t('plan.unlockGrid') : t('plan.lockGrid')}
          operation={{ kind: 'lock', isLocked: !isLocked, grid: id }}
        />
        <TryButton
          label={isCommunityLocked ? t('plan.unlockCommunity') : t('plan.lockCommunity')}
          operation={{ kind: 'lock', isLocked: !isCommunityLocked, community }}
        />
        <TryButton
          label={isMultipart ? t('plan.forbidParts') : t('plan.allowParts')}
          operation={{ kind: 'allowParts', grid: id, isMultipart: !isMultipart }}
        />
        <TryButton label={t('plan.renumber')} operation={renumbering(plan, community)} />
      </div>
    </>
  );
}

/** Codes anew for all grids of a community, in the order of the standard; or why not. */
function renumbering(plan: Plan, community: string): PlanOperation | { refusal: Because } {
  const own = [...plan.grids].filter(([, { code }]) => code.startsWith(community));
  const numbered = codesAnew(
    community,
    own.map(([id]) => polygonsOf(plan, id) ?? []),
    plan.retiredCodes,
  );
  if ('refusal' in numbered) return numbered;
  const codes = own.flatMap(([id, { code }], at): [string, string][] => {
    const next = numbered.codes[at];
    return next === undefined || next === code ? [] : [[id, next]];
  });
  return codes.length === 0 ? NOTHING_CHANGES : { kind: 'renumber', codes };
}
