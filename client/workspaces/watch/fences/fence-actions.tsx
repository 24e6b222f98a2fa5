import { useTranslation } from 'react-i18next';
import type { Geofence } from '../../../../core/contract/geofence.ts';
import { usePatchGeofence, useRemoveGeofence } from '../../../api/geofences.ts';
import { openFenceDraft } from '../../../state/fence-draft.ts';
import { clearSelection } from '../../../state/selection.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { removedFence } from './removed-fence.ts';

/** Switch on and off, edit, delete: a deleted one can be brought back. */
export function FenceActions({ fence }: { fence: Geofence }) {
  const { t } = useTranslation();
  const patch = usePatchGeofence();
  const remove = useRemoveGeofence();
  const { isOn } = fence.properties;
  const isBusy = patch.isPending || remove.isPending;
  const onRemove = () =>
    remove.mutate(fence, {
      onSuccess: () => {
        removedFence.set(fence);
        clearSelection();
      },
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
