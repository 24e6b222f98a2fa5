import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useMapPicture } from '../../../../analysis/map-picture.ts';
import { useMapPress } from '../../../../analysis/map-press.ts';
import { useAnalysis } from '../../../../analysis/use-analysis.ts';
import { presentNow } from '../../../../live/present-now.ts';
import { useView } from '../../../../state/view.ts';
import { formatDay, formatNumber, formatTime } from '../../../../ui/format.ts';
import { RecordPanel } from '../../record/record-panel.tsx';
import { outdatedBy, whatCounts } from '../../what-counts.ts';
import { ClusterTable } from './cluster-table.tsx';
import { ClusterText } from './cluster-text.tsx';
import { GroupList } from './group-list.tsx';
import { NewLegend } from './new-legend.tsx';
import { newRecord } from './new-record.ts';
import { SEED } from './new-settings.ts';
import { newShapes } from './new-shapes.ts';
import { type NewState, newKey, newStore } from './new-store.ts';
import { pressCluster } from './press-cluster.ts';
import { RepeatTable } from './repeat-table.tsx';

/** A change of filter or parameters is waited for so long before the next run. */
const SETTLED_MS = 500;

/** What the scan found. It runs as soon as the incidents are there, and again when what it depends on has changed. */
export function NewResults() {
  const { t } = useTranslation();
  const state = useSyncExternalStore(newStore.subscribe, newStore.get);
  const key = useView(newKey);
  const theme = useView((view) => view.theme);
  const summary = useAnalysis('summary');
  const isReady = summary !== null;
  const counted = useMemo(() => (summary ? whatCounts(summary) : ''), [summary]);
  useEffect(() => {
    if (newStore.get().key === key) newStore.cancel();
    if (!isReady || newStore.get().key === key) return undefined;
    const soon = setTimeout(() => void newStore.run(), newStore.get().key === '' ? 0 : SETTLED_MS);
    return () => clearTimeout(soon);
  }, [isReady, key]);
  useEffect(() => newStore.cancel, []);
  const { findings, settings, selected, showsMild } = state;
  const shapes = useMemo(
    () => findings && settings && newShapes(findings, settings.cell, { selected, showsMild }, theme),
    [findings, settings, selected, showsMild, theme],
  );
  useMapPicture({ shapes });
  useMapPress((at) => pressCluster(state, at));
  const outdated = findings && outdatedBy(state, { key, counted });
  // In words it is of what is asked now.
  const made = useMemo(() => (outdated === 'asked' ? null : newRecord(state)), [outdated, state]);
  if (!isReady) return null;
  return (
    <div className="new-results" aria-busy={state.part !== null}>
      <Run state={state} outdated={outdated} />
      {findings && settings ? (
        findings.incidents === 0 ? (
          <p className="note">{t('analyse.new.none')}</p>
        ) : (
          <Findings state={{ ...state, findings, settings }} />
        )
      ) : null}
      <RecordPanel made={made} isRunning={state.part !== null || outdated !== null} />
    </div>
  );
}

export type Found = NewState & {
  findings: NonNullable<NewState['findings']>;
  settings: NonNullable<NewState['settings']>;
};

/** How far a run is, or how to start one. */
function Run({ state, outdated }: { state: NewState; outdated: ReturnType<typeof outdatedBy> }) {
  const { t } = useTranslation();
  const { part, failed, findings, madeAtMs } = state;
  if (part !== null)
    return (
      <div className="new-run" role="status">
        <span>{t('analyse.new.running')}</span>
        <progress value={part} max={1} aria-label={t('analyse.new.running')} />
        <button type="button" className="button" onClick={newStore.cancel}>
          {t('analyse.new.cancel')}
        </button>
      </div>
    );
  const note = failed
    ? t(failed === 'too_many' ? 'analyse.tooMany' : 'analyse.new.failed')
    : outdated
      ? t(`analyse.new.outdated.${outdated}`)
      : findings
        ? t('analyse.new.madeAt', { time: formatTime(madeAtMs, presentNow()) })
        : t('analyse.new.cancelled');
  return (
    <div className="new-run">
      <span className={failed ? 'tone-alert' : outdated ? 'tone-warn' : 'muted'}>{note}</span>
      <button type="button" className="button" onClick={() => void newStore.run()}>
        {t('analyse.new.run')}
      </button>
    </div>
  );
}

function Findings({ state }: { state: Found }) {
  const { t } = useTranslation();
  const { fromMs, toMs, days, incidents, scan } = state.findings;
  return (
    <>
      <p className="muted">
        {t('analyse.new.about', {
          from: formatDay(fromMs),
          to: formatDay(toMs - 1),
          days,
          n: formatNumber(incidents),
          places: scan === 'tooWide' ? '–' : formatNumber(scan.places),
          replications: scan === 'tooWide' ? 0 : formatNumber(scan.replications),
          seed: SEED,
        })}
      </p>
      <NewLegend />
      <h3>{t('analyse.new.clusters')}</h3>
      <ClusterText state={state} />
      <ClusterTable state={state} />
      <h3>{t('analyse.new.repeats')}</h3>
      <RepeatTable state={state} />
      <h3>{t('analyse.new.groups')}</h3>
      <GroupList state={state} />
    </>
  );
}
