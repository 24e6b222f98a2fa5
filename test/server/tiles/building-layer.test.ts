import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { buildingsOf } from '../../../core/basemap/buildings.ts';
import { BuildingLayer } from '../../../server/tiles/building-layer.ts';
import { MAX_ZOOM, tileFrame, worldX, worldY } from '../../../server/tiles/mercator.ts';
import { Obstacles } from '../../../server/tiles/obstacles.ts';
import { Pbf } from '../../../server/tiles/pbf.ts';

/** A block of about 180 by 160 m whose south-west corner is at (lng7, lat7). */
const blockAt = (lng7: number, lat7: number) => ({
  kind: 'residential' as const,
  ring: [
    ...[lng7, lat7, lng7 + 20_000, lat7, lng7 + 20_000, lat7 + 14_500],
    ...[lng7, lat7 + 14_500, lng7, lat7],
  ],
});
// In the middle of a tile of zoom 16.
const LNG7 = 1_017_680_000;
const LAT7 = 366_215_000;
const world = (ring: readonly number[]) =>
  Int32Array.from(ring, (value, i) => (i % 2 === 0 ? worldX(value / 1e7) : worldY(value / 1e7)));
const box = (west: number, south: number, east: number, north: number) =>
  world([west, south, east, south, east, north, west, north, west, south]);

/** Points of all buildings in the tile of zoom z at the block, in integer units of 1e-7 degree. */
function drawn(layer: BuildingLayer, z = MAX_ZOOM): [number, number][] {
  const scale = 4096 * 2 ** (MAX_ZOOM - z);
  const [x, y] = [Math.floor(worldX(LNG7 / 1e7) / scale), Math.floor(worldY(LAT7 / 1e7) / scale)];
  const pbf = new Pbf();
  layer.cut(tileFrame(z, x, y)).writeTo(pbf);
  const tile = new VectorTile(new PbfReader(pbf.done())).layers.buildings;
  return Array.from({ length: tile?.length ?? 0 }, (_, i) => tile!.feature(i).toGeoJSON(x, y, z)).flatMap(
    ({ geometry }) =>
      (JSON.stringify(geometry).match(/-?[\d.]+,-?[\d.]+/g) ?? []).map((pair) => {
        const [lng, lat] = pair.split(',').map(Number);
        return [lng! * 1e7, lat! * 1e7] as [number, number];
      }),
  );
}

describe('the layer of buildings', () => {
  const blocks = [blockAt(LNG7, LAT7)];

  it('draws the buildings of its blocks from zoom 15 on', () => {
    const layer = new BuildingLayer(blocks, new Obstacles([]));
    expect(drawn(layer, 14)).toEqual([]);
    expect(drawn(layer, 15).length).toBeGreaterThan(20);
    const corners = new Set(buildingsOf(blocks[0]!).flatMap((ring) => ring.filter((_, i) => i % 2 === 0)));
    expect(drawn(layer).every(([lng7]) => [...corners].some((corner) => Math.abs(corner - lng7) < 15))).toBe(
      true,
    );
    expect(drawn(new BuildingLayer([], new Obstacles([])))).toEqual([]);
  });

  it('keeps off water that crosses a block', () => {
    const [west, east] = [LNG7 + 8000, LNG7 + 12_000];
    const river = new Obstacles([box(west, LAT7 - 50_000, east, LAT7 + 50_000)]);
    const points = drawn(new BuildingLayer(blocks, river));
    expect(points.length).toBeGreaterThan(8);
    const room = 500; // about 4.5 m
    expect(points.filter(([lng7]) => lng7 > west - room && lng7 < east + room)).toEqual([]);
    const sides = new Set(points.map(([lng7]) => lng7 < west));
    expect(sides.size).toBe(2);
  });

  it('draws nothing in the middle of a lake', () => {
    const lake = new Obstacles([box(LNG7 - 90_000, LAT7 - 90_000, LNG7 + 90_000, LAT7 + 90_000)]);
    expect(drawn(new BuildingLayer(blocks, lake))).toEqual([]);
  });
});
