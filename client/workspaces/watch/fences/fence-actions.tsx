import { useTranslation } from 'react-i18next';
import type { Geofence } from '../../../../core/contract/geofence.ts';
import { afterWrite } from '../../../api/after-write.ts';
import { inputOf, useCreateGeofence, usePatchGeofence, useRemoveGeofence } from '../../../api/geofences.ts';
import { openFenceDraft } from '../../../state/fence-draft.ts';
import { clearSelection, isSame } from '../../../state/selection.ts';
import { viewStore } from '../../../state/view.ts';
import { useName } from '../../../ui/named.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { offerUndo } from '../../../ui/undo.ts';

/** Switch on and off, edit, delete: a deleted one can be brought back. */
export function FenceActions({ fence }: { fence: Geofence }) {
  const { t } = useTranslation();
  const patch = usePatchGeofence();
  const remove = useRemoveGeofence();
  const create = useCreateGeofence();
  const name = useName();
  const { isOn } = fence.properties;
  const isBusy = patch.isPending || remove.isPending;
  const onRemove = () =>
    afterWrite(remove.mutateAsync(fence), () => {
      if (isSame(viewStore.get().selection, { noun: 'geofences', id: fence.id })) clearSelection();
      offerUndo(t('fence.removed', { name: name(fence.properties) }), async () => {
        await create.mutateAsync({ input: inputOf(fence), key: crypto.randomUUID() });
        return true;
      });
    });
  return (
    <div className="actions">
      <div className="button-row">
        <button type="button" className="button" onClick={() => openFenceDraft(fence)}>
          {t('fence.edit')}
        </button>
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => patch.mutate({ fence, change: { properties: { isOn: !isOn } as never } })}
        >
          {t(isOn ? 'fence.turnOff' : 'fence.turnOn')}
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={onRemove}>
          {t('fence.remove')}
        </button>
      </div>
      <ProblemNote error={patch.error ?? remove.error} />
    </div>
  );
}
