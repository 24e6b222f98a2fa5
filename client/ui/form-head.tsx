import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** Title of a form in a side panel, with the way back that Escape takes too. */
export function FormHead({ title, onBack }: { title: string; onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <header>
      <button
        type="button"
        className="icon-button"
        aria-label={t('app.cancel')}
        title={`${t('app.cancel')} (Esc)`}
        onClick={onBack}
      >
        <Icon name="back" />
      </button>
      <div className="inspector-title">
        <h2>{title}</h2>
      </div>
    </header>
  );
}
