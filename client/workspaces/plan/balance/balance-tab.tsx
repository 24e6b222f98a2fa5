import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { planPicture } from '../../../planning/plan-picture.ts';
import { useMayEdit } from '../use-may-edit.ts';
import { BalanceFigures } from './balance-figures.tsx';
import { BalanceConditions } from './balance-form.tsx';
import { balanceStore, useBalance } from './balance-store.ts';
import { RunNote } from './run-note.tsx';
import { TransferCard } from './transfer-card.tsx';
import { TransferList } from './transfer-list.tsx';
import { useReview } from './use-review.ts';

/** Proposals to even the grids of communities: what is wanted, the search, and the transfers to be gone through one by one. */
export function BalanceTab() {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const run = useBalance((state) => state.run);
  const review = useReview();
  const [isChanging, setChanging] = useState(false);
  useMovingOnMap();
  const isFormShown = isChanging || !run;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="balance" tabIndex={0} aria-label={t('plan.balance.title')}>
      {mayEdit ? null : <p className="muted balance-part">{t('plan.lookOnly')}</p>}
      <BalanceConditions
        isOpen={isFormShown}
        onOpen={() => setChanging(true)}
        onStart={() => setChanging(false)}
      />
      {run ? <RunNote run={run} isStale={review?.isStale ?? false} hasProposal={review !== null} /> : null}
      {review && !isFormShown ? (
        <>
          <BalanceFigures review={review} />
          <TransferList review={review} />
          <TransferCard review={review} isRunning={run?.status === 'running'} />
        </>
      ) : null}
    </section>
  );
}

/** Shows the transfer under the pointer, or the one that is looked at, on the map. */
function useMovingOnMap(): void {
  const step = useBalance(({ review, hovered }) => review?.proposal.steps[hovered ?? review.at]);
  useEffect(() => {
    planPicture.set({
      moving: step ? { ring: step.operation.line, from: step.from, to: step.to } : null,
    });
  }, [step]);
  useEffect(
    () => () => {
      balanceStore.hover(null);
      planPicture.set({ moving: null });
    },
    [],
  );
}
