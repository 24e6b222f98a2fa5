import { planShown } from '../state/plan-shown.ts';
import type { View } from '../state/view-state.ts';
import type { StyleLook } from './style/map-style.ts';

/** What of a view the style of the map follows. */
export function styleLook({ theme, language, boundaryLevel, shade, workspace }: View): StyleLook {
  // What is analysed is counted by the grids in force.
  const plan = workspace === 'analyse' ? null : planShown.get();
  return { theme, language, boundaryLevel, shaded: shade !== 'off', plan };
}
