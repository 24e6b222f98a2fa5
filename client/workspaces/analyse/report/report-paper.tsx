import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { INCIDENT_TYPES } from '../../../../core/vocabulary.ts';
import { useSession } from '../../../api/session.ts';
import { formatNumber, formatShare } from '../../../ui/format.ts';
import type { ReportColour, ReportTable } from './report-parts.ts';
import { type Report, useReport } from './report-store.ts';
import { type TextOfReport, useReportText } from './report-text.ts';
import '../../../ui/paper.css';
import './report.css';

/** The report for paper, which is not to be seen on the screen, and a veil while the map has its picture taken. */
export function ReportPaper() {
  const { t } = useTranslation();
  const { report, isPosing } = useReport();
  const textOf = useReportText();
  return createPortal(
    <>
      {isPosing ? (
        <div className="paper-veil" role="status">
          {t('analysisReport.posing')}
        </div>
      ) : null}
      {report ? <Paper report={report} text={textOf(report)} /> : null}
    </>,
    document.body,
  );
}

function Paper({ report, text }: { report: Report; text: TextOfReport }) {
  const { t } = useTranslation();
  const { demo } = useSession();
  const { parts, picture } = report;
  return (
    <article className="analysis-paper sheet-paper paper">
      <h1>
        {text.title}{' '}
        <small>
          {t('app.name')} · {t('analysisReport.title')} {demo ? <b>· {t('app.demo')}</b> : null}
        </small>
      </h1>
      <Facts facts={text.facts} />
      {parts.words ? (
        <section>
          <h2>{t('analysisReport.words')}</h2>
          <p>{parts.words.paragraph}</p>
        </section>
      ) : null}
      <figure className="report-map">
        {picture ? (
          <img src={picture.url} alt={t('analysisReport.mapAlt', { question: text.title })} />
        ) : (
          <p>{t('analysisReport.noMap')}</p>
        )}
        {picture ? <Legend rows={parts.legend ?? []} /> : null}
        {parts.drawn?.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <figcaption>{text.foot}</figcaption>
      </figure>
      <Table table={parts.backTest} />
      <Table table={parts.table} />
      <Types report={report} />
      <Table table={parts.areas} />
      {text.method.length > 0 ? (
        <section>
          <h2>
            {t('analysisReport.method')} <small>{t('analysisReport.methodNote')}</small>
          </h2>
          <Facts facts={text.method} />
        </section>
      ) : null}
    </article>
  );
}

function Facts({ facts }: { facts: TextOfReport['method'] }) {
  return (
    <dl className="report-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Legend({ rows }: { rows: readonly ReportColour[] }) {
  const { t } = useTranslation();
  return (
    <ul className="report-legend" aria-label={t('analysisReport.legend')}>
      {rows.map(({ colour, label }) => (
        <li key={label}>
          <i aria-hidden="true" style={{ background: colour ?? 'transparent' }} /> {label}
        </li>
      ))}
    </ul>
  );
}

function Types({ report: { summary } }: { report: Report }) {
  const { t } = useTranslation();
  const total = summary.types.reduce((sum, count) => sum + count, 0);
  const counted = INCIDENT_TYPES.map((type, i) => ({ type, count: summary.types[i] ?? 0 }));
  const rows = counted
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ type, count }) => [t(`incidentType.${type}`), formatNumber(count), formatShare(count, total)]);
  const heads = [t('analysisReport.type'), t('analyse.column.count'), t('analysisReport.share')];
  return <Table table={{ title: t('analysisReport.types'), heads, rows, total: rows.length }} />;
}

function Table({ table }: { table: ReportTable | null }) {
  const { t } = useTranslation();
  if (!table || table.rows.length === 0) return null;
  const { title, heads, rows, total } = table;
  return (
    <section>
      <h2>
        {title}{' '}
        {rows.length < total ? (
          <small>
            {t('analysisReport.part', { n: formatNumber(rows.length), total: formatNumber(total) })}
          </small>
        ) : null}
      </h2>
      <table className="desk-table report-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((value, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <td key={i}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
