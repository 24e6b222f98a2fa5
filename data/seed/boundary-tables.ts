import { proofHash } from '../../server/import/proof-hash.ts';
import { multiPolygonHex, pointHex } from './ewkb.ts';

import type { SeededCity } from './seeded-city.ts';
import { NAMES, type TableLoad } from './table-load.ts';

/** Areas, and the plan in force with its grids, arcs and staff; parents before children. */
export function boundaryTables(seeded: SeededCity): TableLoad[] {
  return [areaTable, planTable, nodeTable, gridTable, arcTable, staffingTable].map((table) => table(seeded));
}

function areaTable({ city }: SeededCity): TableLoad {
  return {
    table: 'area',
    columns: ['code', 'level', 'parent_code', ...NAMES, 'geom', 'label', 'area_m2', 'updated_at'],
    rows: city.areas
      .toSorted(
        (a, b) =>
          a.code.length - b.code.length || Number(a.parentCode !== null) - Number(b.parentCode !== null),
      )
      .map((area) => [
        area.code,
        area.level,
        area.parentCode,
        area.nameZh,
        area.nameEn,
        multiPolygonHex(area.polygons),
        pointHex(area.label),
        area.areaM2,
        city.asOf,
      ]),
  };
}

function planTable({ city, planId }: SeededCity): TableLoad {
  return {
    table: 'plan',
    columns: ['id', 'name', 'status', 'effective_from', 'proof_hash', 'created_at'],
    rows: [[planId, '演示方案 Demo plan', 'in_force', city.asOf, proofHash(city.grids), city.asOf]],
  };
}

function nodeTable({ city, planId }: SeededCity): TableLoad {
  return {
    table: 'node',
    columns: ['plan_id', 'id', 'lng7', 'lat7'],
    rows: city.nodes.map(({ id, point }) => [planId, id, ...point]),
  };
}

function gridTable({ city, planId, gridId }: SeededCity): TableLoad {
  return {
    table: 'grid',
    columns: [
      'plan_id',
      'id',
      'code',
      'community_code',
      ...NAMES,
      'residents',
      'dwellings',
      'geom',
      'label',
      'area_m2',
      'updated_at',
    ],
    rows: city.grids.map((grid, index) => [
      planId,
      gridId(index),
      grid.code,
      grid.communityCode,
      grid.nameZh,
      grid.nameEn,
      grid.residents,
      grid.dwellings,
      multiPolygonHex(grid.polygons),
      pointHex(grid.label),
      grid.areaM2,
      city.asOf,
    ]),
  };
}

function arcTable({ city, planId, gridId }: SeededCity): TableLoad {
  const arcGrid = (index: number) => (index < 0 ? null : gridId(index));
  return {
    table: 'arc',
    columns: ['plan_id', 'id', 'from_node', 'to_node', 'coordinates', 'left_grid', 'right_grid', 'level'],
    rows: city.arcs.map((arc) => [
      planId,
      arc.id,
      arc.fromNode,
      arc.toNode,
      `{${arc.line.join(',')}}`,
      arcGrid(arc.left),
      arcGrid(arc.right),
      arc.level,
    ]),
  };
}

function staffingTable({ city }: SeededCity): TableLoad {
  return {
    table: 'staffing',
    columns: ['area_code', 'role', 'official_name_zh', 'official_name_en', 'updated_at'],
    rows: city.staff.map(({ gridCode, role, nameZh, nameEn }) => [gridCode, role, nameZh, nameEn, city.asOf]),
  };
}
