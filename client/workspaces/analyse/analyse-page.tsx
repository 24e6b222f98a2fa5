import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { analysisStore } from '../../analysis/analysis-store.ts';
import { useAnalysis } from '../../analysis/use-analysis.ts';
import { clearFilter } from '../../state/layers.ts';
import { useView, viewStore } from '../../state/view.ts';
import { formatNumber } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { ProblemTold } from '../../ui/problem-note.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { LeftPanel } from './left-panel.tsx';
import { ReportPaper } from './report/report-paper.tsx';
import { RightPanel } from './right-panel.tsx';
import { setAnalyse } from './set-analyse.ts';
import { SplitView } from './split/split-view.tsx';
import './analyse.css';

/** Questions about all incidents of the city's history, over the map of the Watch workspace, which stays where it is. */
export function AnalysePage() {
  useEffect(() => {
    // The whole history up to now: an instant of the past has no place here.
    if (viewStore.get().instant !== null) viewStore.set({ instant: null }, 'replace');
    return analysisStore.open();
  }, []);
  return (
    <>
      <SplitView />
      <AnalyseKeys />
      <LeftPanel />
      <RightPanel />
      <State />
      <BottomBar />
      <ReportPaper />
    </>
  );
}

function dropWindow(): void {
  setAnalyse({ window: null });
}

function AnalyseKeys() {
  const hasHours = useView((view) => view.analyse.hours.length > 0);
  const hasWindow = useView((view) => view.analyse.window !== null);
  useKeys({
    '\\': () => {
      clearFilter();
      if (hasHours) setAnalyse({ hours: [] }, 'replace');
    },
    Escape: hasWindow ? dropWindow : () => false,
  });
  return null;
}

/** How far the history has come, why it does not come, or that there is none. */
function State() {
  const { t } = useTranslation();
  const status = useAnalysis('status');
  const progress = useAnalysis('progress');
  const problem = useAnalysis('problem');
  const summary = useAnalysis('summary');
  if (status === 'failed' && problem)
    return (
      <div className="analyse-state">
        <ProblemTold problem={problem}>
          <button type="button" className="button" onClick={analysisStore.retry}>
            {t('app.retry')}
          </button>
        </ProblemTold>
      </div>
    );
  if (!summary)
    return (
      <p className="analyse-state note" role="status">
        {progress
          ? t('analyse.loading', { n: formatNumber(progress.loaded), total: formatNumber(progress.total) })
          : `${t('analyse.reading')}…`}
        {progress ? <progress value={progress.loaded} max={Math.max(1, progress.total)} /> : null}
      </p>
    );
  if (summary.history.total === 0)
    return (
      <p className="analyse-state note" role="status">
        {t('analyse.empty')}
      </p>
    );
  return null;
}
