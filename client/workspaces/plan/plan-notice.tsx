import { useTranslation } from 'react-i18next';
import type { PlanRefusal } from '../../../core/plan/refusal.ts';
import { draftSession } from '../../planning/draft-session.ts';
import { useDraft } from '../../planning/use-draft.ts';
import { Icon } from '../../ui/icon.tsx';
import { usePlaceName } from '../../ui/place-name.ts';
import { useReasonText } from '../../ui/use-reason-text.ts';
import { flyToRefused } from './fly-to-grid.ts';

/** Why the last try was refused, over the map, with the way to what it is about. */
export function PlanNotice() {
  const refusal = useDraft((state) => state.refusal);
  return (
    <div className="plan-notice" role="status">
      {refusal ? <Refused refusal={refusal} /> : null}
    </div>
  );
}

function Refused({ refusal }: { refusal: PlanRefusal }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const textOf = useReasonText();
  const plan = useDraft((state) => state.plan);
  const code = refusal.grid === undefined ? undefined : plan?.grids.get(refusal.grid)?.code;
  const isSomewhere = [refusal.place, refusal.arc, refusal.node, code].some((one) => one !== undefined);
  return (
    <div className="plan-refusal">
      <Icon name="warning" />
      <p>
        {textOf(refusal)}
        {code ? <small className="muted"> {placeName(code)}</small> : null}
      </p>
      {isSomewhere ? (
        <button type="button" className="button" onClick={() => flyToRefused(refusal)}>
          {t('plan.show')}
        </button>
      ) : null}
      <button
        type="button"
        className="icon-button small"
        aria-label={t('app.close')}
        onClick={() => draftSession.refuse(null)}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
