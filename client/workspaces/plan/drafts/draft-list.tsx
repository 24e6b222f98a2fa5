import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../core/contract/draft.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { draftsQuery } from '../../../api/drafts.ts';
import { plansQuery } from '../../../api/plans.ts';
import { useSession } from '../../../api/session.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { formatNumber, formatTime } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { comparePlans } from '../compare/compare-plans.ts';
import { openDraft } from '../open-draft.ts';
import { NewDraft } from './new-draft.tsx';
import { PlanList } from './plan-list.tsx';

const NOW_EVERY_MS = 60_000;

/** The plans in the making, and the form of a new one. */
export function DraftList() {
  const { t } = useTranslation();
  const { role } = useSession().account;
  const { data: drafts, error, refetch } = useQuery({ ...draftsQuery, refetchInterval: NOW_EVERY_MS });
  const [isAsking, setAsking] = useState(false);
  const mayEdit = mayDo(role, 'edit_plan');
  if (isAsking) return <NewDraft drafts={drafts ?? []} onEnd={() => setAsking(false)} />;
  return (
    <>
      <div className="panel-section plan-new">
        {mayEdit ? (
          <button type="button" className="button primary" onClick={() => setAsking(true)}>
            {t('plan.new.title')}
          </button>
        ) : (
          <p className="muted">{t('plan.lookOnly')}</p>
        )}
      </div>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {drafts === undefined && !error ? <p className="note muted">{t('app.loading')}…</p> : null}
      {drafts?.length === 0 ? <p className="note muted">{t('plan.noDrafts')}</p> : null}
      <ul className="draft-list" aria-label={t('plan.drafts')}>
        {drafts?.map((draft) => (
          <li key={draft.id}>
            <DraftButton draft={draft} />
            <CompareDraft draft={draft} />
          </li>
        ))}
      </ul>
      <PlanList />
    </>
  );
}

function CompareDraft({ draft: { id, name } }: { draft: Draft }) {
  const { t } = useTranslation();
  const { data: plans } = useQuery(plansQuery);
  const inForce = plans?.find(({ isInForce }) => isInForce);
  if (!inForce) return null;
  return (
    <button
      type="button"
      className="link-button"
      aria-label={t('compare.draftWith', { name })}
      title={t('compare.withInForce')}
      onClick={() => comparePlans(inForce.id, id)}
    >
      {t('compare.start')}
    </button>
  );
}

function DraftButton({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const nowMs = useServerNow(NOW_EVERY_MS);
  const who = draft.createdBy ? personName(t, draft.createdBy.name) : t('app.unknown');
  return (
    <button type="button" className="draft-row" onClick={() => openDraft(draft.id)}>
      <b>{draft.name}</b>
      <span className={`plan-status ${draft.status}`}>{t(`draft.status.${draft.status}`)}</span>
      <small>
        {who} · {formatTime(Date.parse(draft.updatedAt), nowMs)} ·{' '}
        {t('plan.steps', { n: formatNumber(draft.steps) })}
      </small>
      {draft.note ? <small className="draft-note">{draft.note}</small> : null}
    </button>
  );
}
