import type { ImportWarning } from '../../core/contract/import.ts';
import { refusal } from '../../core/contract/reason.ts';
import type {
  DrawnArea,
  RepairChoices,
  RepairFeature,
  RepairKind,
  RepairSummary,
} from '../../core/contract/repair.ts';
import { fromInt7 } from '../../core/geometry/integer.ts';
import type { FlatRing } from '../../core/geometry/ring.ts';
import { OUTSIDE } from '../../core/import/boundary-chain.ts';
import { type Partition, partitionOf } from '../../core/import/partition.ts';
import { type Repair, type Repaired, SNAP_METRES } from '../../core/plan/repair/repair.ts';
import { TooTangled } from '../../core/plan/repair/too-tangled.ts';
import { ImportRefused } from './import-refused.ts';
import { repairAside } from './repair-thread.ts';
import type { Surface } from './surface-plan.ts';

export type Choice = RepairChoices['choices'][number];

/** What was mended in a file of grids: everything that the preview shows. */
export interface FileRepairs {
  features: RepairFeature[];
  summary: RepairSummary;
  /** What stands in the file, by row. */
  drawn: ReadonlyMap<number, Surface>;
}

/** A partition of the rows that have ground, and how it was made of the file. */
export interface MendedRows {
  rows: readonly Surface[];
  partition: Partition;
  /** Undefined: the file was a partition as it is, but for gaps that it may have. */
  repairs: FileRepairs | undefined;
}

/** What is too small to be seen, and hardly anybody looks at. */
const SMALL_M2 = 1;
const MOST_NAMED = 100;

/** Makes a partition of the rows' surfaces. Throws ImportRefused where they are too tangled. */
export async function mendedRows(
  rows: readonly Surface[],
  snapMetres = SNAP_METRES,
  chosen: readonly Choice[] = [],
): Promise<MendedRows> {
  const indexOf = new Map(rows.map(({ index }, area) => [index, area]));
  const ownerOf = (row: number | null) => (row === null ? OUTSIDE : (indexOf.get(row) ?? Number.NaN));
  const choices = new Map(chosen.map(({ id, owner }) => [id, ownerOf(owner)]));
  const areas = rows.map(({ geometry }) => geometry.polygons);
  const repaired = await repair(areas, snapMetres, choices);
  if (isUntouched(repaired)) return { rows, partition: repaired.partition, repairs: undefined };
  const emptied = new Set(repaired.emptied);
  const isLeft = (_: unknown, area: number) => !emptied.has(area);
  return {
    rows: rows.filter(isLeft),
    partition: emptied.size === 0 ? repaired.partition : partitionOf(repaired.partition.areas.filter(isLeft)),
    repairs: fileRepairs(repaired, rows, snapMetres),
  };
}

async function repair(areas: FlatRing[][][], snapMetres: number, choices: ReadonlyMap<string, number>) {
  try {
    return await repairAside({ areas, options: { snapMetres, choices } });
  } catch (error) {
    if (!(error instanceof TooTangled)) throw error;
    throw new ImportRefused(
      'would_break_partition',
      refusal(
        'The borders lie so thick upon one another that they can not be mended here. Are these the right features, in the right CRS?',
        'borders_tangled',
      ),
    );
  }
}

function isUntouched({ repairs, snapped, ignored }: Repaired): boolean {
  return repairs.length === 0 && snapped.length === 0 && ignored.length === 0;
}

function fileRepairs(
  { repairs, snapped, emptied, ignored }: Repaired,
  rows: readonly Surface[],
  snapMetres: number,
): FileRepairs {
  const rowOf = (area: number): number => rows[area]?.index ?? 0;
  const byKind: RepairSummary['byKind'] = {};
  for (const { kind, areaM2 } of repairs) {
    const sum = byKind[kind] ?? { places: 0, areaM2: 0 };
    byKind[kind] = { places: sum.places + 1, areaM2: sum.areaM2 + areaM2 };
  }
  const farthest = snapped.map(({ area, points, metres }) => ({ row: rowOf(area), points, metres }));
  farthest.sort((a, b) => b.metres - a.metres || a.row - b.row);
  return {
    features: repairs.map((one) => featureOfRepair(one, rowOf)),
    drawn: new Map(rows.map((row) => [row.index, row])),
    summary: {
      snapMetres,
      places: repairs.length,
      underOneM2: repairs.filter(({ areaM2 }) => areaM2 < SMALL_M2).length,
      areaM2: repairs.reduce((sum, { areaM2 }) => sum + areaM2, 0),
      byKind,
      snapped: farthest.slice(0, MOST_NAMED),
      snappedAreas: snapped.length,
      snappedPoints: snapped.reduce((sum, { points }) => sum + points, 0),
      chosen: repairs.filter(({ owner, proposed }) => owner !== proposed).length,
      ignored: ignored.slice(0, MOST_NAMED),
      emptied: emptied.map(rowOf),
    },
  };
}

