import { mayDo } from '../../../core/contract/permission.ts';
import { useSession } from '../../api/session.ts';
import { useDraft } from '../../planning/use-draft.ts';

/** Whether the open draft may be changed here and now: by its status, and by the role of the account. */
export function useMayEdit(): boolean {
  const { role } = useSession().account;
  const status = useDraft((state) => state.draft?.status);
  return status === 'draft' && mayDo(role, 'edit_plan');
}
