import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session.ts';
import { formatClock, formatDay, formatNumber, formatShare } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { usePlacePath } from '../../../ui/place-name.ts';
import { useClauses } from '../clause-list.tsx';
import { questionOf } from '../question-of.ts';
import type { Report } from './report-store.ts';

type Fact = readonly [label: string, value: string];

export interface TextOfReport {
  title: string;
  facts: Fact[];
  /** The same in few lines, for a picture. */
  lines: string[];
  method: readonly Fact[];
  foot: string;
}
export type ReportText = (report: Report) => TextOfReport;

/** Says what a report is of, in which period and area, of which incidents, how old they are and who made it. */
export function useReportText(): ReportText {
  const { t } = useTranslation();
  const { account } = useSession();
  const placePath = usePlacePath();
  const clauses = useClauses();
  return ({ view, summary, parts, madeAtMs }) => {
    const { filter, analyse } = view;
    const { history, selected } = summary;
    const { fromMs, toMs } = analyse.window ?? history.span;
    const kinds = [
      ...clauses.filter(({ key }) => key !== 'within').map(({ text }) => text),
      ...filter.statuses.map((status) => t(`incidentStatus.${status}`)),
    ];
    const period = `${minute(fromMs)} – ${minute(toMs)}`;
    const area = placePath(filter.within ?? account.scopeCode);
    const kind = kinds.length === 0 ? t('analysisReport.noFilter') : kinds.join(' · ');
    const counted = t('analysisReport.countedValue', {
      n: formatNumber(selected),
      total: formatNumber(history.total),
      share: formatShare(selected, history.total),
    });
    const [asOf, at, by] = [minute(history.asOfMs), minute(madeAtMs), personName(t, account.displayName)];
    const app = t('app.name');
    const facts: Fact[] = [
      [t('analysisReport.period'), period],
      [t('analysisReport.area'), area],
      [t('analysisReport.filter'), kind],
      [t('analysisReport.counted'), counted],
      [t('analysisReport.asOf'), asOf],
      [t('analysisReport.source'), t('analysisReport.sourceValue', { app })],
      [t('analysisReport.made'), t('analysisReport.madeValue', { at, by })],
    ];
    return {
      title: t(`analyse.question.${questionOf(analyse.question).key}`),
      facts,
      lines: [`${area} · ${period}`, `${t('analysisReport.filter')}: ${kind} · ${counted}`],
      method: parts.words?.facts ?? [],
      foot: t('analysisReport.foot', { app, asOf, at, by }),
    };
  };
}

function minute(ms: number): string {
  return `${formatDay(ms)} ${formatClock(ms).slice(0, 5)}`;
}
