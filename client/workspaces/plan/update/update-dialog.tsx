import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../core/contract/draft.ts';
import type { DraftUpdate } from '../../../../core/contract/draft-update.ts';
import type { ClashChoice } from '../../../../core/plan/draft-vocabulary.ts';
import { draftUpdateQuery } from '../../../api/drafts.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { draftSession } from '../../../planning/draft-session.ts';
import { planning, usePlanning } from '../../../planning/planning.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import { formatTime } from '../../../ui/format.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { personName } from '../../../ui/person-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { submitBy } from '../../../ui/submit.ts';
import { Clashes } from './clashes.tsx';
import { PartList } from './part-list.tsx';

const NOW_EVERY_MS = 60_000;
const LONGEST_NAME = 120;
const close = () => planning.set({ isUpdating: false });

/** Brings the open draft onto the plan in force: shows what is taken, and asks whose grids hold where both changed a community. */
export function UpdateDialog() {
  const { t } = useTranslation();
  const draft = useDraft((state) => state.draft);
  const isOpen = usePlanning(({ isUpdating }) => isUpdating);
  if (!isOpen || !draft) return null;
  return (
    <Dialog title={t('plan.update.title')} className="update-dialog" onClose={close}>
      <Weighed draft={draft} />
    </Dialog>
  );
}

function Weighed({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(draftUpdateQuery(draft.id, `${draft.seq} ${draft.version}`));
  if (data) return <Form draft={draft} told={data} onStale={() => void refetch()} />;
  return (
    <div className="publish-form">
      {error ? (
        <ProblemNote error={error} onRetry={() => void refetch()} />
      ) : (
        <p role="status">{t('plan.update.weighing')}…</p>
      )}
    </div>
  );
}

function Form({ draft, told, onStale }: { draft: Draft; told: DraftUpdate; onStale: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const onceKey = useOnceKey();
  const pending = useDraft((state) => state.pending);
  const [choices, setChoices] = useState<ReadonlyMap<string, ClashChoice>>(new Map());
  const [asideName, setName] = useState(
    t('plan.update.asideName', { name: draft.name }).slice(0, LONGEST_NAME),
  );
  const clashes = told.parts.filter(({ state }) => state === 'clash');
  const chosen = clashes.flatMap(({ communities: [areaCode = ''] }) => {
    const choice = choices.get(areaCode);
    return choice ? [{ areaCode, choice }] : [];
  });
  const isAside = chosen.some(({ choice }) => choice === 'aside');
  const update = useMutation({
    mutationFn: () => {
      const input = {
        inForceId: told.inForce.id,
        choices: chosen,
        ...(isAside ? { asideName: asideName.trim() } : {}),
      };
      return draftSession.bringUp(input, onceKey([draft.id, draft.version, input]));
    },
    onSuccess: close,
    onError: onStale,
  });
  const isReady =
    chosen.length === clashes.length &&
    !(isAside && asideName.trim() === '') &&
    pending === 0 &&
    !update.isPending;
  return (
    <form className="publish-form" {...submitBy(() => isReady && update.mutate())}>
      <Since told={told} />
      <PartList
        title={t('plan.update.carried')}
        parts={told.parts.filter(({ state }) => state === 'carried')}
      />
      <PartList title={t('plan.update.same')} parts={told.parts.filter(({ state }) => state === 'same')} />
      {told.parts.length === 0 ? <p>{t('plan.update.nothing')}</p> : null}
      <Clashes told={told} clashes={clashes} choices={choices} onChange={setChoices} />
      {isAside ? (
        <label className="field" htmlFor={id}>
          {t('plan.update.asideAs')}
          <input
            id={id}
            value={asideName}
            maxLength={LONGEST_NAME}
            required
            onChange={({ target }) => setName(target.value)}
          />
        </label>
      ) : null}
      <p className="muted">{t('plan.update.undo')}</p>
      {update.isPending ? <p role="status">{t('plan.update.running')}…</p> : null}
      <ProblemNote error={update.error} />
      <FormEnd submit={t('plan.update.submit')} ready={isReady} onCancel={close} />
    </form>
  );
}

/** The plans that came into force since the draft began. */
function Since({ told: { since } }: { told: DraftUpdate }) {
  const { t } = useTranslation();
  const nowMs = useServerNow(NOW_EVERY_MS);
  return (
    <div>
      <p>{t('plan.update.since')}</p>
      <ul className="update-since">
        {since.map(({ id, name, at, by }) => (
          <li key={id}>
            {name}{' '}
            <small className="muted">
              {formatTime(Date.parse(at), nowMs)}
              {by === null ? null : ` · ${personName(t, by)}`}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}
