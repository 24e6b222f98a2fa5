import { useDraft } from '../../planning/use-draft.ts';
import { useGridLabel } from '../../planning/use-grid-label.ts';
import { usePlaceName } from '../../ui/place-name.ts';

/** Says where a grid of the open draft is: district, community, and its own name or number. */
export function useGridPlace(): (id: string) => string {
  const placeName = usePlaceName();
  const labelOf = useGridLabel();
  const plan = useDraft((state) => state.plan);
  return (id) => placeName(plan?.grids.get(id)?.code ?? '', labelOf(id));
}
