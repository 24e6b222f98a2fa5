import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../core/contract/incident.ts';
import { nextDeadline } from '../../../../core/incident/deadlines.ts';
import { useTargets } from '../../../api/incidents.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { formatSpan } from '../../../ui/format.ts';

const SOON_SHARE = 0.25;

/** What an open incident has to reach next and in how long; late ones say by how much. */
export function DeadlineChip({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const now = useServerNow(1000);
  const targets = useTargets();
  const deadline = targets && nextDeadline(incident.properties, targets);
  if (!deadline) return null;
  const leftMs = deadline.dueMs - now;
  const allMs = deadline.dueMs - Date.parse(incident.properties.reportedAt);
  const tone = leftMs < 0 ? 'late' : leftMs < allMs * SOON_SHARE ? 'soon' : '';
  return (
    <span className={`deadline ${tone}`}>
      {t(`casework.stage.${deadline.stage}`)}{' '}
      {t(leftMs < 0 ? 'casework.lateBy' : 'casework.dueIn', { span: formatSpan(Math.abs(leftMs)) })}
    </span>
  );
}
