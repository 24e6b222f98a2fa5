import { useTranslation } from 'react-i18next';

/** The last line of a form in a side panel: what submits it, and the way back that Escape takes too. */
export function FormEnd({
  submit,
  ready,
  onCancel,
}: {
  submit: string;
  ready: boolean;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="button-row">
      <button type="submit" className="button primary" disabled={!ready}>
        {submit} <kbd>Ctrl ↵</kbd>
      </button>
      <button type="button" className="button" onClick={onCancel}>
        {t('app.cancel')} <kbd>Esc</kbd>
      </button>
    </div>
  );
}
