import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft, Lease } from '../../../../core/contract/draft.ts';
import { giveUpLease, patchDraft } from '../../../api/drafts.ts';
import { plansQuery } from '../../../api/plans.ts';
import { useSession } from '../../../api/session.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { formatClock } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { personName } from '../../../ui/person-name.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { focusFirst, submitBy } from '../../../ui/submit.ts';
import { comparePlans } from '../compare/compare-plans.ts';
import { UpdateNotice } from '../update/update-notice.tsx';
import { useMayEdit } from '../use-may-edit.ts';

/** What the open draft is called, where it stands and what it began from, and who holds what of it. */
export function DraftHead({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const leases = useDraft((state) => state.leases);
  return (
    <section className="panel-section draft-head" aria-label={t('plan.head')}>
      <DraftName draft={draft} />
      <p>
        <span className={`plan-status ${draft.status}`}>{t(`draft.status.${draft.status}`)}</span>{' '}
        {t(`plan.level.${draft.editLevel}`)}
      </p>
      <p className="muted">{t('plan.begunFrom', { name: draft.originName })}</p>
      <UpdateNotice draft={draft} />
      <CompareButton id={draft.id} />
      {leases.length > 0 ? (
        <ul className="lease-list" aria-label={t('plan.leases')}>
          {leases.map((lease) => (
            <li key={lease.communityCode}>
              <LeaseLine draftId={draft.id} lease={lease} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** What is on its way to the server would be missing in a comparison. */
function CompareButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const pending = useDraft((state) => state.pending);
  const { data: plans } = useQuery(plansQuery);
  const inForce = plans?.find(({ isInForce }) => isInForce);
  if (!inForce || inForce.id === id) return null;
  return (
    <button
      type="button"
      className="button"
      disabled={pending > 0}
      title={pending > 0 ? t('plan.onTheirWay', { n: pending }) : undefined}
      onClick={() => comparePlans(inForce.id, id)}
    >
      {t('compare.withInForce')}
    </button>
  );
}

function DraftName({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const [text, setText] = useState<string | null>(null);
  const rename = useMutation({
    mutationFn: (name: string) => patchDraft(draft, { name }),
    onSuccess: () => setText(null),
  });
  if (text === null)
    return (
      <h3 className="draft-name">
        {draft.name}
        {mayEdit ? (
          <button
            type="button"
            className="icon-button small"
            aria-label={t('plan.rename')}
            title={t('plan.rename')}
            onClick={() => setText(draft.name)}
          >
            <Icon name="edit" size={14} />
          </button>
        ) : null}
      </h3>
    );
  const name = text.trim();
  const submit = () => {
    if (name === draft.name) setText(null);
    else if (name) rename.mutate(name);
  };
  return (
    <form {...submitBy(submit)}>
      <div className="joined">
        <input
          ref={focusFirst}
          value={text}
          maxLength={120}
          aria-label={t('plan.new.name')}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setText(null);
          }}
        />
        <button type="submit" className="button" disabled={!name || rename.isPending}>
          {t('app.save')}
        </button>
      </div>
      <ProblemNote error={rename.error} />
    </form>
  );
}

function LeaseLine({ draftId, lease }: { draftId: string; lease: Lease }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { id } = useSession().account;
  const isOwn = lease.holder.id === id;
  const give = useMutation({ mutationFn: () => giveUpLease(draftId, lease.communityCode) });
  return (
    <>
      <span>
        {t('plan.lease', {
          who: isOwn ? t('plan.you') : personName(t, lease.holder.name),
          place: placeName(lease.communityCode),
          until: formatClock(Date.parse(lease.until)).slice(0, 5),
        })}
      </span>
      {isOwn ? (
        <button type="button" className="link-button" onClick={() => give.mutate()} disabled={give.isPending}>
          {t('plan.giveUp')}
        </button>
      ) : null}
      <ProblemNote error={give.error} />
    </>
  );
}
