import { useTranslation } from 'react-i18next';
import { stopDrawing } from './frame-draw.ts';
import { useFrames } from './frame-store.ts';

/** Over the map while it has its picture taken: how far it is, and the way out. */
export function PosingVeil() {
  const { t } = useTranslation();
  const { list, isBusy } = useFrames();
  if (!isBusy) return null;
  const at = list.findIndex(({ state }) => state === 'drawing');
  return (
    <div className="posing-veil" role="status">
      <p>{t('review.frame.drawing', { n: Math.max(1, at + 1), of: list.length })}</p>
      <button type="button" className="button" onClick={stopDrawing}>
        {t('review.frame.stop')}
      </button>
    </div>
  );
}
