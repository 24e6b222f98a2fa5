import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanOperation } from '../../../core/contract/draft.ts';
import type { Because } from '../../../core/contract/reason.ts';
import { draftSession } from '../../planning/draft-session.ts';
import { useDraft } from '../../planning/use-draft.ts';
import { reasonText } from '../../ui/reason-text.ts';

export const NOTHING_CHANGES: { refusal: Because } = { refusal: { reason: 'nothing_changes', params: {} } };

/** An act on the open draft; one that can not be done now says why, on the button and when it is pressed all the same. `operation`: what it does, or why there is nothing to do. */
export function TryButton(props: { label: string; operation: PlanOperation | { refusal: Because } }) {
  const { t } = useTranslation();
  const { label, operation } = props;
  const why = useWhyNot(operation);
  const press = () => {
    if ('refusal' in operation) draftSession.refuse(operation.refusal);
    else draftSession.act(operation);
  };
  return (
    <button
      type="button"
      className="button"
      aria-disabled={why ? true : undefined}
      title={why ? reasonText(t, why) : undefined}
      onClick={press}
    >
      {label}
    </button>
  );
}

function useWhyNot(operation: PlanOperation | { refusal: Because }): Because | null {
  const plan = useDraft((state) => state.plan);
  const key = JSON.stringify(operation);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the operation is told by its text, and what it would make by the plan
  return useMemo(() => {
    if ('refusal' in operation) return operation.refusal;
    const tried = draftSession.tried(operation);
    return tried && 'refusal' in tried ? tried.refusal : null;
  }, [plan, key]);
}
