import { useTranslation } from 'react-i18next';
import { COMPARE_MODES, type CompareMode } from '../../../state/plan-comparison.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { showCompared } from './compare-plans.ts';

/** How the two stand on the map. */
export function ModeChoice({ mode }: { mode: CompareMode }) {
  const { t } = useTranslation();
  return (
    <section className="panel-section" aria-label={t('compare.mode.label')}>
      <h3 className="panel-title">{t('compare.mode.label')}</h3>
      <Segmented
        label={t('compare.mode.label')}
        value={mode}
        onChange={showCompared}
        choices={COMPARE_MODES.map((value) => ({ value, label: t(`compare.mode.${value}`) }))}
      />
      <p className="muted">{t(`compare.modeHint.${mode}`)}</p>
    </section>
  );
}
