import Flatbush from 'flatbush';
import { inTurns } from '../in-turns.ts';
import { BUFFER, clipLine, clipRing, Path } from './clip.ts';
import { EXTENT, type TileFrame, type WorldBox, worldX, worldY } from './mercator.ts';
import { MvtLayer } from './mvt-writer.ts';
import type { TagValue } from './pbf.ts';
import { TagTable } from './tag-table.ts';
import { lineZooms } from './vertex-zoom.ts';
import type { FlatGeometry } from './wkb.ts';

export type WorldPart = Int32Array | Float64Array;

/** One thing to draw. `zooms` of a part may be given where a border is shared (see SharedVertices). */
export interface Shape {
  type: FlatGeometry['type'];
  /** Flat world units (see mercator.ts), whole ones but for points; rings repeat their first vertex. */
  parts: readonly WorldPart[];
  holes: boolean[];
  /** For each part: the zoom from which each vertex is drawn. */
  zooms: Uint8Array[];
  /** Drawn from this zoom on. */
  minZoom: number;
  /** Neighbours in the list that share this very array become one feature of many parts, unless they are points. */
  values: readonly (TagValue | null)[];
  /** Feature id in the tile, if it has a number. */
  id?: number;
  /** Codes of the areas it belongs to; empty: everybody may see it. */
  codes: readonly string[];
}

/** A geometry in degrees as parts in world units. */
export function toWorld(part: Float64Array): Int32Array {
  const world = new Int32Array(part.length);
  for (let i = 0; i < part.length; i += 2) {
    world[i] = worldX(part[i]!);
    world[i + 1] = worldY(part[i + 1]!);
  }
  return world;
}

/** Zooms of the parts of a shape that shares no border with others. */
export function ownZooms(type: FlatGeometry['type'], parts: readonly Int32Array[]): Uint8Array[] {
  return parts.map((part) => (type === 'point' ? new Uint8Array(part.length / 2) : lineZooms(part)));
}

/** Smaller rings than this are not drawn, in square tile units. */
const LEAST_AREA = 4;

/** Things of one MVT layer in memory, ready to be cut into tiles. */
export class ShapeLayer {
  readonly name: string;
  readonly keys: readonly string[];
  readonly #shapes: readonly Shape[];
  readonly #limit: number;
  readonly #table = new TagTable();
  readonly #tags = new WeakMap<Shape['values'], Int32Array>();
  readonly #index: Flatbush | undefined;
  /** [west, north, east, south] of each part in world units. */
  readonly #boxes: Float64Array[];
  readonly #path = new Path();
  readonly #spare = new Path();
  readonly #other = new Path();

  /** Of more than `limit` shapes in a tile the first ones are drawn. */
  constructor(
    name: string,
    keys: readonly string[],
    shapes: readonly Shape[],
    limit = Number.POSITIVE_INFINITY,
    boxes: Float64Array[] = shapes.map(({ parts }) => boxesOf(parts)),
  ) {
    this.name = name;
    this.keys = keys;
    this.#limit = limit;
    this.#shapes = shapes;
    this.#boxes = boxes;
    if (shapes.length === 0) return;
    this.#index = new Flatbush(shapes.length);
    for (const box of boxes) this.#index.add(...envelope(box));
    this.#index.finish();
  }

  /** One of many shapes; others have their turn while their boxes are found. */
  static async ofMany(name: string, keys: readonly string[], shapes: readonly Shape[]): Promise<ShapeLayer> {
    const boxes: Float64Array[] = [];
    for await (const { parts } of inTurns(shapes)) boxes.push(boxesOf(parts));
    return new ShapeLayer(name, keys, shapes, Number.POSITIVE_INFINITY, boxes);
  }

  /** The part of the layer in one tile, for those whose code starts with `prefix`. */
  cut(frame: TileFrame, prefix: string): MvtLayer {
    const layer = new MvtLayer(this.name, this.#table);
    const { originX, originY, scale, z } = frame;
    const reach = EXTENT + BUFFER;
    const found =
      this.#index?.search(
        originX - BUFFER * scale,
        originY - BUFFER * scale,
        originX + reach * scale,
        originY + reach * scale,
      ) ?? [];
    found.sort((a, b) => a - b);
    let before: Shape | undefined;
    let drawn = 0;
    for (const index of found) {
      const shape = this.#shapes[index]!;
      if (shape.minZoom > z || !isVisible(shape.codes, prefix)) continue;
      drawn += 1;
      if (drawn > this.#limit) break;
      if (before && (before.values !== shape.values || shape.type === 'point')) this.#end(layer, before);
      if (before?.values !== shape.values || shape.type === 'point') layer.begin();
      this.#draw(layer, shape, index, frame);
      before = shape;
    }
    if (before) this.#end(layer, before);
    return layer;
  }

  #end(layer: MvtLayer, { type, values, id }: Shape): void {
    let tags = this.#tags.get(values);
    if (!tags) {
      tags = this.#table.tagsOf(this.keys, values);
      this.#tags.set(values, tags);
    }
    layer.endTagged(type, tags, id);
  }

