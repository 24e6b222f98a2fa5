import { useTranslation } from 'react-i18next';
import { INCIDENT_TYPES, NETS, PRIORITIES } from '../../../core/vocabulary.ts';
import type { AnalysisSummary } from '../../analysis/analysis-protocol.ts';
import { useAnalysis } from '../../analysis/use-analysis.ts';
import { useView } from '../../state/view.ts';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { PanelHead, SidePanel } from '../../ui/side-panel.tsx';
import { priorityKey } from '../../ui/words/graded.ts';
import { AreaTable } from './area-table.tsx';
import { BarChart } from './bar-chart.tsx';
import { ExportLinks } from './export-links.tsx';
import { HourMatrix } from './hour-matrix.tsx';
import { NotesPanel } from './notes/notes-panel.tsx';
import { questionOf } from './question-of.ts';
import { ReportButtons } from './report/report-buttons.tsx';

/** What comes out: the result of the question, then who, when and where the incidents that count are. */
export function RightPanel() {
  const { t } = useTranslation();
  const { key, Results } = useView((view) => questionOf(view.analyse.question));
  const summary = useAnalysis('summary');
  return (
    <SidePanel side="right" label={t('analyse.right')}>
      <PanelHead side="right">
        <h2>{t('analyse.right')}</h2>
      </PanelHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="panel-scroll analyse-results" tabIndex={0} aria-label={t('analyse.right')}>
        <section className="panel-section" aria-labelledby="analyse-result">
          <h3 className="panel-title" id="analyse-result">
            {t(`analyse.question.${key}`)}
          </h3>
          {summary ? <Selected summary={summary} /> : null}
          <Results key={key} />
          {summary ? <ExportLinks /> : null}
          {summary ? <ReportButtons /> : null}
        </section>
        <NotesPanel />
        {summary ? (
          <>
            <HourMatrix counts={summary.hours} />
            <Charts summary={summary} />
            <AreaTable summary={summary} />
          </>
        ) : null}
      </section>
    </SidePanel>
  );
}

function Selected({ summary: { selected, history, days } }: { summary: AnalysisSummary }) {
  const { t } = useTranslation();
  return (
    <p className="analyse-selected" data-selected={selected}>
      <b>{formatNumber(selected)}</b>{' '}
      {t('analyse.selected', {
        share: formatShare(selected, history.total),
        perDay: perDay(selected / days),
      })}
    </p>
  );
}

function perDay(count: number): string {
  return count >= 100 ? formatNumber(Math.round(count)) : String(Number(count.toPrecision(2)));
}

function Charts({ summary }: { summary: AnalysisSummary }) {
  const { t } = useTranslation();
  return (
    <>
      <BarChart
        clause="priorities"
        title={t('watch.filter.priority')}
        rows={PRIORITIES.map((value, i) => ({
          value,
          label: t(priorityKey(value)),
          count: summary.priorities[i] ?? 0,
        }))}
      />
      <BarChart
        clause="types"
        title={t('watch.filter.type')}
        rows={INCIDENT_TYPES.map((value, i) => ({
          value,
          label: t(`incidentType.${value}`),
          count: summary.types[i] ?? 0,
        }))}
      />
      <BarChart
        clause="nets"
        title={t('watch.filter.net')}
        rows={NETS.map((value, i) => ({ value, label: t(`net.${value}`), count: summary.nets[i] ?? 0 }))}
      />
    </>
  );
}
