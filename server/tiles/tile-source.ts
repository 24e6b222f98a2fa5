import type { TileFrame } from './mercator.ts';
import type { MvtLayer } from './mvt-writer.ts';
import type { Pbf } from './pbf.ts';
import type { DegreeBox } from './read-shape.ts';
import type { Touches } from './touches.ts';

/** What can be cut into tiles, for those whose code starts with `prefix`. */
export interface TileLayer {
  cut(frame: TileFrame, prefix: string): MvtLayer;
}

/** What tiles of one tileset are cut from, in memory. */
export interface StaticTileset {
  /** What changed in it. */
  readonly touches: Touches;
  readonly layers: readonly TileLayer[];
  /** What it covers; undefined when it is empty, or nobody asks. */
  readonly bounds?: DegreeBox | undefined;
}

/** Writes one tile for those whose code starts with `prefix`. */
export function cutTile(tileset: StaticTileset, tile: Pbf, frame: TileFrame, prefix: string): void {
  for (const layer of tileset.layers) layer.cut(frame, prefix).writeTo(tile);
}
