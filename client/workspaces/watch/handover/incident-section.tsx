import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandedIncident, HandoverSummary } from '../../../../core/contract/handover.ts';
import { PRIORITIES } from '../../../../core/vocabulary.ts';
import { formatAge, formatNumber } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { TableHead } from '../../../ui/table-head.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';
import { ItemNotes } from './item-notes.tsx';
import { SubjectLink } from './subject-link.tsx';
import { usePlainTime } from './use-plain-time.ts';

/** Open incidents by priority, each with its age, its deadlines and what is due next. */
export function IncidentSection(props: { summary: HandoverSummary; nowMs: number; isDraft: boolean }) {
  const { t } = useTranslation();
  const { summary, nowMs, isDraft } = props;
  const { open, overdue, incidents, notes } = summary;
  const total = Object.values(open).reduce((sum, count) => sum + count, 0);
  return (
    <section className="handover-section">
      <h3>{t('handover.sections.incidents')}</h3>
      {total === 0 ? (
        <p className="muted">{t('handover.incidents.none')}</p>
      ) : (
        <>
          <p>
            {t('handover.incidents.counts', { n: formatNumber(total), overdue: formatNumber(overdue) })}{' '}
            {PRIORITIES.map((priority) => (
              <span key={priority} className="handover-count">
                <PriorityMark priority={priority} size={14} /> {t(priorityKey(priority))}{' '}
                <b>{formatNumber(open[String(priority) as '1'])}</b>
              </span>
            ))}
            {incidents.length < total ? (
              <span className="muted">
                {' '}
                {t('handover.incidents.shown', { n: formatNumber(incidents.length) })}
              </span>
            ) : null}
          </p>
          <table className="desk-table handover-incidents">
            <TableHead
              heads={[
                t('handover.incidents.number'),
                t('handover.incidents.what'),
                t('watch.fact.area'),
                t('watch.fact.unit'),
                t('handover.incidents.age'),
                t('handover.incidents.next'),
                t('handover.incidents.held'),
              ]}
              numbers={[4]}
            />
            <tbody>
              {incidents.map((incident) => (
                <IncidentRow key={incident.id} incident={incident} nowMs={nowMs}>
                  <ItemNotes notes={notes} noun="incidents" id={incident.id} isDraft={isDraft} />
                </IncidentRow>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function IncidentRow(props: { incident: HandedIncident; nowMs: number; children: ReactNode }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { incident, nowMs } = props;
  const { priority, type, status, next, missed, heldBy } = incident;
  return (
    <tr>
      <td>
        <SubjectLink noun="incidents" id={incident.id}>
          {incident.number}
        </SubjectLink>
      </td>
      <td>
        <PriorityMark priority={priority} size={14} /> {t(priorityKey(priority))} {t(`incidentType.${type}`)}{' '}
        · {t(`incidentStatus.${status}`)} {props.children}
      </td>
      <td>{placeName(incident.areaCode)}</td>
      <td>{incident.unitCode ?? '–'}</td>
      <td className="number">{formatAge(nowMs - Date.parse(incident.reportedAt))}</td>
      <td>{next ? <Due next={next} nowMs={nowMs} /> : '–'}</td>
      <td className={missed.length > 0 ? 'tone-warn' : undefined}>{t(`level.${heldBy}`)}</td>
    </tr>
  );
}

function Due({ next, nowMs }: { next: NonNullable<HandedIncident['next']>; nowMs: number }) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const isLate = Date.parse(next.dueAt) <= nowMs;
  return (
    <span className={isLate ? 'tone-alert' : undefined}>
      {t(`casework.stage.${next.stage}`)} {at(next.dueAt)}
      {isLate ? ` · ${t('handover.incidents.overdue')}` : ''}
    </span>
  );
}
