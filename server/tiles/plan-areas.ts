import { ancestorCode, codePrefix, levelOfCode } from '../../core/contract/area-code.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import { type FlatRing, isInsidePolygons } from '../../core/geometry/ring.ts';
import { formAreas } from '../../core/plan/form-areas.ts';
import { LEVELS } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { selectDividedCommunities } from '../queries/plans.ts';
import type { ArcRow, AreaShapeRow } from '../queries/tiles.ts';
import { type FlatGeometry, readWkb } from './wkb.ts';

/** An area or grid to be drawn, in degrees. */
export type NamedSurface = Omit<AreaShapeRow, 'wkb'> & { geometry: FlatGeometry };

export function surfaceOf({ wkb, ...row }: AreaShapeRow): NamedSurface {
  return { ...row, geometry: readWkb(wkb) };
}

/**
 * The areas as the grids of a plan form them, named as they are today. An area that was never divided into grids is there as it is;
 * so are all of a plan without borders.
 */
export async function formedAreas(
  database: Queryable,
  today: readonly NamedSurface[],
  arcs: readonly ArcRow[],
  grids: readonly NamedSurface[],
): Promise<NamedSurface[]> {
  if (arcs.length === 0) return [...today];
  const formed = formAreas(arcs);
  const communities = await selectDividedCommunities(database);
  const divided = new Set(communities.flatMap((code) => LEVELS.map((level) => ancestorCode(code, level))));
  const known = new Map(today.map((area) => [area.code, area]));
  return [
    ...[...formed].map(([code, polygons]) => formedArea(code, polygons, known.get(code), grids)),
    ...today.filter(({ code }) => !divided.has(code) && !formed.has(code)),
  ];
}

function formedArea(
  code: string,
  polygons: readonly (readonly FlatRing[])[],
  today: NamedSurface | undefined,
  grids: readonly NamedSurface[],
): NamedSurface {
  const isIn = ({ labelLng, labelLat }: NamedSurface): boolean =>
    isInsidePolygons(toInt7(labelLng), toInt7(labelLat), polygons);
  const prefix = codePrefix(code);
  const labelled = today && isIn(today) ? today : grids.find((grid) => grid.code.startsWith(prefix));
  return {
    code,
    level: levelOfCode(code) ?? 'community',
    nameZh: today?.nameZh ?? code,
    nameEn: today?.nameEn ?? code,
    labelLng: labelled?.labelLng ?? 0,
    labelLat: labelled?.labelLat ?? 0,
    geometry: {
      type: 'polygon',
      parts: polygons.flatMap((rings) =>
        rings.map((ring) => Float64Array.from(ring, (units) => units / 1e7)),
      ),
      holes: polygons.flatMap((rings) => rings.map((_, i) => i > 0)),
    },
  };
}
