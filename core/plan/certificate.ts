import type { FlatRing } from '../geometry/ring.ts';

/** The open ring begun at its least vertex (by lng, then lat), as text: equal for equal borders, however they were written down. */
function canonicalRing(ring: FlatRing): string {
  const open = Array.from(ring).slice(0, -2);
  let least = 0;
  for (let at = 2; at < open.length; at += 2) {
    const byLng = (open[at] as number) - (open[least] as number);
    if (byLng < 0 || (byLng === 0 && (open[at + 1] as number) < (open[least + 1] as number))) least = at;
  }
  return [...open.slice(least), ...open.slice(0, least)].join(',');
}

/**
 * What a plan's certificate is the SHA-256 of: one line for every ring of every grid (integer units), with the grid's code, sorted.
 * Two plans with the same codes and borders have the same text.
 */
export function certificateText(
  grids: readonly { code: string; polygons: readonly (readonly FlatRing[])[] }[],
): string {
  const lines = grids.flatMap(({ code, polygons }) =>
    polygons.flat().map((ring) => `${code} ${canonicalRing(ring)}\n`),
  );
  return lines.sort().join('');
}
