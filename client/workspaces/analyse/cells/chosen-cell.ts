import { useQuery } from '@tanstack/react-query';
import type { Feature, FeatureCollection } from 'geojson';
import { useMemo } from 'react';
import { toInt7 } from '../../../../core/geometry/integer.ts';
import type { Cells } from '../../../../core/hotspot/cells.ts';
import { type MapPicture, useMapPicture } from '../../../analysis/map-picture.ts';
import { useMapPress } from '../../../analysis/map-press.ts';
import { areaQuery } from '../../../api/areas.ts';
import { useView } from '../../../state/view.ts';
import { useParameter } from '../questions/parameter.ts';
import { CELL_COLOURS } from './cell-colours.ts';
import { cellName, cellOfName, cellOfPress, cellOutline } from './cell-picture.ts';

/** The cell that was chosen on the map or in the list, kept in the address; -1: none. */
export function useChosenCell(cells: Cells | undefined): [cell: number, choose: (cell: number) => void] {
  const [name, setName] = useParameter('cell', '');
  const cell = cells && name !== '' ? cellOfName(cells, name) : -1;
  const choose = (next: number) => setName(cells && next >= 0 && next !== cell ? cellName(cells, next) : '');
  return [cell, choose];
}

const NOTHING: Pick<MapPicture, 'shapes' | 'areas'> = { shapes: null, areas: null };

/** Draws coloured cells with a line round the chosen one, and lets a press on a coloured cell choose it. */
export function useCellsOnMap(
  cells: Cells | undefined,
  picture: Pick<MapPicture, 'shapes' | 'areas'> | null,
  isColoured: (cell: number) => boolean,
): void {
  const theme = useView((view) => view.theme);
  const [chosen, choose] = useChosenCell(cells);
  const { shapes, areas } = picture ?? NOTHING;
  const code = cells?.kind === 'plan' && chosen >= 0 ? cells.codes[chosen] : undefined;
  const { data } = useQuery({ ...areaQuery(code ?? ''), enabled: code !== undefined });
  const line = CELL_COLOURS[theme].chosen;
  const outline = useMemo((): Feature | null => {
    if (!cells || chosen < 0) return null;
    if (cells.kind === 'metric') return cellOutline(cells.grid, chosen, line);
    return data ? { type: 'Feature', geometry: data.geometry, properties: { line, width: 2.5 } } : null;
  }, [cells, chosen, line, data]);
  const drawn = useMemo((): FeatureCollection | null => {
    if (!shapes && !outline) return null;
    return {
      type: 'FeatureCollection',
      features: [...(shapes?.features ?? []), ...(outline ? [outline] : [])],
    };
  }, [shapes, outline]);
  useMapPicture({ shapes: drawn, areas });
  useMapPress(({ lng, lat, code: area }) => {
    const cell = cells ? cellOfPress(cells, toInt7(lng), toInt7(lat), area) : -1;
    if (cell < 0 || !isColoured(cell)) return false;
    choose(cell);
    return true;
  });
}
