import type { Block } from '../../core/basemap/buildings.ts';
import type { LandKind, Level, RoadClass } from '../../core/vocabulary.ts';
import type { Queryable } from '../database/database.ts';
import { isDemoCity } from '../queries/city.ts';
import {
  type AreaShapeRow,
  readArcs,
  readAreaShapes,
  readGridShapes,
  readLand,
  readRoadShapes,
} from '../queries/tiles.ts';
import { BuildingLayer } from './building-layer.ts';
import { type TileFrame, worldX, worldY } from './mercator.ts';
import type { MvtLayer, TagValue } from './mvt-writer.ts';
import { Obstacles } from './obstacles.ts';
import { ownZooms, type Shape, ShapeLayer, toWorld, type WorldPart } from './shape-layer.ts';
import { lineZooms, SharedVertices } from './vertex-zoom.ts';
import { readWkb } from './wkb.ts';

export const ROAD_MIN_ZOOM: Record<RoadClass, number> = {
  motorway: 7,
  trunk: 8,
  primary: 10,
  secondary: 11,
  tertiary: 12,
  residential: 13,
  track: 14,
};
/** Land with buildings on it, and what no building may stand on. */
const BUILT: readonly LandKind[] = ['residential', 'commercial', 'industrial', 'education'];
const UNBUILT: readonly LandKind[] = ['river', 'lake', 'railway'];
export const AREA_MIN_ZOOM: Record<Level, number> = {
  city: 0,
  district: 0,
  street: 8,
  community: 9,
  grid: 10,
};
export const LABEL_MIN_ZOOM: Record<Level, number> = {
  city: 4,
  district: 7,
  street: 9,
  community: 11,
  grid: 13,
};

/** What can be cut into tiles, for those whose code starts with `prefix`. */
export interface TileLayer {
  cut(frame: TileFrame, prefix: string): MvtLayer;
}

/** The layers of a tileset and what they cover, [west, south, east, north] in degrees. */
export interface StaticTileset {
  layers: TileLayer[];
  bounds: [number, number, number, number] | undefined;
}

/** The basemap: land and roads of the whole city. */
export async function loadBase(database: Queryable): Promise<StaticTileset> {
  const bounds = new Bounds();
  const land: Shape[] = [];
  const blocks: Block[] = [];
  const obstacles: WorldPart[] = [];
  for await (const row of readLand(database)) {
    const values = [row.kind, row.nameZh || null, row.nameEn || null];
    const shape = shapeOf(row.wkb, row.minZoom, values, [], bounds);
    land.push(shape);
    if (UNBUILT.includes(row.kind)) obstacles.push(...shape.parts);
    else if (BUILT.includes(row.kind)) blocks.push({ kind: row.kind, ring: ring7Of(row.wkb) });
  }
  const roads: { group: string; shape: Shape }[] = [];
  const groups = new Map<string, readonly (TagValue | null)[]>();
  for await (const row of readRoadShapes(database)) {
    const values = [row.class, row.nameZh || null, row.nameEn || null, row.oneWay, row.bridge];
    const group = JSON.stringify(values);
    if (!groups.has(group)) groups.set(group, values);
    const shape = shapeOf(row.wkb, ROAD_MIN_ZOOM[row.class], groups.get(group) ?? values, [], bounds);
    roads.push({ group, shape });
  }
  roads.sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0));
  return {
    layers: [
      new ShapeLayer('land', ['kind', 'nameZh', 'nameEn'], land),
      new ShapeLayer(
        'roads',
        ['class', 'nameZh', 'nameEn', 'oneWay', 'bridge'],
        roads.map(({ shape }) => shape),
      ),
      new BuildingLayer((await isDemoCity(database)) ? blocks : [], new Obstacles(obstacles)),
    ],
    bounds: bounds.degrees,
  };
}

/** The first shell of a block in integer units (1e-7 degree). */
function ring7Of(wkb: Uint8Array): Int32Array {
  return Int32Array.from(readWkb(wkb).parts[0] ?? [], (degrees) => Math.round(degrees * 1e7));
}

