import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { BUFFER, clipLine, clipRing, Path } from '../../../server/tiles/clip.ts';
import { EXTENT, MAX_ZOOM, tileBbox, tileFrame, worldX, worldY } from '../../../server/tiles/mercator.ts';
import { MvtLayer } from '../../../server/tiles/mvt-writer.ts';
import { Pbf, type TagValue } from '../../../server/tiles/pbf.ts';
import { lineZooms, SharedVertices } from '../../../server/tiles/vertex-zoom.ts';
import { readWkb } from '../../../server/tiles/wkb.ts';

const LOW = -BUFFER;
const HIGH = EXTENT + BUFFER;
const coordinate = fc.integer({ min: -6000, max: 10_000 });

function pathOf(values: readonly number[]): Path {
  const path = new Path();
  for (let i = 0; i + 1 < values.length; i += 2) path.push(values[i]!, values[i + 1]!);
  return path;
}
const valuesOf = (path: Path) => [...path.values.subarray(0, path.length)];

describe('Web Mercator', () => {
  it('puts the corners of a tile where its box says', () => {
    const frame = tileFrame(11, 1602, 800);
    const [west, south, east, north] = tileBbox(frame, 0);
    expect([worldX(west), worldY(north)]).toEqual([frame.originX, frame.originY]);
    const size = EXTENT * frame.scale;
    expect([worldX(east), worldY(south)]).toEqual([frame.originX + size, frame.originY + size]);
  });
});

describe('clipping', () => {
  /** Area of a ring inside the buffered tile, by counting sample points (even-odd). */
  function isInRing(ring: readonly number[], x: number, y: number): boolean {
    let inside = false;
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
    return inside;
  }

  it('of a ring keeps what lies in the tile and nothing else', () => {
    const triangle = fc.tuple(coordinate, coordinate, coordinate, coordinate, coordinate, coordinate);
    const point = fc.tuple(
      fc.double({ min: LOW + 1, max: HIGH - 1, noNaN: true }),
      fc.double({ min: LOW + 1, max: HIGH - 1, noNaN: true }),
    );
    fc.assert(
      fc.property(triangle, fc.array(point, { minLength: 20, maxLength: 20 }), (ring, points) => {
        const clipped = valuesOf(clipRing(pathOf(ring), new Path(), new Path()));
        for (const value of clipped) {
          expect(value).toBeGreaterThanOrEqual(LOW - 1e-6);
          expect(value).toBeLessThanOrEqual(HIGH + 1e-6);
        }
        for (const [x, y] of points)
          expect(isInRing(clipped, x + 0.01, y + 0.013)).toBe(isInRing(ring, x + 0.01, y + 0.013));
      }),
    );
  });

  it('of a line keeps its length inside the tile', () => {
    const lengthOf = (values: readonly number[]) => {
      let sum = 0;
      for (let i = 2; i < values.length; i += 2)
        sum += Math.hypot(values[i]! - values[i - 2]!, values[i + 1]! - values[i - 1]!);
      return sum;
    };
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 4, maxLength: 12 }), (given) => {
        const line = given.slice(0, given.length - (given.length % 2));
        const pieces: number[][] = [];
        clipLine(pathOf(line), new Path(), (piece) => pieces.push(valuesOf(piece)));
        let expected = 0;
        for (let i = 0; i + 3 < line.length; i += 2) expected += insideLength(line.slice(i, i + 4));
        const kept = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
        expect(kept).toBeCloseTo(expected, 3);
        for (const value of pieces.flat()) expect(value >= LOW - 1e-6 && value <= HIGH + 1e-6).toBe(true);
      }),
    );
  });

  /** Length of a segment inside the box, by cutting it where it meets the box's sides. */
  function insideLength(segment: readonly number[]): number {
    const [ax, ay, bx, by] = segment as [number, number, number, number];
    const cuts = [LOW, HIGH].flatMap((side) => [(side - ax) / (bx - ax), (side - ay) / (by - ay)]);
    const shares = [0, 1, ...cuts.filter((cut) => cut > 0 && cut < 1)].sort((a, b) => a - b);
    let sum = 0;
    for (let i = 1; i < shares.length; i += 1) {
      const middle = (shares[i]! + shares[i - 1]!) / 2;
      const [x, y] = [ax + middle * (bx - ax), ay + middle * (by - ay)];
      if (x >= LOW && x <= HIGH && y >= LOW && y <= HIGH) sum += shares[i]! - shares[i - 1]!;
    }
    return sum * Math.hypot(bx - ax, by - ay);
  }
});

