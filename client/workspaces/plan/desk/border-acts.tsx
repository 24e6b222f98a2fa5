import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lengthMetres } from '../../../../core/geometry/metres.ts';
import { type Arc, levelOfArc, type Plan, pointsIn } from '../../../../core/plan/plan.ts';
import { usePlanning } from '../../../planning/planning.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { useGridLabel } from '../../../planning/use-grid-label.ts';
import { formatDistance, formatNumber } from '../../../ui/format.ts';
import { NOTHING_CHANGES, TryButton } from '../try-button.tsx';

const TOLERANCES_METRES = [1, 2, 5, 10, 20, 50];
const USUAL_METRES = 5;

/** What can be done with the chosen border as a whole. */
export function BorderActs() {
  const { t } = useTranslation();
  const plan = useDraft((state) => state.plan);
  const id = usePlanning((state) => state.arc);
  const arc = id === null ? undefined : plan?.arcs.get(id);
  return (
    <section className="panel-section" aria-labelledby="plan-border">
      <h3 className="panel-title" id="plan-border">
        {t('plan.border')}
      </h3>
      {plan && arc && id !== null ? (
        <ChosenBorder plan={plan} arc={arc} id={id} />
      ) : (
        <p className="muted">{t('plan.chooseBorder')}</p>
      )}
    </section>
  );
}

function ChosenBorder({ plan, arc, id }: { plan: Plan; arc: Arc; id: number }) {
  const { t } = useTranslation();
  const labelOf = useGridLabel();
  const [toleranceMetres, setTolerance] = useState(USUAL_METRES);
  const points = pointsIn(arc.line);
  const sides = [arc.left, arc.right].map((side) => (side === null ? t('plan.outside') : labelOf(side)));
  return (
    <>
      <p>
        {t('plan.between', { a: sides[0], b: sides[1] })}{' '}
        <span className="muted">
          {formatDistance(lengthMetres(arc.line))} · {t('plan.points', { n: formatNumber(points) })} ·{' '}
          {t(`level.${levelOfArc(plan, arc)}`)}
        </span>
      </p>
      <div className="button-row">
        <TryButton
          label={t('plan.straighten')}
          operation={
            points > 2 ? { kind: 'straighten', arc: id, first: 0, last: points - 1 } : NOTHING_CHANGES
          }
        />
        <TryButton
          label={arc.isLocked ? t('plan.unlock') : t('plan.lock')}
          operation={{ kind: 'lock', isLocked: !arc.isLocked, arc: id }}
        />
      </div>
      <div className="button-row">
        <TryButton label={t('plan.simplify')} operation={{ kind: 'simplify', arc: id, toleranceMetres }} />
        <select
          className="short-select"
          aria-label={t('plan.tolerance')}
          value={toleranceMetres}
          onChange={({ target }) => setTolerance(Number(target.value))}
        >
          {TOLERANCES_METRES.map((metres) => (
            <option key={metres} value={metres}>
              {formatDistance(metres)}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
