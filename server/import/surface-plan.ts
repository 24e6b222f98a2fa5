import type { ImportOptions, ImportWarning } from '../../core/contract/import.ts';
import type { Issue } from '../../core/contract/problem.ts';
import { refusal } from '../../core/contract/reason.ts';
import { boundsOf, type FlatRing } from '../../core/geometry/ring.ts';
import type { Defect, Partition } from '../../core/import/partition.ts';
import { CodesImpossible, type GridPlan, planGrids } from '../../core/import/plan-grids.ts';
import { provePartition } from '../../core/plan/proof.ts';
import type { LocatedRow } from './accept-records.ts';
import type { CityFrame } from './city-frame.ts';
import { type Choice, type FileRepairs, mendedRows, repairWarnings } from './grid-repairs.ts';
import { ImportRefused } from './import-refused.ts';
import { proofHash } from './proof-hash.ts';

export const DEFAULT_CITY_CODE = '990100';
const MAX_SURFACES = 50_000;
const MAX_VERTICES = 4_000_000;
/** As far as orientations of integer positions are exact. */
const MAX_SPAN_DEGREES = 6;

export type Surface = LocatedRow & { geometry: { kind: 'surface'; polygons: FlatRing[][] } };

/** What grids of a file become, proven to be a partition. */
export interface PlannedGrids extends GridPlan {
  partition: Partition;
  /** SHA-256 of the certificate's text. */
  proofHash: string;
  warnings: ImportWarning[];
  /** Whether `areas` are there already. */
  hasAreas: boolean;
  /** What was mended; undefined for a file that was a partition as it is. */
  repairs: FileRepairs | undefined;
}

/** The city that a file of areas or grids makes, or belongs to. */
export function cityOf(frame: CityFrame, options: ImportOptions, scopeCode: string, codeInFile?: string) {
  if (frame.city) return frame.city;
  const ownCity = /^\d{4}00$/.test(scopeCode) ? scopeCode : undefined;
  const code = options.cityCode ?? codeInFile ?? ownCity ?? DEFAULT_CITY_CODE;
  const named = options.cityName;
  return { code, nameZh: named ?? `城市 ${code}`, nameEn: named ?? `City ${code}` };
}

/** Surfaces of the accepted rows; refuses more than a city can have. */
export function surfacesOf(rows: readonly LocatedRow[]): Surface[] {
  let vertices = 0;
  for (const { geometry } of rows)
    if (geometry.kind === 'surface') for (const ring of geometry.polygons.flat()) vertices += ring.length / 2;
  if (rows.length > MAX_SURFACES || vertices > MAX_VERTICES)
    throw new ImportRefused(
      'too_large',
      refusal(
        `At most ${MAX_SURFACES} areas with ${MAX_VERTICES} vertices are taken at once.`,
        'too_many_areas',
        { maximum: MAX_SURFACES, vertices: MAX_VERTICES },
      ),
    );
  refuseFarApart(rows as Surface[]);
  return rows as Surface[];
}

/** Throws ImportRefused where areas are so far apart that they are no city, and the sums of what follows would not be exact. */
function refuseFarApart(rows: readonly Surface[]): void {
  const boxes = rows.map(({ index, geometry }) => ({ index, box: boundsOfAll(geometry.polygons) }));
  for (const [low, high] of [
    [0, 2],
    [1, 3],
  ] as const) {
    const middles = boxes.map(({ box }) => ((box[low] ?? 0) + (box[high] ?? 0)) / 2).sort((a, b) => a - b);
    const middle = middles[Math.floor(middles.length / 2)] ?? 0;
    const farther = ({ box }: (typeof boxes)[number]): number =>
      Math.max(middle - (box[low] ?? 0), (box[high] ?? 0) - middle);
    const span =
      Math.max(...boxes.map(({ box }) => box[high] ?? 0)) -
      Math.min(...boxes.map(({ box }) => box[low] ?? 0));
    if (span <= MAX_SPAN_DEGREES * 1e7) continue;
    const farthest = boxes.reduce((a, b) => (farther(b) > farther(a) ? b : a));
    const params = { row: farthest.index, degrees: Math.ceil(span / 1e7), maximum: MAX_SPAN_DEGREES };
    throw new ImportRefused(
      'invalid_geometry',
      refusal(
        `The areas span ${params.degrees} degrees, and a city at most ${MAX_SPAN_DEGREES}; the farthest is feature ${farthest.index}. Leave out what lies elsewhere. A city across the 180th meridian can not be held.`,
        'areas_far_apart',
        params,
      ),
    );
  }
}

