import { useQuery } from '@tanstack/react-query';
import { areaNamesQuery } from '../../../../api/areas.ts';
import { useView } from '../../../../state/view.ts';
import { placePath } from '../../../../ui/place-name.ts';

/** Says where a grid is: its community and its number. */
export function useShortPlace(): (gridCode: string) => string {
  const language = useView((view) => view.language);
  const { data: names } = useQuery(areaNamesQuery);
  return (gridCode) =>
    placePath(names ?? new Map(), gridCode, language)
      .slice(-2)
      .join(' · ');
}
