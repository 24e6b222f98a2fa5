import type { RoadIndex } from '../network/near-road.ts';
import type { Lixels } from './network-density.ts';

/** A line in degrees, EPSG:4326. */
export type DegreeLine = [lng: number, lat: number][];

/**
 * Pieces of roads as lines, by class: class c holds where the density is at least `breaks[c]` (rising) and less than the next. Pieces of one
 * class that follow each other on a road are one line. What is less than the first break is left out.
 */
export function lixelLines(
  index: RoadIndex,
  { first, perMetre }: Lixels,
  breaks: readonly number[],
): DegreeLine[][] {
  const classes: DegreeLine[][] = breaks.map(() => []);
  const classOf = (piece: number): number => {
    let found = -1;
    while (found + 1 < breaks.length && perMetre[piece]! >= breaks[found + 1]!) found++;
    return found;
  };
  for (let road = 0; road + 1 < first.length; road++) {
    const [start, end] = [first[road]!, first[road + 1]!];
    for (let piece = start; piece < end; ) {
      const own = classOf(piece);
      let next = piece + 1;
      while (next < end && classOf(next) === own) next++;
      const part = (at: number): number => ((at - start) / (end - start)) * index.lengthMetres[road]!;
      if (own >= 0) classes[own]?.push(partOfRoad(index, road, part(piece), part(next)));
      piece = next;
    }
  }
  return classes;
}

function partOfRoad({ lines, along }: RoadIndex, road: number, from: number, to: number): DegreeLine {
  const [start, end] = [lines.starts[road]!, lines.starts[road + 1]!];
  const line: DegreeLine = [];
  const placeAt = (metres: number, after: number): void => {
    const span = along[after]! - along[after - 1]!;
    const share = span > 0 ? Math.min(1, Math.max(0, (metres - along[after - 1]!) / span)) : 0;
    const between = (values: Int32Array): number =>
      (values[after - 1]! + share * (values[after]! - values[after - 1]!)) / 1e7;
    line.push([between(lines.lng7), between(lines.lat7)]);
  };
  for (let i = start + 1; i < end; i++) {
    if (along[i]! < from) continue;
    if (line.length === 0) placeAt(from, i);
    if (along[i]! >= to || i === end - 1) {
      placeAt(to, i);
      break;
    }
    line.push([lines.lng7[i]! / 1e7, lines.lat7[i]! / 1e7]);
  }
  return line;
}
