import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../../core/contract/permission.ts';
import { useSession } from '../../../api/session.ts';
import { openFenceDraft } from '../../../state/fence-draft.ts';
import { Icon } from '../../../ui/icon.tsx';
import { NounList } from '../noun-list.tsx';
import './fences.css';

/** The geofences, and for who may how to make one. */
export function FenceList() {
  const { t } = useTranslation();
  const { account } = useSession();
  return (
    <NounList
      noun="geofences"
      action={
        mayDo(account.role, 'edit_geofence') ? (
          <button type="button" className="button" onClick={() => openFenceDraft()}>
            <Icon name="plus" size={14} /> {t('fence.create')}
          </button>
        ) : null
      }
    />
  );
}
