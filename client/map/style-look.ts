import { comparePicture } from '../planning/compare/compare-picture.ts';
import { planPicture } from '../planning/plan-picture.ts';
import { planShown } from '../state/plan-shown.ts';
import { hasOwnPicture, type View } from '../state/view-state.ts';
import type { StyleLook } from './style/map-style.ts';

/** What of a view the style of the map follows. */
export function styleLook({ theme, language, boundaryLevel, shade, workspace }: View): StyleLook {
  // What is analysed is counted by the grids in force; a draft begins from those.
  const plan = hasOwnPicture(workspace) ? null : planShown.get();
  const drafted = workspace === 'plan' && planPicture.get().plan !== null;
  const compared = workspace === 'plan' && comparePicture.get() !== null;
  return { theme, language, boundaryLevel, shaded: shade !== 'off' && !drafted, plan, drafted, compared };
}