  #draw(layer: MvtLayer, shape: Shape, index: number, frame: TileFrame): void {
    if (shape.type === 'polygon') this.#polygon(layer, shape, index, frame);
    else if (shape.type === 'line') this.#line(layer, shape, index, frame);
    else drawPoint(layer, shape, frame);
  }

  #polygon(layer: MvtLayer, shape: Shape, index: number, frame: TileFrame): void {
    const boxes = this.#boxes[index]!;
    let shellDrawn = false;
    for (let i = 0; i < shape.parts.length; i += 1) {
      const hole = shape.holes[i] === true;
      if (hole && !shellDrawn) continue;
      const overlap = overlapOf(boxes, i, frame);
      let drawn = false;
      if (overlap !== 'outside') {
        this.#load(shape, i, frame, 1);
        const ring = overlap === 'inside' ? this.#path : clipRing(this.#path, this.#spare, this.#other);
        drawn = drawRing(layer, ring, hole);
      }
      if (!hole) shellDrawn = drawn;
    }
  }

  #line(layer: MvtLayer, shape: Shape, index: number, frame: TileFrame): void {
    const boxes = this.#boxes[index]!;
    for (let i = 0; i < shape.parts.length; i += 1) {
      const overlap = overlapOf(boxes, i, frame);
      if (overlap === 'outside') continue;
      this.#load(shape, i, frame, 0);
      if (overlap === 'inside') drawLine(layer, this.#path);
      else clipLine(this.#path, this.#spare, (piece) => drawLine(layer, piece));
    }
  }

  /** Puts the vertices of a part that this zoom needs into `#path`, in tile units; `dropped` of them at the end stay out. */
  #load(shape: Shape, part: number, frame: TileFrame, dropped: 0 | 1): void {
    const { originX, originY, scale, z } = frame;
    const line = shape.parts[part]!;
    const zooms = shape.zooms[part]!;
    const path = this.#path;
    path.length = 0;
    for (let i = 0; i < zooms.length - dropped; i += 1)
      if (zooms[i]! <= z) path.push((line[i * 2]! - originX) / scale, (line[i * 2 + 1]! - originY) / scale);
  }
}

function isVisible(codes: readonly string[], prefix: string): boolean {
  for (const code of codes) if (code.startsWith(prefix)) return true;
  return codes.length === 0;
}

function drawPoint(layer: MvtLayer, shape: Shape, frame: TileFrame): void {
  const point = shape.parts[0]!;
  layer.moveTo(1);
  layer.vertex(
    Math.round((point[0]! - frame.originX) / frame.scale),
    Math.round((point[1]! - frame.originY) / frame.scale),
  );
}

/** Rounds in place and leaves out repeated vertices; returns the number of numbers left. */
function round(path: Path): number {
  const { values, length } = path;
  let kept = 0;
  for (let i = 0; i < length; i += 2) {
    const x = Math.round(values[i]!);
    const y = Math.round(values[i + 1]!);
    if (kept > 0 && values[kept - 2] === x && values[kept - 1] === y) continue;
    values[kept] = x;
    values[kept + 1] = y;
    kept += 2;
  }
  path.length = kept;
  return kept;
}

function drawLine(layer: MvtLayer, path: Path): void {
  const length = round(path);
  if (length < 4) return;
  const { values } = path;
  layer.moveTo(1);
  layer.vertex(values[0]!, values[1]!);
  layer.lineTo(length / 2 - 1);
  for (let i = 2; i < length; i += 2) layer.vertex(values[i]!, values[i + 1]!);
}

/** Shells wind clockwise on the screen (positive area with y down), holes the other way round. */
function drawRing(layer: MvtLayer, ring: Path, hole: boolean): boolean {
  let length = round(ring);
  const { values } = ring;
  if (length > 2 && values[0] === values[length - 2] && values[1] === values[length - 1]) length -= 2;
  if (length < 6) return false;
  const area = signedArea(values, length);
  if (Math.abs(area) < LEAST_AREA) return false;
  const forward = area > 0 !== hole;
  layer.moveTo(1);
  layer.vertex(values[0]!, values[1]!);
  layer.lineTo(length / 2 - 1);
  for (let i = 2; i < length; i += 2) {
    const at = forward ? i : length - i;
    layer.vertex(values[at]!, values[at + 1]!);
  }
  layer.closePath();
  return true;
}

function signedArea(values: Float64Array, length: number): number {
  let twice = 0;
  for (let i = 0, j = length - 2; i < length; j = i, i += 2)
    twice += values[j]! * values[i + 1]! - values[i]! * values[j + 1]!;
  return twice / 2;
}

function overlapOf(boxes: Float64Array, part: number, frame: TileFrame): 'outside' | 'inside' | 'across' {
  const { originX, originY, scale } = frame;
  const low = -BUFFER * scale;
  const high = (EXTENT + BUFFER) * scale;
  const west = boxes[part * 4]! - originX;
  const north = boxes[part * 4 + 1]! - originY;
  const east = boxes[part * 4 + 2]! - originX;
  const south = boxes[part * 4 + 3]! - originY;
  if (east < low || west > high || south < low || north > high) return 'outside';
  return west >= low && east <= high && north >= low && south <= high ? 'inside' : 'across';
}

function boxesOf(parts: readonly WorldPart[]): Float64Array {
  const boxes = new Float64Array(parts.length * 4);
  parts.forEach((part, index) => {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < part.length; i += 2) {
      west = Math.min(west, part[i]!);
      north = Math.min(north, part[i + 1]!);
      east = Math.max(east, part[i]!);
      south = Math.max(south, part[i + 1]!);
    }
    boxes.set([west, north, east, south], index * 4);
  });
  return boxes;
}

/** [west, north, east, south] of all parts of a shape, in world units. */
export function shapeBox(shape: Shape): WorldBox {
  return envelope(boxesOf(shape.parts));
}

function envelope(boxes: Float64Array): WorldBox {
  const all: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < boxes.length; i += 4) {
    all[0] = Math.min(all[0], boxes[i]!);
    all[1] = Math.min(all[1], boxes[i + 1]!);
    all[2] = Math.max(all[2], boxes[i + 2]!);
    all[3] = Math.max(all[3], boxes[i + 3]!);
  }
  return all;
}
