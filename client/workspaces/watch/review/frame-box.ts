import type { Bbox } from '../../../../core/contract/geometry.ts';
import type { ReviewTrack } from '../../../../core/contract/review.ts';

const DEGREE_METRES = 111_320;
/** How far to each side of an incident its pictures reach, in metres: no less, no more. */
const REACH = { least: 700, most: 4000 } as const;

/** A box round an incident that holds the ways of its units, as far as they are near; degrees, EPSG:4326. */
export function incidentBox([lng, lat]: readonly [number, number], tracks: readonly ReviewTrack[]): Bbox {
  const perLng = DEGREE_METRES * Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  let reach: number = REACH.least;
  for (const { geometry } of tracks) {
    const places = (geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates) as [
      number,
      number,
    ][];
    for (const [x, y] of places) {
      const metres = Math.max(Math.abs(x - lng) * perLng, Math.abs(y - lat) * DEGREE_METRES);
      if (metres <= REACH.most) reach = Math.max(reach, metres);
    }
  }
  const [dx, dy] = [reach / perLng, reach / DEGREE_METRES];
  return [lng - dx, lat - dy, lng + dx, lat + dy];
}
