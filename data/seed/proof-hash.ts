import { createHash } from 'node:crypto';
import type { CityGrid, Line7 } from '../city/city.ts';

/**
 * The certificate of a plan: SHA-256 of its grids' integer rings, each begun at its least vertex, sorted, with their
 * codes. Two plans with the same borders have the same hash, however their rings were written down.
 */
export function proofHash(grids: readonly CityGrid[]): string {
  const rings = grids.flatMap(({ code, polygons }) =>
    polygons.flat().map((ring) => `${code} ${canonical(ring)}`),
  );
  const hash = createHash('sha256');
  for (const ring of rings.sort()) hash.update(`${ring}\n`);
  return hash.digest('hex');
}

function canonical(ring: Line7): string {
  const open = ring.slice(0, -2);
  let least = 0;
  for (let at = 2; at < open.length; at += 2) {
    const byLng = (open[at] as number) - (open[least] as number);
    if (byLng < 0 || (byLng === 0 && (open[at + 1] as number) < (open[least + 1] as number))) least = at;
  }
  return [...open.slice(least), ...open.slice(0, least)].join(',');
}
