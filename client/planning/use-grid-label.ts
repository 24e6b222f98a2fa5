import { useView } from '../state/view.ts';
import { gridLabel } from './grid-label.ts';
import { useDraft } from './use-draft.ts';
import { useFigures } from './use-figures.ts';

/** Says how a grid of the open draft is called, or one that it began with, by its id. */
export function useGridLabel(): (id: string) => string {
  const plan = useDraft((state) => state.plan);
  const names = useFigures((state) => state.names);
  const origin = useFigures((state) => state.origin);
  const language = useView((view) => view.language);
  return (id) => gridLabel(plan?.grids.has(id) ? plan : origin, id, names, language);
}