function boundsOfAll(polygons: readonly FlatRing[][]): number[] {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of polygons.flat())
    boundsOf(ring).forEach((value, side) => {
      box[side] = side < 2 ? Math.min(box[side] ?? 0, value) : Math.max(box[side] ?? 0, value);
    });
  return box;
}

/** Grids of several parts stay so, since the file says so; somebody is to see it. */
function severalParts(grids: GridPlan['grids'], rows: readonly LocatedRow[]): ImportWarning[] {
  const apart = rows.filter((_, place) => (grids[place]?.polygons.length ?? 0) > 1);
  if (apart.length === 0) return [];
  const named = apart
    .slice(0, 100)
    .map(({ index }) => index)
    .join(', ');
  return [
    {
      code: 'several_parts',
      message: `${apart.length} grids lie in several parts, as the file draws them: rows ${named}. They may stay so in every plan.`,
      blocking: true,
      values: { count: apart.length, rows: named },
    },
  ];
}

function placeOf({ lng7, lat7 }: Pick<Defect, 'lng7' | 'lat7'>): string {
  return `[${(lng7 / 1e7).toFixed(6)}, ${(lat7 / 1e7).toFixed(6)}]`;
}

/** Refuses areas that overlap or cross themselves, naming each place and the rows concerned. */
export function refuseDefects(partition: Partition, rows: readonly LocatedRow[]): void {
  const bad = partition.defects.filter(({ kind }) => kind !== 'gap');
  if (bad.length === 0) return;
  const issues = bad.slice(0, 100).map((defect): Issue => {
    const concerned = [...new Set(defect.areas)].map((area) => String(rows[area]?.index ?? 0));
    const params = { rows: concerned, lng: defect.lng7 / 1e7, lat: defect.lat7 / 1e7 };
    const why =
      defect.kind === 'overlap'
        ? refusal(`overlaps at ${placeOf(defect)}`, 'areas_overlap', params)
        : refusal(`crosses or touches itself at ${placeOf(defect)}`, 'area_crosses_itself', params);
    return { path: `feature ${concerned.join(', ')}`, ...why };
  });
  const first = issues[0];
  throw new ImportRefused(
    'would_break_partition',
    refusal(
      `The areas are no partition: ${bad.length} ${bad.length === 1 ? 'place' : 'places'}, the first: ${first?.path} ${first?.message}. Clean the file (for instance mapshaper -clean, or QGIS: fix geometries, then snap to layer) and import it again.`,
      'no_partition',
      { places: bad.length },
    ),
    issues,
  );
}

/** One warning for all gaps between areas: they stay holes of the city. */
export function gapWarning(partition: Partition): ImportWarning[] {
  const gaps = partition.defects.filter(({ kind }) => kind === 'gap');
  if (gaps.length === 0) return [];
  const places = gaps.slice(0, 5).map(placeOf).join('; ');
  return [
    {
      code: 'gaps',
      message: `${gaps.length} gaps between the areas stay holes of the city, at ${places}. Nothing inside them belongs to any grid.`,
      blocking: false,
      values: { count: gaps.length, places },
    },
  ];
}

/**
 * The plan that grids of a file make: codes, upper levels and arcs, once their borders are mended as proposed or chosen. Throws ImportRefused
 * (`would_break_partition`, `conflict`, `invalid_request`) where they can make none. Where areas are there already, the grids must partition
 * each community exactly.
 */
