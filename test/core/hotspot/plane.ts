import fc from 'fast-check';
import type { PlanePoints } from '../../../core/geometry/city-plane.ts';

/** Points in metres: some round a few places, some anywhere in a square of `aside` metres. */
export function clustered(count: number, aside: number, seed = 7): PlanePoints {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const middles = Array.from({ length: 5 }, () => [random() * aside, random() * aside] as const);
  const points = { x: new Float64Array(count), y: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const [x, y] = random() < 0.7 ? middles[Math.floor(random() * 5)]! : [random() * aside, random() * aside];
    const wide = aside / 30;
    points.x[i] = Math.min(aside, Math.max(0, x + (random() + random() - 1) * wide));
    points.y[i] = Math.min(aside, Math.max(0, y + (random() + random() - 1) * wide));
  }
  return points;
}

/** A star-shaped closed ring [x, y, ...] round the origin, counter-clockwise, 1 to 3 km from it. */
export const starRing = fc
  .array(fc.double({ min: 1000, max: 3000, noNaN: true }), { minLength: 3, maxLength: 24 })
  .map((radii) => {
    const corners = radii.map((radius, i) => {
      const angle = (i / radii.length) * 2 * Math.PI;
      return [Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))] as const;
    });
    return [...corners, corners[0]!].flat();
  });
