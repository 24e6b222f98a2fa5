import { useEffect } from 'react';
import { mayDo } from '../../../core/contract/permission.ts';
import { useSession } from '../../api/session.ts';
import { draftSession } from '../../planning/draft-session.ts';
import { figuresStore } from '../../planning/figures-store.ts';
import { followDraft } from '../../planning/follow-draft.ts';
import { planning } from '../../planning/planning.ts';
import { useDraft } from '../../planning/use-draft.ts';
import { useView, viewStore } from '../../state/view.ts';
import { balanceStore } from './balance/balance-store.ts';
import { BottomBar } from './bottom-bar.tsx';
import { ComparePage } from './compare/compare-page.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { DragNoteView } from './drag-note.tsx';
import { LeftPanel } from './left-panel.tsx';
import { useCommentMarks } from './log/comment-list.tsx';
import { PlanKeys } from './plan-keys.tsx';
import { PlanNotice } from './plan-notice.tsx';
import { RightPanel } from './right-panel.tsx';
import { ToolKeys } from './tool-keys.tsx';
import { UpdateDialog } from './update/update-dialog.tsx';
import './plan.css';
import './desk/desk.css';
import './grids/grids.css';
import './balance/balance.css';
import './log/log.css';
import './publish/publish.css';
import './update/update.css';

/** Borders of grids redrawn in drafts, over the map of the Watch workspace, which stays where it is. */
export function PlanPage() {
  useEffect(() => {
    // A draft begins from how the city is now.
    if (viewStore.get().instant !== null) viewStore.set({ instant: null }, 'replace');
  }, []);
  const compare = useView((view) => view.plan.compare);
  const isComparing = compare !== null;
  useEffect(() => {
    if (isComparing) return;
    const stops = [followDraft(), figuresStore.start(), balanceStore.followDraft()];
    return () => {
      for (const stop of stops) stop();
    };
  }, [isComparing]);
  useOpenDraft();
  useCommentMarks();
  const isOpen = useDraft(({ status }) => status === 'open');
  if (compare) return <ComparePage compare={compare} />;
  return (
    <>
      <PlanKeys />
      <ToolKeys />
      <LeftPanel />
      {isOpen ? <RightPanel /> : null}
      <PlanNotice />
      <DragNoteView />
      <ConflictDialog />
      <UpdateDialog />
      {isOpen ? <BottomBar /> : null}
    </>
  );
}

/** Opens the draft that the address names. Steps on their way keep it open while another workspace is in front. */
function useOpenDraft(): void {
  const { role } = useSession().account;
  const draftId = useView((view) => view.plan.draftId);
  const isEditor = mayDo(role, 'edit_plan');
  useEffect(() => {
    planning.reset();
    if (draftId === null) draftSession.close();
    else void draftSession.open(draftId, isEditor);
  }, [draftId, isEditor]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (draftSession.get().pending > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      if (draftSession.get().pending === 0) draftSession.close();
    };
  }, []);
}