export async function planGridFile(
  file: readonly LocatedRow[],
  frame: CityFrame,
  existingAreas: readonly { code: string; level: string; polygons: FlatRing[][] }[],
  options: ImportOptions,
  scopeCode: string,
  choices: readonly Choice[] = [],
): Promise<PlannedGrids> {
  if (!frame.grids.isEmpty)
    throw new ImportRefused(
      'conflict',
      refusal(
        'This deployment has grids already, and things are placed in them. Redraw them as a plan, or start an empty deployment (JINGWEI_DEMO=0 with another DATA_DIR or DATABASE_URL) and import the grids there.',
        'grids_exist',
      ),
    );
  const surfaces = surfacesOf(file);
  if (surfaces.length === 0)
    throw new ImportRefused(
      'invalid_geometry',
      refusal('No feature of the file can be a grid.', 'nothing_usable'),
    );
  const { rows, partition, repairs } = await mendedRows(surfaces, options.snapMetres, choices);
  const hasAreas = existingAreas.some(({ level }) => level === 'community');
  const inFile = rows.every(({ values }) => /^\d{15}$/.test(String(values.code ?? '')));
  const codeInFile = inFile ? `${String(rows[0]?.values.code).slice(0, 4)}00` : undefined;
  const plan = planOf(rows, partition, cityOf(frame, options, scopeCode, codeInFile));
  if (hasAreas) refuseForeignAreas(plan, existingAreas);
  else if (existingAreas.length > 0)
    throw new ImportRefused(
      'conflict',
      refusal(
        'There are areas but no communities. Import the communities first (--as areas), or undo the areas: grids make all levels themselves.',
        'communities_needed',
      ),
    );
  const generated: ImportWarning[] = plan.generatedCodes
    ? [
        {
          code: 'generated_codes',
          message: `Codes were made under ${plan.areas[0]?.code}: the file has none of 15 digits. Columns for district, street and community decide the levels.`,
          blocking: false,
          values: { city: plan.areas[0]?.code ?? '' },
        },
      ]
    : [];
  return {
    ...plan,
    partition,
    hasAreas,
    proofHash: proofHash(plan.grids),
    repairs,
    warnings: [
      ...repairWarnings(repairs),
      ...gapWarning(partition),
      ...severalParts(plan.grids, rows),
      ...generated,
    ],
  };
}

function planOf(
  rows: readonly LocatedRow[],
  partition: Partition,
  city: Parameters<typeof planGrids>[2],
): GridPlan {
  try {
    return planGrids(rows, partition, city);
  } catch (error) {
    if (!(error instanceof CodesImpossible)) throw error;
    const issues = error.row === undefined ? [] : [{ path: `feature ${error.row}`, ...error.refusal }];
    throw new ImportRefused('would_break_partition', error.refusal, issues);
  }
}

function refuseForeignAreas(
  plan: GridPlan,
  existing: readonly { code: string; level: string; polygons: FlatRing[][] }[],
): void {
  for (const { code, level, polygons } of existing) {
    if (level !== 'community') continue;
    const grids = plan.grids.filter(({ communityCode }) => communityCode === code);
    const excess = provePartition(
      grids.map((grid) => grid.polygons),
      [polygons],
    );
    const [first] = excess;
    if (first)
      throw new ImportRefused(
        'would_break_partition',
        refusal(
          `The grids do not fill community ${code} exactly: ${excess.length} border segments differ, the first at ${placeOf({ lng7: first.fromLng7, lat7: first.fromLat7 })}. Undo the areas and import the grids alone (they make all levels), or make both from one source.`,
          'grids_do_not_fill',
          {
            areaCode: code,
            places: excess.length,
            lng: first.fromLng7 / 1e7,
            lat: first.fromLat7 / 1e7,
          },
        ),
      );
  }
  const known = new Set(existing.map(({ code }) => code));
  const unknown = plan.grids.find(({ communityCode }) => !known.has(communityCode));
  if (unknown)
    throw new ImportRefused(
      'would_break_partition',
      refusal(`Grid ${unknown.code} lies in a community that does not exist.`, 'grid_without_community', {
        code: unknown.code,
      }),
    );
}
