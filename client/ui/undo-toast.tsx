import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import { undoStore, useUndo } from './undo.ts';
import './undo-toast.css';

/** What was just saved, and for 10 s the way back. The time stands still under the pointer and the focus. */
export function UndoToast() {
  const { t } = useTranslation();
  const offer = useUndo();
  return (
    <div
      className="undo-toast"
      role="status"
      hidden={!offer}
      onPointerEnter={undoStore.hold}
      onPointerLeave={undoStore.release}
      onFocus={undoStore.hold}
      onBlur={undoStore.release}
    >
      {offer ? (
        <>
          <span className={offer.state === 'late' || offer.state === 'failed' ? 'tone-warn' : undefined}>
            {t(`undo.${offer.state}`, { what: offer.text })}
          </span>
          {offer.state === 'offered' ? (
            <button type="button" className="button" aria-keyshortcuts="z" onClick={undoStore.undo}>
              {t('undo.undo')} <kbd>Z</kbd>
            </button>
          ) : null}
          <button
            type="button"
            className="icon-button small"
            aria-label={t('app.close')}
            onClick={undoStore.drop}
          >
            <Icon name="close" />
          </button>
        </>
      ) : null}
    </div>
  );
}
