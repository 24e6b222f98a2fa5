import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { codePrefix } from '../../../../core/contract/area-code.ts';
import type { Surface } from '../../../../core/contract/geometry.ts';
import type { GridCells } from '../../../../core/contract/grid-cells.ts';
import { toInt7 } from '../../../../core/geometry/integer.ts';
import type { PlanCells } from '../../../../core/hotspot/cells.ts';
import type { CellsOrder } from '../../../analysis/counted-cells.ts';
import { areaQuery } from '../../../api/areas.ts';
import { gridCellsQuery } from '../../../api/grid-cells.ts';
import { useSession } from '../../../api/session.ts';
import { useView } from '../../../state/view.ts';
import type { CellsChoice } from './cells-choice.ts';

/** The grids of the plan in an area, and where each stood among all. */
export interface PlanPart {
  plan: PlanCells;
  places: Int32Array;
}

/** The area whose incidents count: that of the filter, or the account's. */
export function useCountedArea(): string {
  const { scopeCode } = useSession().account;
  return useView((view) => view.filter.within) ?? scopeCode;
}

/** What a job is to count in, once it is known; and the plan's grids, when they are what is counted in. */
export function useCellsOrder({ kind, metres, ground }: CellsChoice): {
  order: CellsOrder | null;
  part: PlanPart | null;
  gridCells: GridCells | undefined;
  error: unknown;
} {
  const area = useCountedArea();
  const surface = useQuery({ ...areaQuery(area), enabled: kind === 'metric' });
  const grids = useQuery({ ...gridCellsQuery, enabled: kind === 'plan' });
  const part = useMemo(() => (grids.data ? partOf(grids.data, area) : null), [grids.data, area]);
  const shape = surface.data?.geometry as Surface | undefined;
  const order = useMemo((): CellsOrder | null => {
    if (kind === 'plan') return part && { kind, plan: part.plan, ground };
    return shape ? { kind, rings: ringsOf(shape), metres, ground } : null;
  }, [kind, part, shape, metres, ground]);
  const { error } = kind === 'metric' ? surface : grids;
  return { order, part: kind === 'plan' ? part : null, gridCells: grids.data, error };
}

function partOf({ codes, lng7, lat7, borders }: GridCells, area: string): PlanPart {
  const prefix = codePrefix(area);
  const places = Int32Array.from(codes.keys()).filter((place) => codes[place]!.startsWith(prefix));
  const numberOf = new Int32Array(codes.length).fill(-1);
  places.forEach((place, number) => {
    numberOf[place] = number;
  });
  const inside = borders
    .flatMap((one, i) => (i % 2 === 0 ? [[numberOf[one]!, numberOf[borders[i + 1]!]!]] : []))
    .filter((pair) => pair.every((number) => number >= 0));
  return {
    places,
    plan: {
      kind: 'plan',
      codes: Array.from(places, (place) => codes[place]!),
      lng7: places.map((place) => lng7[place]!),
      lat7: places.map((place) => lat7[place]!),
      borders: Int32Array.from(inside.flat()),
    },
  };
}

function ringsOf({ type, coordinates }: Surface): Int32Array[] {
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as number[][][][];
  return polygons.flat().map((ring) => Int32Array.from(ring.flat(), toInt7));
}
