import { useTranslation } from 'react-i18next';
import { viewStore } from '../../state/view.ts';

/** Opens the review of an incident. */
export function ReviewButton({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  return (
    <p className="actions">
      <button
        type="button"
        className="button"
        onClick={() => viewStore.set({ page: 'review', review: { incidentId } })}
      >
        {t('review.openThis')}
      </button>
    </p>
  );
}
