import type { Cell } from './csv.ts';
import type { Duty } from './duty.ts';
import { lineHex, multiPolygonHex, pointHex } from './ewkb.ts';
import { INCIDENT_COLUMNS, incidentRows } from './incident-rows.ts';
import { proofHash } from './proof-hash.ts';
import type { SeededCity } from './seeded-city.ts';
import { POSITION_COLUMNS, positionRows, UNIT_COLUMNS, unitRows } from './unit-rows.ts';

/** One table of the city: its columns and its rows. */
export interface TableLoad {
  table: string;
  columns: readonly string[];
  rows: Iterable<readonly Cell[]>;
}

const NAMES = ['name_zh', 'name_en'] as const;

/** Every table that the demo city fills, parents before children. */
export function tablesOf(seeded: SeededCity, duty: Duty): TableLoad[] {
  return [
    ...boundaryTables(seeded),
    ...groundTables(seeded),
    ...netTables(seeded),
    { table: 'unit', columns: UNIT_COLUMNS, rows: unitRows(seeded, duty) },
    { table: 'unit_position', columns: POSITION_COLUMNS, rows: positionRows(seeded, duty) },
    { table: 'incident', columns: INCIDENT_COLUMNS, rows: incidentRows(seeded, duty) },
  ];
}

function boundaryTables({ city, planId, gridId }: SeededCity): TableLoad[] {
  const arcGrid = (index: number) => (index < 0 ? null : gridId(index));
  return [
    {
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
    },
    {
      table: 'plan',
      columns: ['id', 'name', 'status', 'effective_from', 'proof_hash', 'created_at'],
      rows: [[planId, '演示方案 Demo plan', 'in_force', city.asOf, proofHash(city.grids), city.asOf]],
    },
    {
      table: 'node',
      columns: ['plan_id', 'id', 'lng7', 'lat7'],
      rows: city.nodes.map(({ id, point }) => [planId, id, ...point]),
    },
    {
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
    },
    {
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
    },
    {
      table: 'staffing',
      columns: ['area_code', 'role', 'official_name_zh', 'official_name_en', 'updated_at'],
      rows: city.staff.map(({ gridCode, role, nameZh, nameEn }) => [
        gridCode,
        role,
        nameZh,
        nameEn,
        city.asOf,
      ]),
    },
  ];
}

function groundTables({ city }: SeededCity): TableLoad[] {
  return [
    {
      table: 'road_node',
      columns: ['id', 'lng7', 'lat7'],
      rows: city.roadNodes.map(({ id, point }) => [id, ...point]),
    },
    {
      table: 'road',
      columns: [
        'id',
        'from_node',
        'to_node',
        'class',
        ...NAMES,
        'one_way',
        'bridge',
        'length_metres',
        'speed_kmh',
        'geom',
      ],
      rows: city.roads.map((road) => [
        road.id,
        road.fromNode,
        road.toNode,
        road.class,
        road.nameZh,
        road.nameEn,
        road.oneWay,
        road.bridge,
        road.lengthMetres,
        road.speedKmh,
        lineHex(road.line),
      ]),
    },
    {
      table: 'land',
      columns: ['id', 'kind', ...NAMES, 'min_zoom', 'geom'],
      rows: city.land.map((land) => [
        land.id,
        land.kind,
        land.nameZh,
        land.nameEn,
        land.minZoom,
        multiPolygonHex(land.polygons),
      ]),
    },
  ];
}

function netTables(seeded: SeededCity): TableLoad[] {
  const { city } = seeded;
  return [
    {
      table: 'post',
      columns: ['id', 'area_code', 'kind', ...NAMES, 'staffed', 'staff_count', 'geom', 'updated_at'],
      rows: city.posts.map((post, index) => [
        seeded.id('post', index),
        post.areaCode,
        post.kind,
        post.nameZh,
        post.nameEn,
        post.staffed,
        post.staffCount,
        pointHex(post.point),
        city.asOf,
      ]),
    },
    {
      table: 'checkpoint',
      columns: [
        'id',
        'area_code',
        'code',
        ...NAMES,
        'border',
        'state',
        'state_since',
        'lanes',
        'bearing_degrees',
        'geom',
        'updated_at',
      ],
      rows: city.checkpoints.map((checkpoint, index) => [
        seeded.id('checkpoint', index),
        checkpoint.areaCode,
        checkpoint.code,
        checkpoint.nameZh,
        checkpoint.nameEn,
        checkpoint.border,
        checkpoint.state,
        city.asOf,
        checkpoint.lanes,
        checkpoint.bearingDegrees,
        pointHex(checkpoint.point),
        city.asOf,
      ]),
    },
    {
      table: 'institution',
      columns: [
        'id',
        'area_code',
        'kind',
        ...NAMES,
        'grade',
        'guard_posts',
        'inspection_due_on',
        'geom',
        'updated_at',
      ],
      rows: city.institutions.map((institution, index) => [
        seeded.id('institution', index),
        institution.areaCode,
        institution.kind,
        institution.nameZh,
        institution.nameEn,
        institution.grade,
        institution.guardPosts,
        institution.inspectionDueOn,
        pointHex(institution.point),
        city.asOf,
      ]),
    },
    {
      table: 'device',
      columns: [
        'id',
        'area_code',
        'code',
        'kind',
        'health',
        'health_since',
        'bearing_degrees',
        'field_of_view_degrees',
        'range_metres',
        'geom',
        'updated_at',
      ],
      rows: city.devices.map((device, index) => [
        seeded.id('device', index),
        device.areaCode,
        device.code,
        device.kind,
        device.health,
        city.asOf,
        device.bearingDegrees,
        device.fieldOfViewDegrees,
        device.rangeMetres,
        pointHex(device.point),
        city.asOf,
      ]),
    },
    {
      table: 'route',
      columns: [
        'id',
        'area_code',
        'code',
        ...NAMES,
        'vehicle',
        'shift',
        'length_metres',
        'geom',
        'updated_at',
      ],
      rows: city.routes.map((route, index) => [
        seeded.id('route', index),
        route.areaCode,
        route.code,
        route.nameZh,
        route.nameEn,
        route.vehicle,
        route.shift,
        route.lengthMetres,
        lineHex(route.line),
        city.asOf,
      ]),
    },
  ];
}
