import type { ReviewEntry } from '../contract/review.ts';
import type { ReviewAct } from './acts.ts';

/** An instant worth a picture (milliseconds since 1970), and what happened then; null: it is one of equal steps. */
export interface Moment {
  atMs: number;
  act: ReviewAct | null;
}

const ENDS: readonly ReviewAct[] = ['resolved', 'closed', 'false_alarm', 'duplicate', 'cancelled'];

/**
 * The moments of one incident by its timeline, in the order of time: reported, verified, the first unit on the scene, and its
 * end (the first resolution, or what else ended it). Those that did not happen are left out, and so are repeated instants.
 */
export function keyMoments(entries: readonly ReviewEntry[], incidentId: string): Moment[] {
  const own = entries.filter(({ noun, id }) => noun === 'incidents' && id === incidentId);
  const first = (acts: readonly ReviewAct[]) => own.find(({ act }) => acts.includes(act));
  const found = [first(['reported']), first(['verified']), first(['on_scene']), first(ENDS)];
  const moments = found.flatMap((entry) => (entry ? [{ atMs: Date.parse(entry.at), act: entry.act }] : []));
  return moments
    .filter(({ atMs }, i) => moments.findIndex((one) => one.atMs === atMs) === i)
    .sort((a, b) => a.atMs - b.atMs);
}

/** `count` instants at equal steps in (fromMs, toMs], the last at the end; milliseconds since 1970. */
export function equalMoments(fromMs: number, toMs: number, count: number): Moment[] {
  const step = (toMs - fromMs) / count;
  return Array.from({ length: count }, (_, i) => ({ atMs: Math.floor(fromMs + (i + 1) * step), act: null }));
}
