import { useTranslation } from 'react-i18next';
import type { LiveNoun, LiveNouns } from '../../../core/contract/live.ts';
import { mayDo } from '../../../core/contract/permission.ts';
import { useSession } from '../../api/session.ts';
import { useIsLive } from '../../live/use-live.ts';
import { AlarmActions } from './alarms/alarm-actions.tsx';
import { CaseActions } from './cases/case-actions.tsx';
import { RiskActions } from './cases/risk-actions.tsx';
import { EditThing } from './edit/edit-thing.tsx';
import { FenceActions } from './fences/fence-actions.tsx';
import { IncidentActions } from './incident-actions.tsx';

/** What this account may do with a thing; nothing at all where it may do nothing, nor with what is past. */
export function ThingActions({ noun, thing }: { noun: LiveNoun; thing: LiveNouns[LiveNoun] }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const isLive = useIsLive();
  if (!isLive) return account.role === 'viewer' ? null : <p className="note muted">{t('past.noEditing')}</p>;
  if (noun === 'geofences')
    return mayDo(account.role, 'edit_geofence') ? (
      <FenceActions fence={thing as LiveNouns['geofences']} />
    ) : null;
  if (noun === 'cases')
    return mayDo(account.role, 'edit_case') ? <CaseActions file={thing as LiveNouns['cases']} /> : null;
  if (noun === 'risks')
    return mayDo(account.role, 'edit_case') ? <RiskActions risk={thing as LiveNouns['risks']} /> : null;
  if (noun !== 'incidents' && noun !== 'alarms') return <EditThing noun={noun} thing={thing} />;
  if (!mayDo(account.role, noun === 'alarms' ? 'handle_alarm' : 'edit_incident')) return null;
  if (noun === 'alarms') return <AlarmActions alarm={thing as LiveNouns['alarms']} />;
  return <IncidentActions incident={thing as LiveNouns['incidents']} />;
}
