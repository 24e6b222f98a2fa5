import Flatbush from 'flatbush';
import { type Block, buildingsOf } from '../../core/basemap/buildings.ts';
import { BUFFER } from './clip.ts';
import { EXTENT, type TileFrame, type WorldBox, worldX, worldY } from './mercator.ts';
import { MvtLayer } from './mvt-writer.ts';
import { boxOf, type Obstacles } from './obstacles.ts';
import { type Shape, ShapeLayer } from './shape-layer.ts';

export const BUILDING_MIN_ZOOM = 15;
/** About 7 m at the latitude of the city, in world units. */
const BANK_UNITS = 60;
const KEYS = ['kind'];

/** Buildings of the demo city, invented from its blocks when a tile is made: they need no room in the database. */
export class BuildingLayer {
  readonly #blocks: readonly Block[];
  readonly #boxes: readonly WorldBox[];
  readonly #index: Flatbush | undefined;
  readonly #obstacles: Obstacles;

  constructor(blocks: readonly Block[], obstacles: Obstacles) {
    this.#blocks = blocks;
    this.#obstacles = obstacles;
    this.#boxes = blocks.map(({ ring }) => boxOf(toWorld7(ring)));
    if (blocks.length === 0) return;
    this.#index = new Flatbush(blocks.length);
    for (const box of this.#boxes) this.#index.add(...box);
    this.#index.finish();
  }

  /** The part of the layer in one tile; nothing below its zoom. */
  cut(frame: TileFrame): MvtLayer {
    if (frame.z < BUILDING_MIN_ZOOM) return new MvtLayer('buildings');
    const { originX, originY, scale } = frame;
    const [low, high] = [-BUFFER * scale, (EXTENT + BUFFER) * scale];
    const found = this.#index?.search(originX + low, originY + low, originX + high, originY + high) ?? [];
    const shapes = found.sort((a, b) => a - b).map((index) => this.#shapeOf(index));
    return new ShapeLayer('buildings', KEYS, shapes).cut(frame, '');
  }

  #shapeOf(index: number): Shape {
    const block = this.#blocks[index]!;
    const isFree = this.#obstacles.within(this.#boxes[index]!, BANK_UNITS);
    const parts = buildingsOf(block).map(toWorld7).filter(isFree);
    return {
      type: 'polygon',
      parts,
      holes: parts.map(() => false),
      zooms: parts.map((part) => new Uint8Array(part.length / 2)),
      minZoom: BUILDING_MIN_ZOOM,
      values: [block.kind],
      codes: [],
    };
  }
}

/** Integer units (1e-7 degree) to world units. */
function toWorld7(ring: ArrayLike<number>): Int32Array {
  return Int32Array.from(ring, (value, i) => (i % 2 === 0 ? worldX(value / 1e7) : worldY(value / 1e7)));
}
