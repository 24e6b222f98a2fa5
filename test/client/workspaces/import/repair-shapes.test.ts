import { describe, expect, it } from 'vitest';
import {
  boxRound,
  cameraOn,
  pathOf,
  planeRound,
  type Shape,
  zoomed,
} from '../../../../client/workspaces/import/repair-shapes.ts';

const square: Shape = {
  type: 'Polygon',
  coordinates: [
    [
      [101.7, 36.6],
      [101.71, 36.6],
      [101.71, 36.61],
      [101.7, 36.61],
      [101.7, 36.6],
    ],
  ],
};

describe('the drawing of what is mended', () => {
  it('is in metres east and south of the middle', () => {
    const plane = planeRound([square]);
    const box = boxRound(plane, [square]);
    expect(box?.east).toBeCloseTo(-(box?.west ?? 0), 6);
    expect(box?.south).toBeCloseTo(1111.95 / 2, 1);
    expect((box?.east ?? 0) - (box?.west ?? 0)).toBeCloseTo(1111.95 * Math.cos((36.605 * Math.PI) / 180), 1);
    expect(pathOf(plane, square)).toMatch(/^M-\d+\.\d{3} 555\.975L/);
  });

  it('has a place with room round it in view, however small or oblong it is', () => {
    const plane = planeRound([square]);
    const aspect = 1.5;
    for (const [width, height] of [
      [0, 0],
      [0.01, 500],
      [800, 1],
    ] as const) {
      const box = { west: 40, east: 40 + width, north: -20, south: -20 + height };
      const { x, y, metres } = cameraOn(box, aspect, 12);
      expect(metres).toBeGreaterThanOrEqual(12);
      expect(x - metres / 2).toBeLessThan(box.west);
      expect(x + metres / 2).toBeGreaterThan(box.east);
      expect(y - metres / aspect / 2).toBeLessThan(box.north);
      expect(y + metres / aspect / 2).toBeGreaterThan(box.south);
    }
    expect(boxRound(plane, [])).toBeUndefined();
  });

  it('is zoomed round its middle, within bounds', () => {
    const camera = { x: 3, y: 4, metres: 100 };
    expect(zoomed(camera, 0.5)).toEqual({ x: 3, y: 4, metres: 50 });
    expect(zoomed(camera, 1e-9).metres).toBe(2);
    expect(zoomed(camera, 1e9).metres).toBe(1e6);
  });
});
