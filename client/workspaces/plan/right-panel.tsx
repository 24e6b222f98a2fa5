import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { draftCommentsQuery } from '../../api/drafts.ts';
import { PLAN_TABS, type PlanTab, planning, usePlanning } from '../../planning/planning.ts';
import { useDraft } from '../../planning/use-draft.ts';
import { BALANCE_KEY } from '../../state/key-table.ts';
import { useView } from '../../state/view.ts';
import { formatNumber } from '../../ui/format.ts';
import { PanelTabs, SidePanel, WordTab } from '../../ui/side-panel.tsx';
import { BalanceTab } from './balance/balance-tab.tsx';
import { GridsTab } from './grids/grids-tab.tsx';
import { CommentList } from './log/comment-list.tsx';
import { StepList } from './log/step-list.tsx';
import { CheckPanel } from './publish/check-panel.tsx';

/** The grids of the draft and what they carry; proposals to even them; what was done; what was said of it; whether it can be published. */
export function RightPanel() {
  const { t } = useTranslation();
  const tab = usePlanning((state) => state.tab);
  const isWriting = usePlanning(({ commentAt }) => commentAt !== null);
  useEffect(() => {
    if (isWriting) planning.set({ tab: 'comments' });
  }, [isWriting]);
  return (
    <SidePanel side="right" label={t('plan.right')}>
      <PanelTabs side="right" label={t('plan.right')}>
        {PLAN_TABS.map((one) => (
          <WordTab
            key={one}
            isSelected={one === tab}
            onSelect={() => planning.set({ tab: one })}
            {...(one === 'balance' ? { shortcut: { key: BALANCE_KEY, name: t('plan.balance.title') } } : {})}
          >
            <TabName tab={one} />
          </WordTab>
        ))}
      </PanelTabs>
      <div className="list-body" role="tabpanel" aria-label={t(`plan.tab.${tab}`)}>
        <Shown tab={tab} />
      </div>
    </SidePanel>
  );
}

function Shown({ tab }: { tab: PlanTab }) {
  if (tab === 'grids') return <GridsTab />;
  if (tab === 'balance') return <BalanceTab />;
  if (tab === 'steps') return <StepList />;
  return tab === 'comments' ? <CommentList /> : <CheckPanel />;
}

function TabName({ tab }: { tab: PlanTab }) {
  const { t } = useTranslation();
  const draftId = useView((view) => view.plan.draftId) ?? '';
  const steps = useDraft((state) => state.steps.length);
  const { data: comments } = useQuery({ ...draftCommentsQuery(draftId), enabled: draftId !== '' });
  const open = comments?.filter(({ settledAt }) => settledAt === null).length ?? 0;
  const count = { grids: 0, balance: 0, steps, comments: open, check: 0 }[tab];
  return (
    <>
      {t(`plan.tab.${tab}`)} {count === 0 ? null : <span className="muted">{formatNumber(count)}</span>}
    </>
  );
}
