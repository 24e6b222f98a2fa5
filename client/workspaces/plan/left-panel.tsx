import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../core/contract/permission.ts';
import { useSession } from '../../api/session.ts';
import { draftSession } from '../../planning/draft-session.ts';
import { useDraft } from '../../planning/use-draft.ts';
import { useView } from '../../state/view.ts';
import { ProblemTold } from '../../ui/problem-note.tsx';
import { PanelHead, SidePanel } from '../../ui/side-panel.tsx';
import { Desk } from './desk/desk.tsx';
import { DraftList } from './drafts/draft-list.tsx';
import { openDraft } from './open-draft.ts';

/** All drafts, or the tools for the one that is open. */
export function LeftPanel() {
  const { t } = useTranslation();
  const draftId = useView((view) => view.plan.draftId);
  const label = draftId === null ? t('plan.drafts') : t('plan.desk');
  return (
    <SidePanel side="left" label={label}>
      <PanelHead side="left">
        <h2>{label}</h2>
        {draftId === null ? null : <CloseDraft />}
      </PanelHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="panel-scroll plan-left" tabIndex={0} aria-label={label}>
        {draftId === null ? <DraftList /> : <OpenDraft id={draftId} />}
      </section>
    </SidePanel>
  );
}

function CloseDraft() {
  const { t } = useTranslation();
  const pending = useDraft((state) => state.pending);
  return (
    <button
      type="button"
      className="link-button"
      disabled={pending > 0}
      title={pending > 0 ? t('plan.onTheirWay', { n: pending }) : undefined}
      onClick={() => openDraft(null)}
    >
      {t('plan.allDrafts')}
    </button>
  );
}

function OpenDraft({ id }: { id: string }) {
  const { t } = useTranslation();
  const { role } = useSession().account;
  const status = useDraft((state) => state.status);
  const problem = useDraft((state) => state.problem);
  const draft = useDraft((state) => state.draft);
  if (status === 'failed' && problem)
    return (
      <ProblemTold problem={problem}>
        <button
          type="button"
          className="button"
          onClick={() => void draftSession.open(id, mayDo(role, 'edit_plan'))}
        >
          {t('app.retry')}
        </button>
      </ProblemTold>
    );
  if (!draft)
    return (
      <p className="note muted" role="status">
        {t('plan.opening')}…
      </p>
    );
  return <Desk draft={draft} />;
}
