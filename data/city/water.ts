import type { Line7 } from './city.ts';
import { offsetLine, type Point, smoothLine, toLat7, toLng7 } from './plane.ts';
import type { Random } from './random.ts';

/** A lake along a valley: widest near its dam (the first point), tapering upstream. */
export function offsetClosed(line: readonly Point[], random: Random): Line7 {
  const fine = smoothLine(line, 90);
  const last = fine.length - 1;
  const widest = random.between(170, 330);
  const half = (i: number) => widest * (1 - i / last) ** 0.6 * (0.8 + 0.4 * Math.abs(Math.sin(i * 0.8))) + 12;
  const ring = [...offsetLine(fine, (i) => -half(i)), ...offsetLine(fine, half).reverse()];
  const flat = ring.flatMap((p) => [toLng7(p.x), toLat7(p.y)]);
  return [...flat, flat[0]!, flat[1]!];
}
