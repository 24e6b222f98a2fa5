import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../core/contract/draft.ts';
import { mayDo } from '../../../core/contract/permission.ts';
import { createDraft } from '../../api/drafts.ts';
import { useSession } from '../../api/session.ts';
import { draftSession } from '../../planning/draft-session.ts';
import { useDraft } from '../../planning/use-draft.ts';
import { useOnceKey } from '../../ui/once-key.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { openDraft } from './open-draft.ts';
import { StatusActs } from './publish/status-acts.tsx';

/** Where a draft can still be put away. */
const OPEN: readonly Draft['status'][] = ['draft', 'review', 'approved', 'scheduled'];

/** What may be done with the draft as a whole, by where it stands. */
export function NextAct() {
  const { t } = useTranslation();
  const { role } = useSession().account;
  const draft = useDraft((state) => state.draft);
  if (!draft) return null;
  const mayEdit = mayDo(role, 'edit_plan');
  return (
    <section className="next-act" aria-label={t('plan.next')}>
      <div className="button-row">
        <StatusActs draft={draft} />
        {mayEdit ? <Copy draft={draft} /> : null}
        {mayEdit && OPEN.includes(draft.status) ? <Withdraw /> : null}
      </div>
    </section>
  );
}

/** Another draft with the same borders: a second way to try things. */
function Copy({ draft: { id, name } }: { draft: Draft }) {
  const { t } = useTranslation();
  const pending = useDraft((state) => state.pending);
  const onceKey = useOnceKey();
  const copy = useMutation({
    mutationFn: () => {
      const input = { name: t('plan.copyName', { name }).slice(0, 120), fromId: id };
      return createDraft(input, onceKey(input));
    },
    onSuccess: (made) => openDraft(made.id),
  });
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={copy.isPending || pending > 0}
        onClick={() => copy.mutate()}
      >
        {t('plan.copy')}
      </button>
      <ProblemNote error={copy.error} />
    </>
  );
}

function Withdraw() {
  const { t } = useTranslation();
  const pending = useDraft((state) => state.pending);
  const [isSure, setSure] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => draftSession.move('withdraw'),
    onSettled: () => setSure(false),
  });
  if (!isSure)
    return (
      <>
        <button type="button" className="button" onClick={() => setSure(true)}>
          {t('plan.withdraw')}
        </button>
        <ProblemNote error={withdraw.error} />
      </>
    );
  return (
    <>
      <span>{t('plan.withdrawSure')}</span>
      <button
        type="button"
        className="button alert"
        disabled={withdraw.isPending || pending > 0}
        onClick={() => withdraw.mutate()}
      >
        {t('plan.withdraw')}
      </button>
      <button type="button" className="button" onClick={() => setSure(false)}>
        {t('app.cancel')}
      </button>
    </>
  );
}
