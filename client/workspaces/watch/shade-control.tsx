import { useTranslation } from 'react-i18next';
import { ShadeLegend } from '../../shade/shade-legend.tsx';
import { keyOf } from '../../state/key-table.ts';
import { setShade } from '../../state/layers.ts';
import { useView } from '../../state/view.ts';
import { SHADES, type Shade } from '../../state/view-state.ts';
import { Segmented } from '../../ui/segmented.tsx';

/** Areas shaded by their incidents: by what, and what the colours mean. */
export function ShadeControl() {
  const { t } = useTranslation();
  const shade = useView((view) => view.shade);
  return (
    <section aria-labelledby="shade-title" className="panel-section">
      <h2 className="panel-title" id="shade-title">
        {t('shade.title')} <kbd>{keyOf('shade')}</kbd>
      </h2>
      <Segmented<Shade>
        label={t('shade.title')}
        value={shade}
        onChange={setShade}
        choices={SHADES.map((value) => ({
          value,
          label: t(`shade.${value}`),
          hint: t(`shade.hint.${value}`),
        }))}
      />
      {shade === 'off' ? null : <ShadeLegend />}
    </section>
  );
}