function featureOfRepair(
  { id, kind, rings, areaM2, widthMetres, claimedBy, options, proposed, why, owner }: Repair,
  rowOf: (area: number) => number,
): RepairFeature {
  const row = (area: number) => (area === OUTSIDE ? null : rowOf(area));
  const lines = rings.map(positionsOf);
  return {
    type: 'Feature',
    id,
    geometry:
      why === 'spike_flat'
        ? { type: 'LineString', coordinates: lines[0] ?? [] }
        : { type: 'Polygon', coordinates: lines },
    properties: {
      kind,
      areaM2,
      widthMetres,
      claimedBy: claimedBy.map(rowOf),
      options: options.map(row),
      proposed: row(proposed),
      why,
      owner: row(owner),
    },
  };
}

function positionsOf(ring: FlatRing): [lng: number, lat: number][] {
  const positions: [number, number][] = [];
  for (let at = 0; at + 1 < ring.length; at += 2)
    positions.push([fromInt7(ring[at] as number), fromInt7(ring[at + 1] as number)]);
  return positions;
}

/** What the file calls the area in a row. */
export function nameOfRow({ drawn }: FileRepairs, row: number): string | undefined {
  const values = drawn.get(row)?.values;
  const name = values?.nameZh ?? values?.code;
  return name === undefined ? undefined : String(name);
}

/** The areas that claim a place or may have it, as they are drawn; undefined where there is no such place. */
export function areasAt(repairs: FileRepairs, place: string): DrawnArea[] | undefined {
  const found = repairs.features.find(({ id }) => id === place);
  if (!found) return undefined;
  const { claimedBy, options } = found.properties;
  return [...new Set([...claimedBy, ...options])].flatMap((row): DrawnArea[] => {
    const drawn = row === null ? undefined : repairs.drawn.get(row);
    if (row === null || !drawn) return [];
    const coordinates = drawn.geometry.polygons.map((rings) => rings.map(positionsOf));
    return [
      {
        type: 'Feature',
        id: String(row),
        geometry: { type: 'MultiPolygon', coordinates },
        properties: { row, name: nameOfRow(repairs, row) ?? null },
      },
    ];
  });
}

const KIND_WORDS: Record<RepairKind, string> = {
  gap: 'gaps',
  overlap: 'overlaps',
  sliver: 'slivers',
  duplicate: 'areas drawn twice',
  bow_tie: 'loops of borders that cross themselves',
  spike: 'needles',
  fragment: 'pieces cut off',
};

/** What must be confirmed before mended grids are written. */
export function repairWarnings(repairs: FileRepairs | undefined): ImportWarning[] {
  if (!repairs) return [];
  const { places, underOneM2, areaM2, byKind, snappedPoints, snappedAreas, snapped, emptied } =
    repairs.summary;
  const kinds = Object.entries(byKind).map(
    ([kind, sum]) => `${sum.places} ${KIND_WORDS[kind as RepairKind]}`,
  );
  const metres = (snapped[0]?.metres ?? 0).toFixed(2);
  const warnings: ImportWarning[] = [
    {
      code: 'repaired',
      message: `The file is no partition and was mended: ${places} places of together ${Math.round(areaM2)} m², ${underOneM2} of them under 1 m² (${kinds.join(', ') || 'none'}); ${snappedPoints} points of ${snappedAreas} areas were moved by at most ${metres} m. Look at the places before you write it.`,
      blocking: true,
      values: {
        places,
        small: underOneM2,
        m2: Math.round(areaM2),
        points: snappedPoints,
        areas: snappedAreas,
        metres,
      },
    },
  ];
  if (emptied.length > 0) {
    const named = emptied.slice(0, MOST_NAMED).join(', ');
    warnings.push({
      code: 'left_out',
      message: `Rows without ground of their own are left out: ${named}.`,
      blocking: true,
      values: { count: emptied.length, rows: named },
    });
  }
  return warnings;
}
