import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ancestorCode } from '../../../../core/contract/area-code.ts';
import { toInt7 } from '../../../../core/geometry/integer.ts';
import { type FlatRing, signedArea2 } from '../../../../core/geometry/ring.ts';
import { certificateText } from '../../../../core/plan/certificate.ts';
import { csvOf } from '../../../../core/plan/export/csv.ts';
import { exportCrs } from '../../../../core/plan/export/export-crs.ts';
import type { ExportLayer } from '../../../../core/plan/export/export-layer.ts';
import { geojsonOf } from '../../../../core/plan/export/geojson.ts';
import { geopackageGeometry } from '../../../../core/plan/export/geopackage-geometry.ts';
import { levelAreas } from '../../../../core/plan/export/level-areas.ts';
import { shapefileOf } from '../../../../core/plan/export/shapefile.ts';
import { topojsonOf } from '../../../../core/plan/export/topojson.ts';
import { polygonsOf } from '../../../../core/plan/faces.ts';
import { formAreas } from '../../../../core/plan/form-areas.ts';
import { apply } from '../../../../core/plan/operation.ts';
import { type Plan, planOf } from '../../../../core/plan/plan.ts';
import { LEVELS, type Level } from '../../../../core/vocabulary.ts';
import { boardPlan, cellId } from '../board-plan.ts';
import { dice, operationOf } from '../random-operations.ts';
import { readBlob, readDbase, readShapes, readTopology, toUnits } from './read-back.ts';

const board = boardPlan({ columns: 5, rows: 5, communityColumns: 2 });
/** A community that is a hole of another one, and one of two parts that meet in a corner. */
const riddled = planOf(
  board.nodes,
  board.arcs,
  [...board.grids].map(([id, grid], i) => {
    const isOther = [cellId(3, 1), cellId(1, 3), cellId(0, 4)].includes(id);
    return [id, isOther ? { ...grid, code: `630102001009${100 + i}` } : grid] as const;
  }),
);
const plans = fc.array(dice, { maxLength: 6 }).map((all) =>
  all.reduce<Plan>((plan, one, i) => {
    const next = apply(plan, operationOf(plan, one, i), { level: 'city' });
    return 'refusal' in next ? plan : next.plan;
  }, riddled),
);
const levels = fc.constantFrom(...LEVELS);
const [CGCS2000, GK102] = [exportCrs(4490), exportCrs(4543)] as [
  NonNullable<ReturnType<typeof exportCrs>>,
  NonNullable<ReturnType<typeof exportCrs>>,
];

function layerOf(plan: Plan, level: Level, nameZh = '东关, "大街"'): ExportLayer {
  const layer = levelAreas(plan, level, '630100');
  const about = (code: string) => ({
    code,
    level,
    name_zh: nameZh,
    name_en: 'East',
    city: '630100',
    district: ancestorCode(code, 'district') ?? null,
    street: null,
    community: null,
    grids: 3,
    area_m2: 1234.5,
    residents: null,
    dwellings: 120,
  });
  return { ...layer, areas: layer.areas.map((area) => ({ ...area, fields: about(area.code) })) };
}

/** What the areas of a level are, formed another way. */
function expected(plan: Plan, level: Level): string {
  if (level === 'grid')
    return certificateText(
      [...plan.grids].map(([id, { code }]) => ({ code, polygons: polygonsOf(plan, id) ?? [] })),
    );
  const codeOf = (id: string | null) => (id === null ? null : (plan.grids.get(id)?.code ?? null));
  const formed = formAreas(
    [...plan.arcs.values()].map(({ line, left, right }) => ({
      coordinates: line,
      leftCode: codeOf(left),
      rightCode: codeOf(right),
    })),
  );
  const codes = new Set([...plan.grids.values()].map(({ code }) => ancestorCode(code, level)));
  return certificateText(
    [...formed].filter(([code]) => codes.has(code)).map(([code, polygons]) => ({ code, polygons })),
  );
}
const certificateOf = (areas: readonly { code: string; rings: readonly FlatRing[] }[]): string =>
  certificateText(areas.map(({ code, rings }) => ({ code, polygons: [rings] })));
const turned = (ring: readonly number[]): number[] =>
  Array.from({ length: ring.length / 2 }, (_, i) =>
    ring.slice(ring.length - 2 * i - 2, ring.length - 2 * i),
  ).flat();

