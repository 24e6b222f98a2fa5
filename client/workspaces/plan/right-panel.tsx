import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftCommentsQuery } from '../../api/drafts.ts';
import { usePlanning } from '../../planning/planning.ts';
import { useDraft } from '../../planning/use-draft.ts';
import { useView } from '../../state/view.ts';
import { formatNumber } from '../../ui/format.ts';
import { PanelTabs, SidePanel } from '../../ui/side-panel.tsx';
import { GridsTab } from './grids/grids-tab.tsx';
import { CommentList } from './log/comment-list.tsx';
import { StepList } from './log/step-list.tsx';
import { CheckPanel } from './publish/check-panel.tsx';

const TABS = ['grids', 'steps', 'comments', 'check'] as const;
type Tab = (typeof TABS)[number];

/** The grids of the draft and what they carry; what was done; what was said of it. */
export function RightPanel() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('grids');
  const isWriting = usePlanning(({ commentAt }) => commentAt !== null);
  useEffect(() => {
    if (isWriting) setTab('comments');
  }, [isWriting]);
  return (
    <SidePanel side="right" label={t('plan.right')}>
      <PanelTabs side="right" label={t('plan.right')}>
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            className="plan-tab"
            aria-selected={one === tab}
            onClick={() => setTab(one)}
          >
            <TabName tab={one} />
          </button>
        ))}
      </PanelTabs>
      <div className="list-body" role="tabpanel" aria-label={t(`plan.tab.${tab}`)}>
        <Shown tab={tab} />
      </div>
    </SidePanel>
  );
}

function Shown({ tab }: { tab: Tab }) {
  if (tab === 'grids') return <GridsTab />;
  if (tab === 'steps') return <StepList />;
  return tab === 'comments' ? <CommentList /> : <CheckPanel />;
}

function TabName({ tab }: { tab: Tab }) {
  const { t } = useTranslation();
  const draftId = useView((view) => view.plan.draftId) ?? '';
  const grids = useDraft((state) => state.plan?.grids.size ?? 0);
  const steps = useDraft((state) => state.steps.length);
  const { data: comments } = useQuery({ ...draftCommentsQuery(draftId), enabled: draftId !== '' });
  const open = comments?.filter(({ settledAt }) => settledAt === null).length ?? 0;
  const count = { grids, steps, comments: open, check: null }[tab];
  return (
    <>
      {t(`plan.tab.${tab}`)} {count === null ? null : <span className="muted">{formatNumber(count)}</span>}
    </>
  );
}
