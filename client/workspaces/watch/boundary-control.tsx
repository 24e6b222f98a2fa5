import { useTranslation } from 'react-i18next';
import { LEVELS, type Level } from '../../../core/vocabulary.ts';
import { useView, viewStore } from '../../state/view.ts';
import { Segmented } from '../../ui/segmented.tsx';

/** Which level's borders stand out. */
export function BoundaryControl() {
  const { t } = useTranslation();
  const level = useView((view) => view.boundaryLevel);
  return (
    <section aria-labelledby="boundaries-title" className="panel-section">
      <h2 className="panel-title" id="boundaries-title">
        {t('watch.boundaries.title')}
      </h2>
      <Segmented<Level | 'auto'>
        label={t('watch.boundaries.title')}
        value={level ?? 'auto'}
        onChange={(value) => viewStore.set({ boundaryLevel: value === 'auto' ? null : value })}
        choices={[
          { value: 'auto', label: t('watch.boundaries.auto'), hint: t('watch.boundaries.autoHint') },
          ...LEVELS.map((value) => ({
            value,
            label: t(`levelShort.${value}`),
            hint: t(`levelLong.${value}`),
          })),
        ]}
      />
    </section>
  );
}
