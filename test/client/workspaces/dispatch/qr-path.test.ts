import fc from 'fast-check';
import { decodeQR } from 'qr/decode.js';
import { expect, it } from 'vitest';
import { qrPath } from '../../../../client/workspaces/dispatch/patrols/codes/qr-path.ts';
import { PLACE_CODE_BYTES, placeCodeLink, placeCodeOf } from '../../../../core/patrol/place-code.ts';

const SCALE = 4;

/** Draws the runs of a path as a browser would, so many pixels a module. */
function drawn({ size, path }: ReturnType<typeof qrPath>): {
  width: number;
  height: number;
  data: Uint8ClampedArray;
} {
  const width = size * SCALE;
  const data = new Uint8ClampedArray(4 * width * width).fill(255);
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)];
  expect(runs.map(([text]) => text).join('')).toBe(path);
  for (const [, left, top, length, back] of runs) {
    expect(back).toBe(length);
    for (let y = Number(top) * SCALE; y < (Number(top) + 1) * SCALE; y++)
      for (let x = Number(left) * SCALE; x < (Number(left) + Number(length)) * SCALE; x++)
        data.fill(0, 4 * (y * width + x), 4 * (y * width + x) + 3);
  }
  return { width, height: width, data };
}

it('a picture is read by another decoder as the link that it was made of', () => {
  const origins = fc.constantFrom('https://jingwei.xining.example', 'http://10.12.0.5:8080', 'https://a.cn');
  const bytes = fc.uint8Array({ minLength: PLACE_CODE_BYTES, maxLength: PLACE_CODE_BYTES });
  fc.assert(
    fc.property(origins, bytes, (origin, chance) => {
      const link = placeCodeLink(origin, placeCodeOf(chance));
      expect(decodeQR(drawn(qrPath(link)))).toBe(link);
    }),
    { numRuns: 20 },
  );
});

it('has room round it, and is no finer than a phone reads from paper', () => {
  const { size, path } = qrPath(placeCodeLink('https://jingwei.command-centre.xining.example', '7K3M2QXD'));
  expect(size).toBeLessThanOrEqual(45);
  const edges = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, length]) => [
    Number(x),
    Number(y),
    Number(x) + Number(length),
  ]);
  for (const [x = 0, y = 0, right = 0] of edges)
    expect(Math.min(x, y, size - right)).toBeGreaterThanOrEqual(4);
});