describe('a plan written to a file and read back is the same to the integer', () => {
  it('as GeoJSON, with shells counter-clockwise', () => {
    fc.assert(
      fc.property(plans, levels, (plan, level) => {
        const { features } = JSON.parse(JSON.stringify(geojsonOf(layerOf(plan, level))));
        const areas = features.map(
          ({ id, geometry }: { id: string; geometry: { type: string; coordinates: number[][][][] } }) => {
            const polygons =
              geometry.type === 'Polygon' ? [geometry.coordinates as never] : geometry.coordinates;
            for (const [shell = [], ...holes] of polygons as number[][][][]) {
              expect(signedArea2(toUnits(shell))).toBeGreaterThan(0);
              for (const hole of holes) expect(signedArea2(toUnits(hole))).toBeLessThan(0);
            }
            return { code: id, rings: (polygons as number[][][][]).flat().map(toUnits) };
          },
        );
        expect(certificateOf(areas)).toBe(expected(plan, level));
      }),
    );
  });

  it('as TopoJSON, each border once', () => {
    fc.assert(
      fc.property(plans, levels, (plan, level) => {
        const layer = layerOf(plan, level);
        const text = JSON.stringify(topojsonOf(layer));
        expect(certificateOf(readTopology(text, level))).toBe(expected(plan, level));
        const { arcs } = JSON.parse(text);
        expect(arcs.length).toBe(layer.arcs.size);
        expect(arcs.flat(2).every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it('as a shapefile, with shells clockwise', () => {
    fc.assert(
      fc.property(plans, levels, (plan, level) => {
        const layer = layerOf(plan, level);
        const shapes = readShapes(shapefileOf(layer, CGCS2000, '2026-11-23'));
        const areas = shapes.map((rings, i) => ({
          code: layer.areas[i]?.code ?? '',
          rings: rings.map((ring) => turned(ring.map(toInt7))),
        }));
        expect(certificateOf(areas)).toBe(expected(plan, level));
      }),
    );
  });

  it('as CSV with WKT, and as the geometry of a GeoPackage', () => {
    fc.assert(
      fc.property(plans, levels, (plan, level) => {
        const layer = layerOf(plan, level, '名');
        const lines = csvOf(layer, CGCS2000).trimEnd().split('\r\n').slice(1);
        const rings = (line: string) =>
          [...line.matchAll(/\(([\d., -]+)\)/g)].map(([, ring = '']) =>
            ring.split(/,? /).map((n) => toInt7(Number(n))),
          );
        const areas = lines.map((line) => ({ code: line.slice(0, line.indexOf(',')), rings: rings(line) }));
        expect(certificateOf(areas)).toBe(expected(plan, level));
        const blobs = layer.areas.map(({ code, faces }) => ({
          code,
          rings: readBlob(geopackageGeometry(faces, CGCS2000).blob),
        }));
        expect(certificateOf(blobs)).toBe(expected(plan, level));
      }),
    );
  });
});

describe('areas of a level', () => {
  it('are those of the scope alone; larger ones do not lie in it', () => {
    expect(levelAreas(board, 'grid', '630102001002').areas).toHaveLength(10);
    expect(levelAreas(board, 'community', '630102001002').areas.map(({ code }) => code)).toEqual([
      '630102001002',
    ]);
    expect(levelAreas(board, 'district', '630102001002')).toMatchObject({ areas: [], arcs: new Map() });
  });
});

describe('what is told of an area', () => {
  it('is in the table of a shapefile, cut within no character', () => {
    const layer = layerOf(board, 'community', '城'.repeat(100));
    const { dbf, prj, cpg } = shapefileOf(layer, GK102, '2026-11-23');
    const [row] = readDbase(dbf);
    expect(row).toMatchObject({
      code: '630102001001',
      level: 'community',
      name_zh: '城'.repeat(84),
      district: '630102',
      street: '',
      area_m2: '1234.50',
      residents: '',
      dwellings: '120',
    });
    expect(String.fromCharCode(...cpg)).toBe('UTF-8');
    expect(String.fromCharCode(...prj)).toContain('"CGCS2000_3_Degree_GK_CM_102E"');
  });

  it('is quoted in CSV', () => {
    const [head, line] = csvOf(layerOf(board, 'street'), CGCS2000).split('\r\n');
    expect(head).toMatch(/^code,level,name_zh,.*,wkt$/);
    expect(line).toContain(
      '630102001,street,"东关, ""大街""",East,630100,630102,,,3,1234.5,,120,"MULTIPOLYGON (((',
    );
  });
});

describe('CRS of files', () => {
  it('put Xining where PROJ puts it', () => {
    const [x, y] = GK102.project(1_017_782_000, 366_171_000);
    expect(x).toBeCloseTo(480_158.642, 2);
    expect(y).toBeCloseTo(4_054_041.914, 2);
    expect(exportCrs(4522)?.project(1_017_782_000, 366_171_000)[0]).toBeCloseTo(34_480_158.642, 2);
  });

  it('are those of CGCS2000 and WGS 84 alone', () => {
    expect([4326, 4490, 4513, 4554].map((epsg) => exportCrs(epsg)?.epsg)).toEqual([4326, 4490, 4513, 4554]);
    expect([3857, 4512, 4555, 32647].map(exportCrs)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
