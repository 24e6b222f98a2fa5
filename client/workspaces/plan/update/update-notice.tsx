import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../core/contract/draft.ts';
import { planning } from '../../../planning/planning.ts';
import { useMayEdit } from '../use-may-edit.ts';

const OPEN: readonly Draft['status'][] = ['draft', 'review', 'approved', 'scheduled'];

/** Says that another plan came into force since the draft began, and leads to what can be done about it. */
export function UpdateNotice({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  if (draft.isOriginInForce || draft.isRestoration || !OPEN.includes(draft.status)) return null;
  return (
    <div className="update-notice">
      <p className="tone-warn">{t('plan.update.needed')}</p>
      {mayEdit ? (
        <UpdateButton />
      ) : draft.status === 'draft' ? null : (
        <p className="muted">{t('plan.update.returnFirst')}</p>
      )}
    </div>
  );
}

function UpdateButton() {
  const { t } = useTranslation();
  return (
    <button type="button" className="button" onClick={() => planning.set({ isUpdating: true })}>
      {t('plan.update.title')}
    </button>
  );
}
