import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftSession } from '../../../planning/draft-session.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { focusFirst, submitBy } from '../../../ui/submit.ts';

/** Gives the draft back to those who edit it, and says why. */
export function ReturnDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [reason, setReason] = useState('');
  const giveBack = useMutation({
    mutationFn: () => draftSession.move('return', { reason: reason.trim() }),
    onSuccess: onClose,
  });
  const isReady = reason.trim() !== '' && !giveBack.isPending;
  return (
    <Dialog title={t('plan.act.return')} onClose={onClose}>
      <form className="publish-form" {...submitBy(() => isReady && giveBack.mutate())}>
        <label className="field" htmlFor={id}>
          {t('plan.act.returnWhy')}
          <textarea
            id={id}
            ref={focusFirst}
            rows={3}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <ProblemNote error={giveBack.error} />
        <FormEnd submit={t('plan.act.return')} ready={isReady} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
