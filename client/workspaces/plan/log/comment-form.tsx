import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftCommentInput } from '../../../../core/contract/draft.ts';
import type { Place } from '../../../../core/plan/plan.ts';
import { writeComment } from '../../../api/drafts.ts';
import { planning } from '../../../planning/planning.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { formatLngLat } from '../../../ui/format.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { focusFirst, submitBy } from '../../../ui/submit.ts';

const MOST_LETTERS = 500;

/** The words of a comment at the place that was pressed. */
export function CommentForm({ draftId, at }: { draftId: string; at: Place }) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  const onceKey = useOnceKey();
  const close = () => planning.set({ commentAt: null });
  const write = useMutation({
    mutationFn: (input: DraftCommentInput) => writeComment(draftId, input, onceKey(input)),
    onSuccess: close,
  });
  const [lng, lat] = [at.lng7 / 1e7, at.lat7 / 1e7];
  const isReady = text.trim() !== '' && !write.isPending;
  const submit = () => {
    if (isReady) write.mutate({ text: text.trim(), geometry: { type: 'Point', coordinates: [lng, lat] } });
  };
  return (
    <form className="comment-form" {...submitBy(submit)}>
      <label className="field" htmlFor={id}>
        {t('plan.comment.text', { place: formatLngLat(lng, lat) })}
        <textarea
          id={id}
          ref={focusFirst}
          rows={3}
          maxLength={MOST_LETTERS}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <ProblemNote error={write.error} />
      <FormEnd submit={t('plan.comment.write')} ready={isReady} onCancel={close} />
    </form>
  );
}
