import type { Block } from '../../core/basemap/buildings.ts';
import type { LandKind } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { inTurns } from '../in-turns.ts';
import { isDemoCity } from '../queries/city.ts';
import { readLand, readRoadShapes } from '../queries/tiles.ts';
import { BuildingLayer } from './building-layer.ts';
import { ROAD_MIN_ZOOM } from './min-zooms.ts';
import { Obstacles } from './obstacles.ts';
import type { TagValue } from './pbf.ts';
import { Bounds, shapeOf } from './read-shape.ts';
import { type Shape, ShapeLayer, type WorldPart } from './shape-layer.ts';
import type { StaticTileset } from './tile-source.ts';
import { Touches } from './touches.ts';
import { readWkb } from './wkb.ts';

/** Land with buildings on it, and what no building may stand on. */
const BUILT: readonly LandKind[] = ['residential', 'commercial', 'industrial', 'education'];
const UNBUILT: readonly LandKind[] = ['river', 'lake', 'railway'];

/** The basemap: land and roads of the whole city. */
export async function loadBase(database: Queryable): Promise<StaticTileset> {
  const bounds = new Bounds();
  const land: Shape[] = [];
  const blocks: Block[] = [];
  const obstacles: WorldPart[] = [];
  for await (const row of readLand(database)) {
    const values = [row.kind, row.nameZh || null, row.nameEn || null];
    const shape = shapeOf(readWkb(row.wkb), row.minZoom, values, [], bounds);
    land.push(shape);
    if (UNBUILT.includes(row.kind)) obstacles.push(...shape.parts);
    else if (BUILT.includes(row.kind)) blocks.push({ kind: row.kind, ring: ring7Of(row.wkb) });
  }
  const groups = new Map<string, { values: readonly (TagValue | null)[]; shapes: Shape[] }>();
  for await (const row of readRoadShapes(database)) {
    const values = [row.class, row.nameZh || null, row.nameEn || null, row.oneWay, row.bridge];
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? { values, shapes: [] };
    groups.set(key, group);
    group.shapes.push(shapeOf(readWkb(row.wkb), ROAD_MIN_ZOOM[row.class], group.values, [], bounds));
  }
  const roads: Shape[] = [];
  for await (const key of inTurns([...groups.keys()].sort()))
    for (const shape of groups.get(key)?.shapes ?? []) roads.push(shape);
  return {
    touches: new Touches(),
    layers: [
      new ShapeLayer('land', ['kind', 'nameZh', 'nameEn'], land),
      await ShapeLayer.ofMany('roads', ['class', 'nameZh', 'nameEn', 'oneWay', 'bridge'], roads),
      new BuildingLayer((await isDemoCity(database)) ? blocks : [], new Obstacles(obstacles)),
    ],
    bounds: bounds.degrees,
  };
}

/** The first shell of a block in integer units (1e-7 degree). */
function ring7Of(wkb: Uint8Array): Int32Array {
  return Int32Array.from(readWkb(wkb).parts[0] ?? [], (degrees) => Math.round(degrees * 1e7));
}
