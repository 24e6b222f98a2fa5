import { useTranslation } from 'react-i18next';
import type { Review, ReviewIncidents } from '../../../../core/contract/review.ts';
import { viewStore } from '../../../state/view.ts';
import { formatClock, formatDay, formatNumber, formatShare, formatSpan } from '../../../ui/format.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { TableHead } from '../../../ui/table-head.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';
import { Counts, FactRow } from './alarm-figures.tsx';

/** The incidents that were reported in the period, and how they were answered. */
export function IncidentFigures({ review }: { review: Review }) {
  const { t } = useTranslation();
  const { incidents, asOf } = review;
  const sorted = (counts: Record<string, number>) => Object.entries(counts).sort(([, a], [, b]) => b - a);
  if (incidents.total === 0)
    return (
      <section>
        <h3>{t('review.incidents')}</h3>
        <p className="muted">{t('review.noIncidents')}</p>
      </section>
    );
  const time = `${formatDay(Date.parse(asOf))} ${formatClock(Date.parse(asOf))}`;
  return (
    <section>
      <h3>{t('review.incidents')}</h3>
      <FactRow
        facts={[
          [t('review.total'), formatNumber(incidents.total)],
          ...Object.entries(incidents.byPriority).map(
            ([priority, n]) => [t(priorityKey(Number(priority))), formatNumber(n)] as const,
          ),
          [t('review.late'), formatNumber(incidents.lateCount)],
        ]}
      />
      <Counts
        counts={sorted(incidents.byType as Record<string, number>).map(([type, n]) => [
          t(`incidentType.${type as 'fire'}`),
          n,
        ])}
      />
      <Counts
        counts={sorted(incidents.byStatus as Record<string, number>).map(([status, n]) => [
          t(`incidentStatus.${status as 'closed'}`),
          n,
        ])}
      />
      <h4>{t('review.response')}</h4>
      <ResponseTable incidents={incidents} />
      <p className="muted">{t('review.incidentsHint', { time })}</p>
      {incidents.targetsChanged ? <p className="tone-warn">{t('review.targetsChanged')}</p> : null}
    </section>
  );
}

function ResponseTable({ incidents: { response } }: { incidents: ReviewIncidents }) {
  const { t } = useTranslation();
  const heads = ['target', 'median', 'p90', 'p95', 'within', 'n', 'waiting'] as const;
  const span = (at: { seconds: number; atLeast: boolean } | null) =>
    at ? `${at.atLeast ? '≥' : ''}${formatSpan(at.seconds * 1000)}` : '–';
  return (
    <table className="desk-table">
      <TableHead
        heads={[
          t('watch.fact.priority'),
          t('casework.deadlines.stage'),
          ...heads.map((head) => t(`casework.deadlines.${head}`)),
        ]}
        numbers={heads.map((_, i) => i + 2)}
      />
      <tbody>
        {response.map(({ priority, stage, targetSeconds, n, waiting, within, p50, p90, p95 }) => (
          <tr key={`${priority}-${stage}`}>
            <td>
              <PriorityMark priority={priority} size={14} /> {t(priorityKey(priority))}
            </td>
            <th scope="row">{t(`casework.stage.${stage}`)}</th>
            <td className="number">{formatSpan(targetSeconds * 1000)}</td>
            {[p50, p90, p95].map((at, i) => (
              <td
                key={heads[i + 1]}
                className={at && at.seconds > targetSeconds ? 'number tone-alert' : 'number'}
              >
                {span(at)}
              </td>
            ))}
            <td className="number">{formatShare(within, n)}</td>
            <td className="number">{formatNumber(n)}</td>
            <td className="number">{formatNumber(waiting)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The stages that took too long, the most urgent and the worst first. */
export function LateTable({ incidents: { late, lateCount, total } }: { incidents: ReviewIncidents }) {
  const { t } = useTranslation();
  if (total === 0) return null;
  return (
    <section>
      <h3>{t('review.late')}</h3>
      <p className="muted">
        {lateCount === 0 ? t('review.noLate') : t('review.lateCount', { n: lateCount })}
        {late.length < lateCount ? ` · ${t('review.lateShown', { shown: late.length })}` : ''}
      </p>
      {late.length === 0 ? null : (
        <table className="desk-table">
          <TableHead
            heads={[
              t('review.incidents'),
              t('review.interval.stage'),
              t('review.interval.taken'),
              t('review.interval.target'),
            ]}
            numbers={[2, 3]}
          />
          <tbody>
            {late.map((one) => (
              <tr key={`${one.id}-${one.stage}`}>
                <td>
                  <PriorityMark priority={one.priority} size={14} />{' '}
                  <button
                    type="button"
                    className="link-button"
                    title={t('review.openThis')}
                    onClick={() => viewStore.set({ review: { incidentId: one.id } })}
                  >
                    {t(`incidentType.${one.type}`)} {one.number}
                  </button>
                </td>
                <td>{t(`casework.stage.${one.stage}`)}</td>
                <td className="number tone-alert">
                  {one.atLeast ? '≥' : ''}
                  {formatSpan(one.seconds * 1000)}
                </td>
                <td className="number">{formatSpan(one.targetSeconds * 1000)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
