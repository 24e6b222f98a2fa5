import type { DifferenceChange, DifferenceGrid, PlanDifference } from '../../contract/plan-difference.ts';
import { type Cell, csvLine } from '../../review/csv.ts';
import { surfaceGeometry } from '../export/geojson.ts';
import { facesOf } from '../faces.ts';
import type { Plan } from '../plan.ts';

/** What is told of a grid before and after, by the ending of its column. */
const FIGURES: Readonly<Record<string, (grid: DifferenceGrid) => Cell>> = {
  code: ({ code }) => code,
  residents: ({ residents }) => residents,
  dwellings: ({ dwellings }) => dwellings,
  incidents_1: ({ incidents }) => incidents[0] ?? null,
  incidents_2: ({ incidents }) => incidents[1] ?? null,
  incidents_3: ({ incidents }) => incidents[2] ?? null,
  incidents_4: ({ incidents }) => incidents[3] ?? null,
  response_seconds: ({ responseSeconds }) => responseSeconds && Math.round(responseSeconds),
  institutions: ({ institutions }) => institutions,
  road_m: ({ roadMetres }) => Math.round(roadMetres),
  area_m2: ({ areaM2 }) => Math.round(areaM2 * 100) / 100,
  staff_missing: ({ staffMissing }) => staffMissing.join(' '),
};
const SIDES = ['before', 'after'] as const;

/** What became of a grid as named cells, in order: kind, names, where its area came from and went to (codes), then each figure before and after. */
function cellsOf(change: DifferenceChange): [column: string, cell: Cell][] {
  const grid = change.after ?? change.before;
  return [
    ['kind', change.kind],
    ['name_zh', grid?.nameZh ?? null],
    ['name_en', grid?.nameEn ?? null],
    ['from_grids', change.from.map(({ code }) => code).join(' ')],
    ['to_grids', change.to.map(({ code }) => code).join(' ')],
    ...Object.entries(FIGURES).flatMap(([name, figure]) =>
      SIDES.map((side): [string, Cell] => {
        const one = change[side];
        return [`${name}_${side}`, one && figure(one)];
      }),
    ),
  ];
}

const COLUMNS = [
  ...['kind', 'name_zh', 'name_en', 'from_grids', 'to_grids'],
  ...Object.keys(FIGURES).flatMap((name) => SIDES.map((side) => `${name}_${side}`)),
];

/** The grids of a difference as CSV (RFC 4180), a line each, the names of the columns first; what is null is empty. */
export function differenceCsv({ grids }: PlanDifference): string {
  return csvLine(COLUMNS) + grids.map((change) => csvLine(cellsOf(change).map(([, cell]) => cell))).join('');
}

/**
 * A difference as a GeoJSON FeatureCollection (RFC 7946): `what` is `border` (with `level` and `change`, `added` or `removed`) or `grid`, with the cells of
 * the CSV and the surface that it has after, or had before if it has ended.
 */
export function differenceGeojson(difference: PlanDifference, before: Plan, after: Plan) {
  const borders = difference.borders.flatMap(({ level, ...lines }) =>
    (['added', 'removed'] as const).flatMap((change) =>
      lines[change].coordinates.length > 0
        ? [
            {
              type: 'Feature' as const,
              properties: { what: 'border', change, level },
              geometry: lines[change],
            },
          ]
        : [],
    ),
  );
  const grids = difference.grids.map((change) => ({
    type: 'Feature' as const,
    properties: { what: 'grid', ...Object.fromEntries(cellsOf(change)) },
    geometry: surfaceGeometry(facesOf(change.after ? after : before, change.id) ?? []),
  }));
  return { type: 'FeatureCollection' as const, features: [...borders, ...grids] };
}
