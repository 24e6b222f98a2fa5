import { localMetres } from '../geometry/metres.ts';
import { measureLine } from '../network/along.ts';

/**
 * Which places lie along a line (flat [lng7, lat7, ...], 1e-7 degree), in the order in which it passes them: each once, where it comes nearest, if that is
 * within `metres`. Answers their numbers.
 */
export function placesAlong(
  line: ArrayLike<number>,
  places: readonly { lng7: number; lat7: number }[],
  metres: number,
): number[] {
  const along = measureLine(line).metres;
  const passed = places.flatMap(({ lng7, lat7 }, place) => {
    const { metresPerLng7, metresPerLat7 } = localMetres(lng7, lat7);
    let [best, at] = [metres * metres, -1];
    for (let i = 0; i + 3 < line.length; i += 2) {
      const [east, north] = [(line[i]! - lng7) * metresPerLng7, (line[i + 1]! - lat7) * metresPerLat7];
      const [dx, dy] = [
        (line[i + 2]! - line[i]!) * metresPerLng7,
        (line[i + 3]! - line[i + 1]!) * metresPerLat7,
      ];
      const length2 = dx * dx + dy * dy;
      const share = length2 > 0 ? Math.min(1, Math.max(0, -(east * dx + north * dy) / length2)) : 0;
      const squared = (east + share * dx) ** 2 + (north + share * dy) ** 2;
      if (squared >= best) continue;
      [best, at] = [squared, along[i >> 1]! + share * (along[(i >> 1) + 1]! - along[i >> 1]!)];
    }
    return at < 0 ? [] : [{ place, at }];
  });
  return passed.sort((a, b) => a.at - b.at || a.place - b.place).map(({ place }) => place);
}
