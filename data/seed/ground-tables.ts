import { lineHex, multiPolygonHex } from './ewkb.ts';
import type { SeededCity } from './seeded-city.ts';
import { NAMES, type TableLoad } from './table-load.ts';

/** Roads with their turns, and what the basemap draws. */
export function groundTables(seeded: SeededCity): TableLoad[] {
  return [roadNodeTable, roadTable, turnTable, landTable].map((table) => table(seeded));
}

function roadNodeTable({ city }: SeededCity): TableLoad {
  return {
    table: 'road_node',
    columns: ['id', 'lng7', 'lat7'],
    rows: city.roadNodes.map(({ id, point }) => [id, ...point]),
  };
}

function roadTable({ city }: SeededCity): TableLoad {
  return {
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
  };
}

function turnTable({ city }: SeededCity): TableLoad {
  return {
    table: 'turn_restriction',
    columns: ['kind', 'from_road', 'via_node', 'to_road', 'except_vehicles'],
    rows: city.turns.map(({ kind, fromRoad, viaNode, toRoad, except }) => [
      kind,
      fromRoad,
      viaNode,
      toRoad,
      `{${except.join()}}`,
    ]),
  };
}

function landTable({ city }: SeededCity): TableLoad {
  return {
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
  };
}
