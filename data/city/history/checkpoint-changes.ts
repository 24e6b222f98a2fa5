/** Checkpoints that were staffed and left, and closed at times. */
import type { CheckpointState } from '../../../core/vocabulary.ts';
import type { CityCheckpoint } from '../city.ts';
import { ZONE_SECONDS } from '../clock.ts';
import { makeRandom, type Random } from '../random.ts';
import { staffedHoursOf } from '../staffed-hours.ts';
import { wait } from './device-changes.ts';
import type { CheckpointChange } from './work.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Who has duty hours comes up to so much before them and leaves up to so much after them. */
const EARLY_SECONDS = 900;
const CLOSED_SHARE = 0.12;
const CLOSURE_DAYS = 9;

/** The changes in [from, to) in the order of each checkpoint, and how all of them stand at `to`. */
export function checkpointChanges(
  checkpoints: readonly Pick<CityCheckpoint, 'border' | 'state'>[],
  from: number,
  to: number,
  seed: number,
): { changes: CheckpointChange[]; states: CheckpointState[] } {
  const random = makeRandom(seed, 'checkpoint history');
  const changes: CheckpointChange[] = [];
  const states = checkpoints.map((checkpoint, thing) => {
    const hours = staffedHoursOf(checkpoint, thing)?.[0];
    const own = hours
      ? byHours(secondsOf(hours.from), secondsOf(hours.to), from, to, random)
      : atWill(checkpoint.state, from, to, random);
    for (const { at, from: before, to: after } of own.steps)
      if (at >= from) changes.push({ thing, at, from: before, to: after });
    return own.state;
  });
  return { changes, states };
}

interface Course {
  steps: { at: number; from: CheckpointState; to: CheckpointState }[];
  state: CheckpointState;
}

/** Without duty hours, backwards from its state. */
function atWill(state: CheckpointState, from: number, to: number, random: Random): Course {
  const steps: Course['steps'] = [];
  let now = state;
  for (let at = to - wait(random, 4 * HOUR); at >= from; ) {
    const before = now === 'closed' || !random.chance(CLOSED_SHARE) ? turned(now, random) : 'closed';
    steps.push({ at, from: before, to: now });
    at -= before === 'closed' ? closure(random) : wait(random, 8 * HOUR);
    now = before;
  }
  return { steps: steps.reverse(), state };
}

function turned(state: CheckpointState, random: Random): CheckpointState {
  if (state === 'closed') return random.chance(0.6) ? 'staffed' : 'open';
  return state === 'staffed' ? 'open' : 'staffed';
}

/** Staffed every day from `start` to `end` (seconds since midnight; the same: round the clock), and closed for an hour or two now and then. */
function byHours(start: number, end: number, from: number, to: number, random: Random): Course {
  const steps: Course['steps'] = [];
  let state: CheckpointState = start === end ? 'staffed' : 'open';
  const turn = (at: number, next: CheckpointState) => {
    if (at >= to || next === state) return;
    steps.push({ at, from: state, to: next });
    state = next;
  };
  const first = Math.floor((from + ZONE_SECONDS) / DAY) - 1;
  const last = Math.floor((to + ZONE_SECONDS) / DAY);
  for (let day = first; day <= last; day++) {
    const midnight = day * DAY - ZONE_SECONDS;
    const [early, late] = [random.below(EARLY_SECONDS), random.below(EARLY_SECONDS)];
    if (start !== end) turn(midnight + start - early, 'staffed');
    if (random.chance(1 / CLOSURE_DAYS)) {
      const closedAt = midnight + Math.round(random.between(9, 18) * HOUR);
      turn(closedAt, 'closed');
      turn(closedAt + closure(random), 'staffed');
    }
    if (start !== end) turn(midnight + end + late, 'open');
  }
  return { steps, state };
}

function closure(random: Random): number {
  return Math.round(random.between(0.4, 2.5) * HOUR);
}

function secondsOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * HOUR + minutes * 60;
}
