import type { ReviewAlarms } from '../contract/review.ts';
import { nearestRank, type Percentile } from '../incident/response-times.ts';
import { needsAcknowledgement } from '../live/alarm.ts';
import { type AlarmHappening, isAnnouncement } from '../live/alarm-load.ts';
import type { AlarmAct } from '../vocabulary.ts';

/** A person took the alarm on by one of these. */
const ANSWERS: readonly AlarmAct[] = ['acknowledge', 'shelve', 'take_out'];

/**
 * How long announcements waited for a person, from events in order of time, at `endMs` (milliseconds since 1970). Counted from
 * the first announcement that nobody had answered; one that still waits counts with the time so far (`atLeast`): to leave it out
 * would flatter the figure. What a rule put aside or reset before anybody came is `dropped`.
 */
export function alarmAnswers(happenings: readonly AlarmHappening[], endMs: number): ReviewAlarms['answer'] {
  const waiting = new Map<string, number>();
  const taken: Percentile[] = [];
  let dropped = 0;
  for (const happening of happenings) {
    const { id, act, state, at } = happening;
    const since = waiting.get(id);
    if (since !== undefined && ANSWERS.includes(act)) {
      taken.push({ seconds: (Date.parse(at) - since) / 1000, atLeast: false });
      waiting.delete(id);
    } else if (since !== undefined && !needsAcknowledgement(state)) {
      dropped += 1;
      waiting.delete(id);
    } else if (since === undefined && isAnnouncement(happening)) waiting.set(id, Date.parse(at));
  }
  const n = taken.length;
  for (const since of waiting.values())
    taken.push({ seconds: Math.max(0, (endMs - since) / 1000), atLeast: true });
  taken.sort((a, b) => a.seconds - b.seconds);
  return {
    n,
    dropped,
    unanswered: waiting.size,
    p50: nearestRank(taken, 50),
    p90: nearestRank(taken, 90),
    p95: nearestRank(taken, 95),
  };
}
