import { useMemo } from 'react';
import { draftSession } from '../../../planning/draft-session.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { useBalance } from './balance-store.ts';
import { type Fate, fatesOf, isStale, type Outlook, outlookOf, type Review } from './review.ts';

/** The proposal with what follows from the draft as it is now. */
export interface ReviewNow extends Review {
  fates: readonly Fate[];
  isStale: boolean;
  outlook: Outlook;
}

export function useReview(): ReviewNow | null {
  const review = useBalance((state) => state.review);
  const steps = useDraft((state) => state.steps);
  const pending = useDraft((state) => state.pending);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is on its way changes with how much is
  return useMemo(() => {
    if (!review) return null;
    const fates = fatesOf(review, steps, (key) => draftSession.isOnItsWay(key));
    return {
      ...review,
      fates,
      isStale: isStale(review, steps),
      outlook: outlookOf(review.proposal, fates),
    };
  }, [review, steps, pending]);
}
