import { useTranslation } from 'react-i18next';
import { viewStore } from '../../state/view.ts';
import { useAreaName } from './use-watch.ts';

/** Says that only one area is counted, and offers the whole again. */
export function AreaNote() {
  const { t } = useTranslation();
  const name = useAreaName();
  if (!name) return null;
  return (
    <p className="area-note">
      {t('app.areaOnly', { area: name })}
      <button type="button" className="link-button" onClick={() => viewStore.set({ area: null })}>
        {t('app.wholeArea')}
      </button>
    </p>
  );
}
