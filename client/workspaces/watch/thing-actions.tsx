import type { LiveNoun, LiveNouns } from '../../../core/contract/live.ts';
import { mayDo } from '../../../core/contract/permission.ts';
import { useSession } from '../../api/session.ts';
import { EditThing } from './edit/edit-thing.tsx';
import { IncidentActions } from './incident-actions.tsx';

/** What this account may do with a thing; nothing at all where it may do nothing. */
export function ThingActions({ noun, thing }: { noun: LiveNoun; thing: LiveNouns[LiveNoun] }) {
  const { account } = useSession();
  if (noun !== 'incidents') return <EditThing noun={noun} thing={thing} />;
  if (!mayDo(account.role, 'edit_incident')) return null;
  return <IncidentActions incident={thing as LiveNouns['incidents']} />;
}
