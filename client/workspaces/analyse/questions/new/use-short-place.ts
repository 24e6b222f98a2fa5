import { useView } from '../../../../state/view.ts';
import { usePlaceNames } from '../../../../ui/place-name.ts';
import { placePath } from '../../../../ui/place-path.ts';

/** Says where a grid is: its community, and its own name or its number. */
export function useShortPlace(): (gridCode: string) => string {
  const language = useView((view) => view.language);
  const names = usePlaceNames();
  return (gridCode) => placePath(names, gridCode, language).slice(-2).join(' · ');
}
