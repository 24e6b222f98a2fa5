import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleBlocks } from '../../../client/map/visible-blocks.ts';

const picture = (width: number, height: number, inked: readonly (readonly [number, number])[]) => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (const [x, y] of inked) data[(y * width + x) * 4 + 3] = 9;
  return { data, width, height };
};

/** Whether a point, in cells, lies in one of the boxes: each is given as two triangles whose second corner is its north-east. */
const isCovered = (corners: Float32Array, x: number, y: number, width: number, height: number): boolean => {
  for (let i = 0; i < corners.length; i += 12) {
    const [west, north, east, south] = [corners[i]!, corners[i + 1]!, corners[i + 2]!, corners[i + 5]!];
    const [u, v] = [x / width, y / height];
    if (u >= west - 1e-6 && u <= east + 1e-6 && v >= north - 1e-6 && v <= south + 1e-6) return true;
  }
  return false;
};

describe('the blocks of a picture that are drawn', () => {
  it('are none where it is blank', () => {
    expect(visibleBlocks(picture(100, 70, []))).toHaveLength(0);
  });

  it('cover every cell that has colour, and the cell round it that smoothing reaches', () => {
    const anyPicture = fc
      .tuple(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 60 }))
      .chain(([width, height]) =>
        fc.tuple(
          fc.constant(width),
          fc.constant(height),
          fc.array(fc.tuple(fc.nat(width - 1), fc.nat(height - 1)), { maxLength: 12 }),
        ),
      );
    fc.assert(
      fc.property(anyPicture, ([width, height, inked]) => {
        const corners = visibleBlocks(picture(width, height, inked));
        for (const [x, y] of inked)
          for (const [dx, dy] of [
            [0.5, 0.5],
            [-0.5, 0.5],
            [1.5, 0.5],
            [0.5, -0.5],
            [0.5, 1.5],
          ] as const) {
            const [px, py] = [Math.min(width, Math.max(0, x + dx)), Math.min(height, Math.max(0, y + dy))];
            expect(isCovered(corners, px, py, width, height)).toBe(true);
          }
      }),
    );
  });

  it('leave most of a picture out when little is in it', () => {
    const corners = visibleBlocks(picture(640, 480, [[320, 240]]));
    expect(corners.length / 12).toBeLessThanOrEqual(2);
  });
});
