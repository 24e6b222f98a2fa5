import gcoord from 'gcoord';
import { localMetres } from '../geometry/metres.ts';

/** How well points fit a city: metres to what they should lie near (roads, borders), or Infinity outside. */
export type FitMetres = (lng7: number, lat7: number) => number;

/** What the points seem to be, although they were read as something else. */
export interface CrsGuess {
  /** The CRS that would fit. */
  crs: 'GCJ-02' | 'BD-09' | 'EPSG:4326';
  /** Median metres to the nearest road or border, as read and as guessed. */
  metresAsRead: number;
  metresAsGuessed: number;
  /** Median metres by which the points would move. */
  shiftMetres: number;
}

type Points = readonly (readonly [lng7: number, lat7: number])[];

const MIN_POINTS = 20;
/** Guessed points must lie this much nearer, in share and in metres. */
const NEARER_SHARE = 0.6;
const NEARER_METRES = 10;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Infinity;
}

function moved(
  points: Points,
  from: 'GCJ02' | 'BD09' | 'WGS84',
  to: 'GCJ02' | 'BD09' | 'WGS84',
): [number, number][] {
  return points.map(([lng7, lat7]) => {
    const [lng, lat] = gcoord.transform(
      [lng7 / 1e7, lat7 / 1e7] as [number, number],
      gcoord[from],
      gcoord[to],
    );
    return [Math.round((lng as number) * 1e7), Math.round((lat as number) * 1e7)];
  });
}

function metresBetween(a: Points, b: Points): number {
  return median(
    a.map(([lng7, lat7], index) => {
      const [otherLng7, otherLat7] = b[index] as readonly [number, number];
      const plane = localMetres(lng7, lat7);
      return Math.hypot((otherLng7 - lng7) * plane.metresPerLng7, (otherLat7 - lat7) * plane.metresPerLat7);
    }),
  );
}

/**
 * Whether points, already converted from the CRS `readAs` to integer units, would lie clearly nearer to the city's roads or borders
 * if the file were in another of WGS 84, GCJ-02 and BD-09. Undefined when they fit as they are, or nothing fits better. The two
 * Chinese offsets vary over a city (168-177 m east at Xining), hence points, not a centroid, are tried.
 */
export function guessCrs(points: Points, readAs: string, metresOff: FitMetres): CrsGuess | undefined {
  if (points.length < MIN_POINTS) return undefined;
  const readFrame = readAs === 'GCJ-02' ? 'GCJ02' : readAs === 'BD-09' ? 'BD09' : 'WGS84';
  const raw = readFrame === 'WGS84' ? points : moved(points, 'WGS84', readFrame);
  const frames = { 'EPSG:4326': 'WGS84', 'GCJ-02': 'GCJ02', 'BD-09': 'BD09' } as const;
  const medianFit = (list: Points) => median(list.map(([lng7, lat7]) => metresOff(lng7, lat7)));
  const metresAsRead = medianFit(points);
  let best: CrsGuess | undefined;
  for (const [crs, frame] of Object.entries(frames)) {
    if (frame === readFrame) continue;
    const candidate = frame === 'WGS84' ? raw : moved(raw, frame, 'WGS84');
    const shiftMetres = metresBetween(points, candidate);
    const metresAsGuessed = medianFit(candidate);
    if (shiftMetres < 1 || metresAsGuessed >= (best?.metresAsGuessed ?? Infinity)) continue;
    best = { crs: crs as CrsGuess['crs'], metresAsRead, metresAsGuessed, shiftMetres };
  }
  if (!best) return undefined;
  const isNearer =
    best.metresAsGuessed < NEARER_SHARE * metresAsRead && metresAsRead - best.metresAsGuessed > NEARER_METRES;
  return isNearer ? best : undefined;
}
