import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromPlane } from '../../../../core/geometry/city-plane.ts';
import { type Compactness, compactnessOf } from '../../../../core/plan/workload/compactness.ts';
import { weakShapes } from '../../../../core/plan/workload/weak-shapes.ts';

const plane = { originLng7: 1_017_750_000, originLat7: 366_200_000 };

/** A closed ring through places in metres of the plane, on whole units (about a centimetre). */
function ringOf(places: readonly (readonly [x: number, y: number])[]): number[] {
  return [...places, places[0]!].flatMap(([x, y]) => fromPlane(plane, x, y).map(Math.round));
}
const rectangle = (x: number, y: number, width: number, height: number) =>
  [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ] as const;
const clockwise = (places: readonly (readonly [number, number])[]) => places.toReversed();

function expectShape(found: Compactness, wanted: Compactness): void {
  for (const key of Object.keys(wanted) as (keyof Compactness)[])
    expect(Math.abs(found[key] / wanted[key] - 1), key).toBeLessThan(1e-4);
}

describe('compactness', () => {
  it('of a square, 20 km from where the plane is true', () => {
    expectShape(compactnessOf(plane, [[ringOf(rectangle(20_000, -9000, 1000, 1000))]]), {
      areaM2: 1e6,
      perimeterMetres: 4000,
      polsbyPopper: Math.PI / 4,
      reock: 2 / Math.PI,
      hullRatio: 1,
    });
  });

  it('of a strip of 1 : 8', () => {
    expectShape(compactnessOf(plane, [[ringOf(rectangle(0, 0, 800, 100))]]), {
      areaM2: 80_000,
      perimeterMetres: 1800,
      polsbyPopper: (4 * Math.PI * 80_000) / 1800 ** 2,
      reock: 80_000 / (Math.PI * (400 ** 2 + 50 ** 2)),
      hullRatio: 1,
    });
  });

  it('of a circle nears 1', () => {
    const corners = Array.from({ length: 360 }, (_, i): [number, number] => {
      const angle = (i * Math.PI) / 180;
      return [300 * Math.cos(angle), 300 * Math.sin(angle)];
    });
    const { polsbyPopper, reock, hullRatio } = compactnessOf(plane, [[ringOf(corners)]]);
    for (const ratio of [polsbyPopper, reock, hullRatio]) {
      expect(ratio).toBeGreaterThan(0.999);
      expect(ratio).toBeLessThanOrEqual(1);
    }
  });

  it('takes a hole from the area and adds it to the border', () => {
    const rings = [ringOf(rectangle(0, 0, 900, 900)), ringOf(clockwise(rectangle(300, 300, 300, 300)))];
    expectShape(compactnessOf(plane, [rings]), {
      areaM2: 720_000,
      perimeterMetres: 4800,
      polsbyPopper: (4 * Math.PI * 720_000) / 4800 ** 2,
      reock: 720_000 / (Math.PI * 450 ** 2 * 2),
      hullRatio: 8 / 9,
    });
  });

  it('takes circle and hull round all parts', () => {
    const parts = [[ringOf(rectangle(0, 0, 100, 100))], [ringOf(rectangle(300, 0, 100, 100))]];
    expectShape(compactnessOf(plane, parts), {
      areaM2: 20_000,
      perimeterMetres: 800,
      polsbyPopper: (4 * Math.PI * 20_000) / 800 ** 2,
      reock: 20_000 / (Math.PI * (200 ** 2 + 50 ** 2)),
      hullRatio: 0.5,
    });
  });

  it('is 0 without area', () => {
    const none = { areaM2: 0, perimeterMetres: 0, polsbyPopper: 0, reock: 0, hullRatio: 0 };
    expect(compactnessOf(plane, [])).toEqual(none);
    const line = [plane.originLng7, plane.originLat7, plane.originLng7 + 9000, plane.originLat7];
    expect(compactnessOf(plane, [[[...line, ...line.slice(0, 2)]]])).toMatchObject({ areaM2: 0, reock: 0 });
  });

  it('lies between 0 and 1, the hull between the shape and its circle, wherever a ring begins', () => {
    const stars = fc.array(fc.integer({ min: 20, max: 400 }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(stars, fc.nat(), (radii, turn) => {
        const corners = radii.map((radius, i): [number, number] => {
          const angle = (2 * Math.PI * i) / radii.length;
          return [radius * Math.cos(angle), radius * Math.sin(angle)];
        });
        const found = compactnessOf(plane, [[ringOf(corners)]]);
        const { polsbyPopper, reock, hullRatio } = found;
        for (const ratio of [polsbyPopper, reock, hullRatio]) {
          expect(ratio).toBeGreaterThan(0);
          expect(ratio).toBeLessThanOrEqual(1);
        }
        expect(reock).toBeLessThanOrEqual(hullRatio);
        const start = turn % corners.length;
        const turned = [...corners.slice(start), ...corners.slice(0, start)];
        expectShape(compactnessOf(plane, [[ringOf(turned)]]), found);
      }),
    );
  });
});

const shape = (polsbyPopper: number, reock = 0.5, hullRatio = 0.9): Compactness => ({
  areaM2: 1,
  perimeterMetres: 1,
  polsbyPopper,
  reock,
  hullRatio,
});
const named = (shapes: readonly Compactness[]) =>
  weakShapes(shapes.map((compactness, id) => ({ id, compactness })));

describe('weak shapes', () => {
  it('are those below a limit, by the measures that are, the weakest first', () => {
    const weak = named([shape(0.4), shape(0.14), shape(0.4, 0.1, 0.5)]);
    expect(weak.map(({ id, weaknesses }) => [id, ...weaknesses.map(({ measure }) => measure)])).toEqual([
      [2, 'reock', 'hullRatio'],
      [1, 'polsbyPopper'],
    ]);
    expect(weak[1]?.weaknesses[0]).toEqual({
      measure: 'polsbyPopper',
      value: 0.14,
      why: 'below_limit',
      wanted: 0.15,
    });
  });

  it('are those far below the rest, though every limit is kept', () => {
    const rest = [0.6, 0.61, 0.62, 0.63, 0.64, 0.6, 0.62, 0.61].map((value) => shape(value));
    const [only, ...others] = named([...rest, shape(0.3)]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ id: 8, weaknesses: [{ measure: 'polsbyPopper', why: 'far_below_rest' }] });
  });

  it('are not those a little below nearly equal ones, nor outliers among few', () => {
    const equal = Array.from({ length: 20 }, () => shape(0.6));
    expect(named([...equal, shape(0.55)])).toEqual([]);
    expect(named([shape(0.6), shape(0.6), shape(0.6), shape(0.2)])).toEqual([]);
  });

  it('follow the limits that somebody sets; without grids there is none', () => {
    const limits = { polsbyPopper: 0.5, reock: 0, hullRatio: 0 };
    expect(weakShapes([{ id: 'a', compactness: shape(0.4) }], limits).map(({ id }) => id)).toEqual(['a']);
    expect(weakShapes([])).toEqual([]);
  });
});
