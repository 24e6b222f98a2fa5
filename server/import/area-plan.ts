import { ancestorCode, levelOfCode } from '../../core/contract/area-code.ts';
import type { ImportOptions } from '../../core/contract/import.ts';
import { type Refusal, refusal } from '../../core/contract/reason.ts';
import type { FlatRing } from '../../core/geometry/ring.ts';
import { partitionOf } from '../../core/import/partition.ts';
import { type PlannedArea, shapeOf, unionsBy } from '../../core/import/plan-grids.ts';
import { LEVELS, type Level } from '../../core/vocabulary.ts';
import type { LocatedRow } from './accept-records.ts';
import type { CityFrame } from './city-frame.ts';
import { ImportRefused } from './import-refused.ts';
import { cityOf, gapWarning, refuseDefects, surfacesOf } from './surface-plan.ts';

export interface PlannedAreas {
  /** Largest first. */
  areas: PlannedArea[];
  warnings: ReturnType<typeof gapWarning>;
}

function refuse(row: LocatedRow, why: Refusal): never {
  const message = `Feature ${row.index}: ${why.message}`;
  throw new ImportRefused('would_break_partition', { ...why, message }, [
    { path: `feature ${row.index}`, ...why },
  ]);
}

function toArea(row: LocatedRow, polygons: FlatRing[][]): PlannedArea {
  const code = String(row.values.code);
  const level = row.values.level as Level;
  if (level === 'grid')
    refuse(row, refusal('Grids are imported as grids, not as areas.', 'area_of_level_grid'));
  if (levelOfCode(code) !== level)
    refuse(
      row,
      refusal(
        `The code ${code} is not one of a ${level}: cities and districts have 6 digits (a city ends in 00), streets 9, communities 12.`,
        'area_code_of_other_level',
        { code, level },
      ),
    );
  const above = LEVELS[LEVELS.indexOf(level) - 1];
  return {
    ...shapeOf(polygons),
    code,
    level: level as PlannedArea['level'],
    parentCode: above === undefined ? null : (ancestorCode(code, above) ?? null),
    nameZh: String(row.values.nameZh ?? code),
    nameEn: String(row.values.nameEn ?? code),
  };
}

/** The areas of a file, checked level by level for overlaps and for their parents; the city itself is made of its districts where it is missing. */
export function planAreaFile(
  rows: readonly LocatedRow[],
  frame: CityFrame,
  options: ImportOptions,
  scopeCode: string,
): PlannedAreas {
  if (!frame.grids.isEmpty)
    throw new ImportRefused(
      'conflict',
      refusal(
        'This deployment has grids, whose union its areas are. New areas need an empty deployment (JINGWEI_DEMO=0).',
        'grids_exist',
      ),
    );
  const surfaces = surfacesOf(rows);
  const areas = surfaces.map((row) => toArea(row, row.geometry.polygons));
  const [first] = areas;
  if (!first)
    throw new ImportRefused(
      'invalid_geometry',
      refusal('No feature of the file can be an area.', 'nothing_usable'),
    );
  const city = cityOf(frame, options, scopeCode, ancestorCode(first.code, 'city'));
  const warnings: PlannedAreas['warnings'] = [];
  for (const level of LEVELS) {
    const places = areas.flatMap((area, place) => (area.level === level ? [place] : []));
    if (places.length === 0) continue;
    const partition = partitionOf(places.map((place) => areas[place]?.polygons ?? []));
    refuseDefects(
      partition,
      places.map((place) => rows[place] as LocatedRow),
    );
    if (level !== 'district') continue;
    warnings.push(...gapWarning(partition));
    if (frame.city || areas.some((area) => area.level === 'city')) continue;
    const union = unionsBy(partition.chain, () => city.code).get(city.code) ?? [];
    areas.push({ ...shapeOf(union), ...city, level: 'city', parentCode: null });
  }
  refuseOrphans(areas, frame, city.code);
  areas.sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  return { areas, warnings };
}

function refuseOrphans(areas: readonly PlannedArea[], frame: CityFrame, cityCode: string): void {
  const known = new Set([...frame.codes, ...areas.map(({ code }) => code)]);
  for (const { code, level, parentCode } of areas) {
    if (ancestorCode(code, 'city') !== cityCode)
      throw new ImportRefused(
        'would_break_partition',
        refusal(`Area ${code} does not belong to the city ${cityCode}.`, 'area_of_other_city', {
          code,
          areaCode: cityCode,
        }),
      );
    if (level === 'city' ? frame.city !== undefined : parentCode === null || !known.has(parentCode))
      throw new ImportRefused(
        'would_break_partition',
        level === 'city'
          ? refusal(`There is a city already; ${code} can not be a second one.`, 'second_city', { code })
          : refusal(
              `Area ${code} needs its parent ${parentCode}, which is neither in the file nor here.`,
              'parent_missing',
              { code, areaCode: parentCode ?? '' },
            ),
      );
  }
}
