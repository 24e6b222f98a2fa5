import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { draftSession } from '../../planning/draft-session.ts';
import type { Conflict } from '../../planning/draft-state.ts';
import { settleConflict } from '../../planning/settle-conflict.ts';
import { useDraft } from '../../planning/use-draft.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNote, ProblemTold } from '../../ui/problem-note.tsx';
import { useReasonText } from '../../ui/use-reason-text.ts';
import { openDraft } from './open-draft.ts';

const CHOICES = ['again', 'fork', 'drop'] as const;

/** Steps of one's own that could not be kept, and what may become of them. */
export function ConflictDialog() {
  const conflict = useDraft((state) => state.conflict);
  return conflict ? <Choice conflict={conflict} /> : null;
}

function Choice({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const name = useDraft((state) => state.draft?.name ?? '');
  const settle = useMutation({
    mutationFn: (choice: (typeof CHOICES)[number]) =>
      settleConflict(draftSession, choice, t('plan.conflict.forkName', { name })),
    onSuccess: (fork) => fork && openDraft(fork),
  });
  return (
    // What was drawn is lost only when somebody says so.
    <Dialog title={t('plan.conflict.title')} className="conflict-dialog">
      <p>{t('plan.conflict.what', { n: formatNumber(conflict.steps.length) })}</p>
      <Why problem={conflict.problem} />
      <ul>
        {CHOICES.map((choice) => (
          <li key={choice}>
            <button
              type="button"
              className={choice === 'again' ? 'button primary' : 'button'}
              disabled={settle.isPending}
              onClick={() => settle.mutate(choice)}
            >
              {t(`plan.conflict.${choice}`)}
            </button>
            <small className="muted">{t(`plan.conflict.hint.${choice}`)}</small>
          </li>
        ))}
      </ul>
      <ProblemNote error={settle.error} />
    </Dialog>
  );
}

/** The reason alone where there is one: what is to be done follows. */
function Why({ problem }: Pick<Conflict, 'problem'>) {
  const textOf = useReasonText();
  const { reason, params = {} } = problem;
  if (!reason) return <ProblemTold problem={problem} />;
  return (
    <p className="tone-warn" role="alert">
      <Icon name="warning" size={14} /> {textOf({ reason, params })}
    </p>
  );
}
