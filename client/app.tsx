import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../core/contract/account.ts';
import { mayDo } from '../core/contract/permission.ts';
import { queryClient } from './api/client.ts';
import { followLog } from './api/follow-log.ts';
import { reportLatency } from './api/latency.ts';
import { sessionQuery } from './api/session.ts';
import { liveSet, presentSet } from './live/live-set.ts';
import { PastBar } from './past/past-bar.tsx';
import { pastStore } from './past/past-store.ts';
import { ConnectionBanner } from './shell/connection-banner.tsx';
import { Failure } from './shell/failure.tsx';
import { ShellKeys } from './shell/shell-keys.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import { useView } from './state/view.ts';
import { type Load, Loaded } from './ui/loaded.tsx';
import { ProblemNote } from './ui/problem-note.tsx';
import { useWallMap, useWallText } from './wall/use-wall-text.ts';
import { RightPanel } from './workspaces/watch/right-panel.tsx';
import { WatchPage } from './workspaces/watch/watch-page.tsx';

const loadImportPage: Load = async () => (await import('./workspaces/import/import-page.tsx')).ImportPage;

const loadAnalysePage: Load = async () => (await import('./workspaces/analyse/analyse-page.tsx')).AnalysePage;

const loadPlanPage: Load = async () => (await import('./workspaces/plan/plan-page.tsx')).PlanPage;

const loadDispatchPage: Load = async () => {
  const { DispatchPage } = await import('./workspaces/dispatch/dispatch-page.tsx');
  return () => <DispatchPage lists={<RightPanel />} />;
};

/** Signed in or not; below that, everything has a session. The address stays as it is through a sign-in. */
export function App() {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  return (
    <Failure>
      {error ? (
        <div className="centre">
          <ProblemNote error={error} onRetry={() => void refetch()} />
        </div>
      ) : session === undefined ? (
        <Loading />
      ) : session === null ? (
        <SignInPage />
      ) : session.account.role === 'unit' ? (
        <ToUnitPage />
      ) : (
        <Workspace session={session} key={session.account.id} />
      )}
    </Failure>
  );
}

/** The account of a unit has a page of its own. */
function ToUnitPage() {
  useEffect(() => location.replace('/unit'), []);
  return <Loading />;
}

function Workspace({ session }: { session: Session }) {
  const workspace = useView((view) => view.workspace);
  const mode = useView((view) => view.mode);
  const isPast = useView((view) => view.instant !== null);
  const wallText = useWallText();
  useWallMap(wallText);
  useEffect(() => {
    liveSet.start();
    pastStore.start();
    const stopReporting = reportLatency();
    const stopFollowing = presentSet.subscribe('ground', () => void queryClient.invalidateQueries());
    const stopLog = followLog();
    return () => {
      stopLog();
      stopReporting();
      stopFollowing();
      pastStore.stop();
      liveSet.stop();
    };
  }, []);
  const importing = workspace === 'import' && mayDo(session.account.role, 'import');
  return (
    <div
      className={`shell ${mode} ${isPast ? 'past' : ''}`}
      style={wallText === null ? undefined : ({ '--wall-text': `${wallText}px` } as CSSProperties)}
    >
      <TopBar />
      <PastBar />
      <ConnectionBanner />
      <ShellKeys />
      <WatchPage hidden={importing}>
        {workspace === 'analyse' && mode === 'desk' ? (
          <Loaded key="analyse" load={loadAnalysePage} fallback={<Loading />} />
        ) : workspace === 'plan' && mode === 'desk' ? (
          <Loaded key="plan" load={loadPlanPage} fallback={<Loading />} />
        ) : workspace === 'dispatch' && mode === 'desk' ? (
          <Loaded key="dispatch" load={loadDispatchPage} fallback={<Loading />} />
        ) : null}
      </WatchPage>
      {importing ? <Loaded load={loadImportPage} fallback={<Loading />} /> : null}
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div className="centre muted" role="status">
      {t('app.loading')}…
    </div>
  );
}
