import { useTranslation } from 'react-i18next';
import { useView, viewStore } from '../../state/view.ts';
import { Segmented } from '../../ui/segmented.tsx';

const VIEWS = ['cordon', 'checkpoints'] as const;
type CordonView = (typeof VIEWS)[number];

/** Behind the tab Cordon: a cordon round a place, or the net of checkpoints without an incident. */
export function CordonViews() {
  const { t } = useTranslation();
  const desk = useView((view) => view.dispatch.desk);
  return (
    <Segmented<CordonView>
      label={t('desks.cordonViews.label')}
      choices={VIEWS.map((value) => ({ value, label: t(`desks.cordonViews.${value}`) }))}
      value={desk === 'checkpoints' ? 'checkpoints' : 'cordon'}
      onChange={(value) => viewStore.set({ dispatch: { desk: value, of: null } })}
    />
  );
}
