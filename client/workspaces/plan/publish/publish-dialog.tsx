import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '../../../live/use-live.ts';
import { draftSession } from '../../../planning/draft-session.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { submitBy } from '../../../ui/submit.ts';
import { inputText, instantOfInput } from '../../../ui/wall-input.ts';
import { useCheck } from './use-check.ts';

const NOW_EVERY_MS = 60_000;

/** Puts the draft into force, now or at a time; only when nothing stands in the way. */
export function PublishDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const nowMs = useServerNow(NOW_EVERY_MS);
  const { data: check, error } = useCheck();
  const [when, setWhen] = useState('');
  const [note, setNote] = useState('');
  const publish = useMutation({
    mutationFn: () => {
      const ms = when === '' ? undefined : instantOfInput(when);
      return draftSession.move('publish', {
        note: note.trim(),
        ...(ms === undefined ? {} : { effectiveFrom: new Date(ms).toISOString() }),
      });
    },
    onSuccess: onClose,
  });
  const blockers = check?.blockers.length;
  const isReady = blockers === 0 && !publish.isPending;
  return (
    <Dialog title={t('plan.act.publish')} onClose={onClose}>
      <form className="publish-form" {...submitBy(() => isReady && publish.mutate())}>
        <ProblemNote error={error} />
        <p className={blockers ? 'tone-warn' : 'tone-ok'} role="status">
          {check === undefined
            ? `${t('plan.check.running')}…`
            : blockers
              ? t('plan.check.blocked', { n: formatNumber(blockers) })
              : t('plan.check.clear')}
        </p>
        {check ? <p>{t('plan.check.replaces', { name: check.replaces.name })}</p> : null}
        <label className="field" htmlFor={`${id}-when`}>
          {t('plan.act.when')}
          <input
            id={`${id}-when`}
            type="datetime-local"
            min={inputText(nowMs)}
            value={when}
            onChange={({ target }) => setWhen(target.value)}
          />
        </label>
        <label className="field" htmlFor={`${id}-note`}>
          {t('plan.new.note')}
          <textarea
            id={`${id}-note`}
            rows={2}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </label>
        {publish.isPending ? <p role="status">{t('plan.act.publishing')}…</p> : null}
        <ProblemNote error={publish.error} />
        <FormEnd
          submit={when === '' ? t('plan.act.publishNow') : t('plan.act.schedule')}
          ready={isReady}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