/** The plan in force: areas, grids, their borders (each once, from the arcs) and labels. */
export async function loadPlan(database: Queryable): Promise<StaticTileset> {
  const shared = new SharedVertices();
  const boundaries = await loadBoundaries(database, shared);
  const bounds = new Bounds();
  const areas: Shape[] = [];
  const grids: Shape[] = [];
  const labels: Shape[] = [];
  for await (const row of readAreaShapes(database)) {
    areas.push(areaShape(row, [row.code, row.level, row.nameZh, row.nameEn], shared, bounds));
    labels.push(labelShape(row));
  }
  for await (const row of readGridShapes(database)) {
    grids.push(areaShape(row, [row.code, row.nameZh, row.nameEn], shared, bounds));
    labels.push(labelShape(row));
  }
  return {
    layers: [
      new ShapeLayer('areas', ['code', 'level', 'nameZh', 'nameEn'], areas),
      new ShapeLayer('grids', ['code', 'nameZh', 'nameEn'], grids),
      new ShapeLayer('boundaries', ['level'], boundaries),
      new ShapeLayer('labels', ['code', 'level', 'nameZh', 'nameEn'], labels),
    ],
    bounds: bounds.degrees,
  };
}

async function loadBoundaries(database: Queryable, shared: SharedVertices): Promise<Shape[]> {
  const byLevel = new Map<Level, { values: readonly TagValue[]; shapes: Shape[] }>();
  for await (const { level, coordinates, leftCode, rightCode } of readArcs(database)) {
    const line = new Int32Array(coordinates.length);
    for (let i = 0; i < line.length; i += 2) {
      line[i] = worldX(coordinates[i]! / 1e7);
      line[i + 1] = worldY(coordinates[i + 1]! / 1e7);
    }
    const zooms = lineZooms(line);
    shared.add(line, zooms);
    const codes = [leftCode, rightCode].filter((code) => code !== null);
    const ofLevel = byLevel.get(level) ?? { values: [level], shapes: [] };
    byLevel.set(level, ofLevel);
    ofLevel.shapes.push({
      type: 'line',
      parts: [line],
      holes: [false],
      zooms: [zooms],
      minZoom: AREA_MIN_ZOOM[level],
      values: ofLevel.values,
      codes,
    });
  }
  return [...byLevel.values()].flatMap(({ shapes }) => shapes);
}

function areaShape(row: AreaShapeRow, values: TagValue[], shared: SharedVertices, bounds: Bounds): Shape {
  const shape = shapeOf(row.wkb, AREA_MIN_ZOOM[row.level], values, [row.code], bounds, shared);
  return { ...shape, id: Number(row.code) };
}

function labelShape(row: AreaShapeRow): Shape {
  const point = Int32Array.of(worldX(row.labelLng), worldY(row.labelLat));
  return {
    type: 'point',
    parts: [point],
    holes: [false],
    zooms: [],
    minZoom: LABEL_MIN_ZOOM[row.level],
    values: [row.code, row.level, row.nameZh, row.nameEn],
    codes: [row.code],
    id: Number(row.code),
  };
}

function shapeOf(
  wkb: Uint8Array,
  minZoom: number,
  values: readonly (TagValue | null)[],
  codes: readonly string[],
  bounds: Bounds,
  shared?: SharedVertices,
): Shape {
  const { type, parts: degrees, holes } = readWkb(wkb);
  for (const part of degrees) bounds.add(part);
  const parts = degrees.map(toWorld);
  const zooms = shared ? parts.map((part) => shared.zoomsOf(part) ?? lineZooms(part)) : ownZooms(type, parts);
  return { type, parts, holes, zooms, minZoom, values, codes };
}

class Bounds {
  #box = [Infinity, Infinity, -Infinity, -Infinity];

  add(part: Float64Array): void {
    for (let i = 0; i < part.length; i += 2) {
      this.#box[0] = Math.min(this.#box[0]!, part[i]!);
      this.#box[1] = Math.min(this.#box[1]!, part[i + 1]!);
      this.#box[2] = Math.max(this.#box[2]!, part[i]!);
      this.#box[3] = Math.max(this.#box[3]!, part[i + 1]!);
    }
  }

  get degrees(): [number, number, number, number] | undefined {
    const [west, south, east, north] = this.#box as [number, number, number, number];
    return west <= east ? [west, south, east, north] : undefined;
  }
}
