import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../../core/contract/permission.ts';
import { inputOf, useCreateGeofence } from '../../../api/geofences.ts';
import { useSession } from '../../../api/session.ts';
import { openFenceDraft } from '../../../state/fence-draft.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useName } from '../../../ui/named.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { NounList } from '../noun-list.tsx';
import { removedFence } from './removed-fence.ts';
import './fences.css';

/** The geofences, and for who may how to make one, and to bring back the one that was just deleted. */
export function FenceList() {
  const { t } = useTranslation();
  const { account } = useSession();
  const mayEdit = mayDo(account.role, 'edit_geofence');
  return (
    <>
      {mayEdit ? <Undo /> : null}
      <NounList
        noun="geofences"
        action={
          mayEdit ? (
            <button type="button" className="button" onClick={() => openFenceDraft()}>
              <Icon name="plus" size={14} /> {t('fence.create')}
            </button>
          ) : null
        }
      />
    </>
  );
}

function Undo() {
  const { t } = useTranslation();
  const name = useName();
  const create = useCreateGeofence();
  const removed = useSyncExternalStore(removedFence.subscribe, removedFence.get);
  useEffect(() => () => removedFence.set(null), []);
  if (!removed) return null;
  const bringBack = () =>
    create.mutate(
      { input: inputOf(removed), key: `undo-${removed.id}` },
      { onSuccess: () => removedFence.set(null) },
    );
  return (
    <div className="undo-note" role="status">
      <span>{t('fence.removed', { name: name(removed.properties) })}</span>
      <button type="button" className="button" disabled={create.isPending} onClick={bringBack}>
        {t('fence.undo')}
      </button>
      <ProblemNote error={create.error} />
    </div>
  );
}
