import { useTranslation } from 'react-i18next';
import { communityOf } from '../../../core/contract/area-code.ts';
import { useDraft } from '../../planning/use-draft.ts';
import { useFigures } from '../../planning/use-figures.ts';
import { useGridLabel } from '../../planning/use-grid-label.ts';
import { usePlaceName } from '../../ui/place-name.ts';

/** Says where a grid of the open draft is: district, community, and its own name or number. */
export function useGridPlace(): (id: string) => string {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const labelOf = useGridLabel();
  const plan = useDraft((state) => state.plan);
  const names = useFigures((state) => state.names);
  return (id) => {
    const code = plan?.grids.get(id)?.code ?? '';
    if (!names.has(id)) return placeName(code);
    return `${placeName(communityOf(code))}\u00a0· ${t('app.gridNumber', { n: labelOf(id) })}`;
  };
}
