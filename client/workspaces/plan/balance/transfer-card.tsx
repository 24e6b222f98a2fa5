import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { communityOf } from '../../../../core/contract/area-code.ts';
import type { PlanStep } from '../../../../core/plan/balance/plan-steps.ts';
import type { PlanRefusal } from '../../../../core/plan/refusal.ts';
import { draftSession } from '../../../planning/draft-session.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { useGridLabel } from '../../../planning/use-grid-label.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { reasonText } from '../../../ui/reason-text.ts';
import { useMayEdit } from '../use-may-edit.ts';
import { balanceStore, useBalance } from './balance-store.ts';
import { flyToTransfer } from './fly-to-transfer.ts';
import { openUpTo } from './review.ts';
import type { ReviewNow } from './use-review.ts';

/** The transfer that is looked at: which, whether it can be made now, and what may be done with it. */
export function TransferCard({ review, isRunning }: { review: ReviewNow; isRunning: boolean }) {
  const { t } = useTranslation();
  const { proposal, at, fates } = review;
  const step = proposal.steps[at];
  if (!step) return null;
  const count = proposal.steps.length;
  const title = t('plan.balance.transfer', { n: at + 1, all: count });
  const look = (to: number) => {
    const next = proposal.steps[to];
    if (!next) return;
    balanceStore.look(to);
    flyToTransfer(next, 'if away');
  };
  return (
    <section className="balance-card" aria-label={title}>
      <h3>
        {title} <span className="muted">{t(`plan.balance.fate.${fates[at] ?? 'open'}`)}</span>
      </h3>
      <Between step={step} />
      <div className="button-row">
        <button type="button" className="button" disabled={at === 0} onClick={() => look(at - 1)}>
          {t('plan.balance.previous')}
        </button>
        <button type="button" className="button" disabled={at + 1 >= count} onClick={() => look(at + 1)}>
          {t('plan.balance.next')}
        </button>
        <button type="button" className="button" onClick={() => flyToTransfer(step, 'always')}>
          {t('plan.show')}
        </button>
      </div>
      {isRunning ? (
        <p className="muted">{t('plan.balance.waits')}</p>
      ) : (
        <Decide review={review} step={step} />
      )}
      <p className="muted balance-key">{t('plan.balance.outlines')}</p>
    </section>
  );
}

function Between({ step }: { step: PlanStep }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const plan = useDraft((state) => state.plan);
  const labelOf = useGridLabel();
  const [from, to] = [labelOf(step.from), labelOf(step.to)];
  const code = plan?.grids.get(step.to)?.code;
  return (
    <p>
      {t('plan.balance.gives', { from, to })}
      {code ? <small className="muted"> {placeName(communityOf(code))}</small> : null}
    </p>
  );
}

function Decide({ review, step }: { review: ReviewNow; step: PlanStep }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const { at, fates } = review;
  const isAccepting = useBalance((state) => state.isAccepting);
  const fate = fates[at] ?? 'open';
  const why = useWhyNot(step, fate !== 'accepted' && mayEdit);
  const upTo = openUpTo(fates, at);
  const isEarlierOpen = upTo.some((one) => one < at);
  if (!mayEdit) return <p className="muted">{t('plan.lookOnly')}</p>;
  return (
    <>
      {why ? (
        <p className="tone-warn" role="status">
          {reasonText(t, why)} {isEarlierOpen ? t('plan.balance.needsEarlier') : ''}
        </p>
      ) : null}
      <div className="button-row">
        <button
          type="button"
          className="button primary"
          disabled={fate === 'accepted' || why !== null || isAccepting}
          title={why ? reasonText(t, why) : undefined}
          onClick={() => balanceStore.accept(at)}
        >
          {t('plan.balance.accept')}
        </button>
        <button
          type="button"
          className="button"
          disabled={upTo.length === 0 || isAccepting}
          onClick={() => void balanceStore.acceptUpTo(at)}
        >
          {t('plan.balance.acceptUpTo', { n: upTo.length })}
        </button>
        <button
          type="button"
          className="button"
          disabled={fate === 'accepted' || isAccepting}
          onClick={() => balanceStore.skip(at, fate !== 'skipped')}
        >
          {fate === 'skipped' ? t('plan.balance.takeUp') : t('plan.balance.skip')}
        </button>
      </div>
    </>
  );
}

/** Why a transfer can not be made on the draft as it is now. */
function useWhyNot({ operation }: PlanStep, isAsked: boolean): PlanRefusal | null {
  const plan = useDraft((state) => state.plan);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is tried on the plan
  return useMemo(() => {
    const tried = isAsked ? draftSession.tried(operation) : null;
    return tried && 'refusal' in tried ? tried.refusal : null;
  }, [plan, operation, isAsked]);
}