describe('thinning', () => {
  const line = fc
    .array(fc.tuple(fc.nat(100_000), fc.nat(100_000)), { minLength: 2, maxLength: 40 })
    .map((points) => Int32Array.from(points.flat()));

  it('keeps the ends at every zoom and everything at the last', () => {
    fc.assert(
      fc.property(line, (given) => {
        const zooms = lineZooms(given);
        expect([zooms[0], zooms.at(-1)]).toEqual([0, 0]);
        expect(Math.max(...zooms)).toBeLessThanOrEqual(MAX_ZOOM);
      }),
    );
  });

  it('moves the line by less than a pixel: 2 of 4096 units of the tile', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 4, max: MAX_ZOOM }), (given, zoom) => {
        const zooms = lineZooms(given);
        const kept = [...zooms.keys()].filter((i) => zooms[i]! <= zoom);
        for (let k = 1; k < kept.length; k += 1)
          for (let i = kept[k - 1]! + 1; i < kept[k]!; i += 1)
            expect(distance(given, i, kept[k - 1]!, kept[k]!)).toBeLessThanOrEqual(
              2 * 2 ** (MAX_ZOOM - zoom) + 1e-6,
            );
      }),
    );
  });

  function distance(given: Int32Array, i: number, first: number, last: number): number {
    const [ax, ay] = [given[first * 2]!, given[first * 2 + 1]!];
    const [dx, dy] = [given[last * 2]! - ax, given[last * 2 + 1]! - ay];
    const [px, py] = [given[i * 2]! - ax, given[i * 2 + 1]! - ay];
    const along = Math.min(1, Math.max(0, dx || dy ? (px * dx + py * dy) / (dx * dx + dy * dy) : 0));
    return Math.hypot(px - along * dx, py - along * dy);
  }

  it('of two rings along one border leaves out the same vertices', () => {
    fc.assert(
      fc.property(line, (border) => {
        const shared = new SharedVertices();
        const zooms = lineZooms(border);
        shared.add(border, zooms);
        const there = shared.zoomsOf(border);
        const points = [...zooms.keys()].map((i) => [border[i * 2]!, border[i * 2 + 1]!]);
        const back = shared.zoomsOf(Int32Array.from(points.toReversed().flat()));
        expect([...(back ?? [])].reverse()).toEqual([...(there ?? [])]);
      }),
    );
  });

  it('does not take a ring for one of shared borders that is not', () => {
    const shared = new SharedVertices();
    shared.add(Int32Array.of(0, 0, 10, 0), Uint8Array.of(0, 0));
    expect(shared.zoomsOf(Int32Array.of(5, 5, 6, 6, 7, 5, 5, 5))).toBeUndefined();
  });
});

describe('writing', () => {
  const tag = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
  );

  it('is read back the same by another reader', () => {
    const feature = fc.record({
      x: fc.integer({ min: -64, max: 4160 }),
      y: fc.integer({ min: -64, max: 4160 }),
      id: fc.integer({ min: 0, max: 999_999_999_999_999 }),
      tags: fc.dictionary(fc.string(), tag, { noNullPrototype: true }),
    });
    fc.assert(
      fc.property(fc.array(feature, { minLength: 1, maxLength: 20 }), (features) => {
        const layer = new MvtLayer('things');
        for (const { x, y, id, tags } of features) {
          layer.begin();
          layer.moveTo(1);
          layer.vertex(x, y);
          layer.end('point', Object.keys(tags), Object.values(tags) as TagValue[], id);
        }
        const pbf = new Pbf();
        layer.writeTo(pbf);
        const read = new VectorTile(new PbfReader(pbf.done())).layers.things;
        expect(read?.length).toBe(features.length);
        features.forEach(({ x, y, id, tags }, i) => {
          const back = read?.feature(i);
          expect(back?.id).toBe(id);
          expect(back?.loadGeometry().map((part) => part.map((point) => [point.x, point.y]))).toEqual([
            [[x, y]],
          ]);
          expect({ ...back?.properties }).toEqual(tags);
        });
      }),
    );
  });

  it('leaves an empty layer and an empty feature out', () => {
    const layer = new MvtLayer('nothing');
    layer.begin();
    layer.end('line', ['a'], [1]);
    const pbf = new Pbf();
    layer.writeTo(pbf);
    expect(pbf.length).toBe(0);
  });
});

describe('WKB', () => {
  const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
  it('reads lines and polygons with holes', () => {
    const number = (value: number) => {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value);
      return bytes.toString('hex');
    };
    const ring = (...values: number[]) => `0${values.length / 2}000000${values.map(number).join('')}`;
    const line = readWkb(hex(`0102000000${ring(1, 2, 3, 4)}`));
    expect(line).toEqual({ type: 'line', parts: [Float64Array.of(1, 2, 3, 4)], holes: [false] });
    const shell = ring(0, 0, 9, 0, 9, 9, 0, 0);
    const hole = ring(2, 1, 3, 2, 3, 1, 2, 1);
    const polygon = `010300000002000000${shell}${hole}`;
    const both = readWkb(hex(`010600000002000000${polygon}${polygon}`));
    expect(both.type).toBe('polygon');
    expect(both.holes).toEqual([false, true, false, true]);
    expect(both.parts[3]).toEqual(Float64Array.of(2, 1, 3, 2, 3, 1, 2, 1));
  });
});
