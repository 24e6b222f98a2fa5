import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandedAlarm, HandoverSummary } from '../../../../core/contract/handover.ts';
import { formatNumber } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { TableHead } from '../../../ui/table-head.tsx';
import { ItemNotes } from './item-notes.tsx';
import { SubjectLink } from './subject-link.tsx';
import { usePlainTime } from './use-plain-time.ts';

const COLUMNS = ['what', 'state', 'raised', 'until', 'why'] as const;

/** Alarms that are not normal: waiting, acknowledged, and put aside with until when and why; and what is suppressed by rule. */
export function AlarmSection({ summary, isDraft }: { summary: HandoverSummary; isDraft: boolean }) {
  const { t } = useTranslation();
  const { alarms, suppressions, alarmsUnacknowledged, alarmsSetAside, notes } = summary;
  return (
    <section className="handover-section">
      <h3>{t('handover.sections.alarms')}</h3>
      {alarms.length === 0 ? (
        <p className="muted">{t('handover.alarms.none')}</p>
      ) : (
        <>
          <p>
            {t('handover.alarms.counts', {
              waiting: formatNumber(alarmsUnacknowledged),
              aside: formatNumber(alarmsSetAside),
            })}
          </p>
          <table className="desk-table handover-alarms">
            <TableHead heads={COLUMNS.map((column) => t(`handover.alarms.${column}`))} />
            <tbody>
              {alarms.map((alarm) => (
                <AlarmRow key={alarm.id} alarm={alarm}>
                  <ItemNotes notes={notes} noun="alarms" id={alarm.id} isDraft={isDraft} />
                </AlarmRow>
              ))}
            </tbody>
          </table>
        </>
      )}
      <Suppressed suppressions={suppressions} />
    </section>
  );
}

function AlarmRow({ alarm, children }: { alarm: HandedAlarm; children: ReactNode }) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const { kind, state, priority, subjectNoun, subjectId, subjectLabel, until, reason, byName } = alarm;
  const subject =
    subjectNoun === 'feeds'
      ? t(`feed.${subjectId as 'units'}`, { defaultValue: subjectLabel })
      : subjectLabel;
  return (
    <tr>
      <td>
        <PriorityMark priority={priority} size={14} />{' '}
        <SubjectLink noun="alarms" id={alarm.id}>
          {t(`alarm.kind.${kind}`)} · {subject}
        </SubjectLink>{' '}
        {children}
      </td>
      <td className={state === 'unacknowledged' ? 'tone-alert' : undefined}>{t(`alarm.state.${state}`)}</td>
      <td>{at(alarm.raisedAt)}</td>
      <td>{until ? at(until) : state === 'out_of_service' ? t('handover.alarms.untilReturned') : '–'}</td>
      <td>{[reason, byName && personName(t, byName)].filter(Boolean).join(' · ') || '–'}</td>
    </tr>
  );
}

function Suppressed({ suppressions }: Pick<HandoverSummary, 'suppressions'>) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const placeName = usePlaceName();
  if (suppressions.length === 0) return null;
  return (
    <>
      <h4>{t('handover.alarms.suppressions')}</h4>
      <ul className="handover-list">
        {suppressions.map(({ id, kind, areaCode, untilAt, reason }) => (
          <li key={id}>
            <b>{kind ? t(`alarm.kind.${kind}`) : t('handover.alarms.all')}</b> · {placeName(areaCode)} ·{' '}
            {t('handover.alarms.until')} {untilAt ? at(untilAt) : t('handover.alarms.open')} · {reason}
          </li>
        ))}
      </ul>
    </>
  );
}
