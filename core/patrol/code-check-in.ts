/** Which stop of its rounds a unit is at by the code of a place, or why it is at none. Times are milliseconds since 1970. */
import { type Refusal, refusal } from '../contract/reason.ts';

/** A stop of a round of the unit at the place of the code. */
export interface CodeStop {
  id: string;
  arriveMs: number;
  /** A visit that begins so much earlier is for this stop. */
  windowMinutes: number;
  /** The unit was checked in there already. */
  isTold: boolean;
}

/** An issued round of the unit. */
export interface CodeRound {
  startMs: number;
  endMs: number;
  /** Its stops at the place of the code; none: it does not lead there. */
  stops: readonly CodeStop[];
}

/** The place whose code was read. */
export interface CodePlace {
  nameZh: string;
  nameEn: string;
}

const MINUTE_MS = 60_000;
/** Who comes late to the last stops of a round is still checked in for so long after its end. */
const GRACE_MS = 60 * MINUTE_MS;

/**
 * The stop whose time has begun, of a round that is not long over, and whose planned arrival is nearest; one that nobody was checked in at goes first, so
 * that a place can be visited twice. Read again there, it is the same stop.
 */
export function stopByCode(
  rounds: readonly CodeRound[],
  { nameZh, nameEn }: CodePlace,
  atMs: number,
): { stopId: string } | { refusal: Refusal } {
  const there = rounds.flatMap(({ endMs, stops }) => stops.map((stop) => ({ ...stop, endMs })));
  const open = there.filter((stop) => opensMs(stop) <= atMs && atMs < stop.endMs + GRACE_MS);
  const [best] = open.sort(
    (a, b) =>
      Number(a.isTold) - Number(b.isTold) || Math.abs(a.arriveMs - atMs) - Math.abs(b.arriveMs - atMs),
  );
  if (best) return { stopId: best.id };
  const place = { place: [nameZh, nameEn] };
  const [next] = there.filter((stop) => opensMs(stop) > atMs).sort((a, b) => opensMs(a) - opensMs(b));
  if (next) {
    const until = new Date(opensMs(next)).toISOString();
    const message = `Too early: the stop at ${nameEn} can be checked in from ${until} on.`;
    return { refusal: refusal(message, 'patrol_code_early', { ...place, until }) };
  }
  const last = there.sort((a, b) => b.endMs - a.endMs)[0];
  if (last) {
    const until = new Date(last.endMs).toISOString();
    const message = `Too late: the round with the stop at ${nameEn} ended at ${until}.`;
    return { refusal: refusal(message, 'patrol_code_late', { ...place, until }) };
  }
  if (rounds.some(({ startMs, endMs }) => startMs <= atMs && atMs < endMs))
    return {
      refusal: refusal(`${nameEn} is no stop of the round of this unit.`, 'patrol_code_elsewhere', place),
    };
  return {
    refusal: refusal(`This unit has no round now that leads to ${nameEn}.`, 'patrol_code_no_round', place),
  };
}

function opensMs({ arriveMs, windowMinutes }: CodeStop): number {
  return arriveMs - windowMinutes * MINUTE_MS;
}
