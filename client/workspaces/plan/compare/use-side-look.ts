import { useMemo } from 'react';
import type { SideLook } from '../../../map/panels/side-picture.ts';
import { MAP_FONT } from '../../../map/style/map-style.ts';
import { MAP_PALETTES } from '../../../map/style/palette.ts';
import { useView } from '../../../state/view.ts';

const FONT = `${MAP_FONT.map((name) => `"${name}"`).join(', ')}, sans-serif`;

/** How what one plan has alone is drawn over the map. */
export function useSideLook(chosen: string | null): SideLook {
  const theme = useView((view) => view.theme);
  const language = useView((view) => view.language);
  return useMemo(() => {
    const { areaText, halo, accent } = MAP_PALETTES[theme];
    return { theme, language, chosen, font: FONT, text: areaText.city, halo, accent };
  }, [theme, language, chosen]);
}
