import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Happening, ShiftChanges } from '../../../../core/contract/handover.ts';
import { PRIORITIES } from '../../../../core/vocabulary.ts';
import { useView } from '../../../state/view.ts';
import { formatNumber } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { PriorityMark } from '../../../ui/symbol.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';
import { usePlainTime } from './use-plain-time.ts';

const COUNTS = [
  'escalated',
  'alarmsRaised',
  'alarmsAcknowledged',
  'alarmsSilenced',
  'alarmsSetAside',
  'planEdits',
  'settingEdits',
  'imports',
] as const;

/** What happened in the shift: in figures, and what is worth telling. */
export function ChangesSection({ changes }: { changes: ShiftChanges }) {
  const { t } = useTranslation();
  const { counts, notable, happenings } = changes;
  return (
    <section className="handover-section">
      <h3>{t('handover.sections.changes')}</h3>
      {changes.isComplete ? null : <p className="tone-warn">{t('handover.changes.partial')}</p>}
      <dl className="handover-figures">
        {(['reported', 'settled'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`handover.changes.${name}`)}</dt>
            <dd>
              {PRIORITIES.map((priority) => (
                <span key={priority} className="handover-count">
                  {t(priorityKey(priority))} {formatNumber(counts[name][String(priority) as '1'])}
                </span>
              ))}
            </dd>
          </div>
        ))}
        {COUNTS.map((name) => (
          <div key={name}>
            <dt>{t(`handover.changes.${name}`)}</dt>
            <dd>{formatNumber(counts[name])}</dd>
          </div>
        ))}
      </dl>
      <h4>
        {happenings.length < notable
          ? t('handover.changes.notableShown', { of: formatNumber(notable), n: happenings.length })
          : t('handover.changes.notable', { n: formatNumber(notable) })}
      </h4>
      {notable === 0 ? (
        <p className="muted">{t('handover.changes.none')}</p>
      ) : (
        <Happenings changes={changes} />
      )}
    </section>
  );
}

/** Entries of a shift, oldest first. */
export function Happenings({ changes }: { changes: ShiftChanges }) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const placeName = usePlaceName();
  const language = useView((view) => view.language);
  return (
    <ol className="handover-happenings">
      {changes.happenings.map((one) => (
        <li key={one.seq}>
          <time dateTime={one.at}>{at(one.at)}</time>
          <span>
            {one.priority && (one.noun === 'incidents' || one.noun === 'alarms') ? (
              <PriorityMark priority={one.priority} size={13} />
            ) : null}{' '}
            <b>{t(`handover.happening.${one.kind}`)}</b>{' '}
            {[language === 'en' ? one.labelEn : one.label, becameWords(one, t), placeName(one.areaCode)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className="muted">{one.actorName ? personName(t, one.actorName) : t('handover.system')}</span>
        </li>
      ))}
    </ol>
  );
}

function becameWords({ noun, became }: Happening, t: TFunction): string {
  if (!became) return '';
  const section =
    noun === 'incidents'
      ? 'incidentStatus'
      : noun === 'checkpoints'
        ? 'checkpointState'
        : noun === 'alarms'
          ? 'alarm.state'
          : 'alarm.kind';
  return t(`${section}.${became}` as 'alarm.state.normal', { defaultValue: '' });
}
