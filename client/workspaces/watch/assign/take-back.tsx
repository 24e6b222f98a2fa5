import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../../core/contract/incident.ts';
import { usePatch } from '../../../api/nouns.ts';
import { usePresentNow } from '../../../live/use-live.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { TAKE_BACK_MS, useSent } from './taking-back.ts';

/** For ten seconds after a unit was sent here: the way to take it back. */
export function TakeBack({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const now = usePresentNow(1000);
  const sent = useSent();
  const patch = usePatch('incidents');
  const { status, unitId } = incident.properties;
  // The clock shown may be a second behind the press.
  const left = sent ? Math.ceil(Math.min(TAKE_BACK_MS, sent.untilMs - now) / 1000) : 0;
  if (patch.error) return <ProblemNote error={patch.error} />;
  if (
    !sent ||
    sent.incidentId !== incident.id ||
    unitId !== sent.unitId ||
    status !== 'assigned' ||
    left <= 0
  )
    return null;
  return (
    <p className="take-back">
      <span role="status">{t('dispatch.sent', { code: sent.code })}</span>
      <button
        type="button"
        className="button"
        disabled={patch.isPending}
        onClick={() => patch.mutate({ feature: incident, properties: { unitId: null } })}
      >
        {t('dispatch.undo', { n: left })}
      </button>
    </p>
  );
}
