import { useView } from '../state/view.ts';
import { gridLabel } from './grid-label.ts';
import { useDraft } from './use-draft.ts';
import { useFigures } from './use-figures.ts';

/** Says how a grid of the open draft is called, by its id. */
export function useGridLabel(): (id: string) => string {
  const plan = useDraft((state) => state.plan);
  const names = useFigures((state) => state.names);
  const language = useView((view) => view.language);
  return (id) => gridLabel(plan, id, names, language);
}
