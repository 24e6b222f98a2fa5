import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../core/contract/draft.ts';
import { type Action, mayDo } from '../../../../core/contract/permission.ts';
import { useSession } from '../../../api/session.ts';
import { draftSession } from '../../../planning/draft-session.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { ReturnDialog } from './return-dialog.tsx';

type Act = 'submit' | 'approve' | 'publish' | 'return' | 'unschedule';

/** What leads a draft on from where it stands, and who may. */
const ACTS: Partial<Record<Draft['status'], readonly { act: Act; needs: Action }[]>> = {
  draft: [{ act: 'submit', needs: 'edit_plan' }],
  review: [
    { act: 'approve', needs: 'approve_plan' },
    { act: 'return', needs: 'approve_plan' },
  ],
  approved: [
    { act: 'publish', needs: 'approve_plan' },
    { act: 'return', needs: 'approve_plan' },
  ],
  scheduled: [{ act: 'unschedule', needs: 'approve_plan' }],
};

/** The buttons that lead the draft on; publishing and giving back ask first. */
export function StatusActs({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { role } = useSession().account;
  const pending = useDraft((state) => state.pending);
  const [asking, setAsking] = useState<Act | null>(null);
  const move = useMutation({ mutationFn: (act: Act) => draftSession.move(act) });
  const acts = (ACTS[draft.status] ?? []).filter(({ needs }) => mayDo(role, needs));
  const press = (act: Act) => (act === 'publish' || act === 'return' ? setAsking(act) : move.mutate(act));
  return (
    <>
      {acts.map(({ act }, at) => (
        <button
          key={act}
          type="button"
          className={at === 0 ? 'button primary' : 'button'}
          disabled={pending > 0 || move.isPending}
          title={pending > 0 ? t('plan.onTheirWay', { n: pending }) : t(`plan.act.hint.${act}`)}
          onClick={() => press(act)}
        >
          {t(`plan.act.${act}`)}
        </button>
      ))}
      <ProblemNote error={move.error} />
      {asking === 'publish' ? <PublishDialog onClose={() => setAsking(null)} /> : null}
      {asking === 'return' ? <ReturnDialog onClose={() => setAsking(null)} /> : null}
    </>
  );
}
