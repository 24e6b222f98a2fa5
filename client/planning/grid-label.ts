import { type GridName, gridNameIn } from '../../core/contract/grid-name.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { Language } from '../ui/words/words.ts';

/** How a grid of a plan is called in a list or on the map: by its own name, else by its number, '021'; '?' where there is no such grid. */
export function gridLabel(
  plan: Plan | null,
  id: string,
  names: ReadonlyMap<string, GridName>,
  language: Language,
): string {
  const own = names.get(id);
  return own ? gridNameIn(language, own) : (plan?.grids.get(id)?.code.slice(-3) ?? '?');
}
