import {
  moveStop,
  removeStop,
  type StopAt,
  stopAt,
  stretchStop,
} from '../../../../../core/patrol/edit-rounds.ts';
import { patrolStore } from '../patrol-store.ts';

const MINUTE_MS = 60_000;
/** An arrow moves a stop so far; with Alt by one minute. */
const STEP_MINUTES = 5;

/**
 * What a key does to the bar that has it: arrows go to the next one; with Shift they move it in time and from unit to unit (with Alt too, by one minute),
 * + and - lengthen and shorten it, Delete takes it out. False: nothing.
 */
export function boardKey(event: KeyboardEvent, at: StopAt, mayEdit: boolean): boolean {
  if (event.ctrlKey || event.metaKey || event.isComposing) return false;
  const { plan } = patrolStore.get();
  if (!plan) return false;
  if (!event.shiftKey && STEPS[event.key]) return look(STEPS[event.key]!(at));
  if (!mayEdit) return false;
  return MOVES[event.key]?.(at, event.altKey ? 1 : STEP_MINUTES) ?? false;
}

const MOVES: Record<string, (at: StopAt, minutes: number) => boolean> = {
  ArrowLeft: (at, minutes) => move(at, at.round, -minutes),
  ArrowRight: (at, minutes) => move(at, at.round, minutes),
  ArrowUp: (at) => move(at, at.round - 1, 0),
  ArrowDown: (at) => move(at, at.round + 1, 0),
  '+': (at) => stretch(at, 1),
  '=': (at) => stretch(at, 1),
  '-': (at) => stretch(at, -1),
  _: (at) => stretch(at, -1),
  Delete: takeOut,
};

const STEPS: Record<string, (at: StopAt) => StopAt> = {
  ArrowLeft: ({ round, stop }) => ({ round, stop: stop - 1 }),
  ArrowRight: ({ round, stop }) => ({ round, stop: stop + 1 }),
  ArrowUp: ({ round, stop }) => ({ round: round - 1, stop }),
  ArrowDown: ({ round, stop }) => ({ round: round + 1, stop }),
};

function look({ round, stop }: StopAt): boolean {
  const stops = patrolStore.get().plan?.rounds[round]?.stops.length ?? 0;
  if (stops === 0 || stop < 0) return false;
  focus({ round, stop: Math.min(stop, stops - 1) });
  return true;
}

function move(at: StopAt, toRound: number, minutes: number): boolean {
  const { plan } = patrolStore.get();
  if (!plan?.rounds[toRound]) return false;
  const { arriveMs } = stopAt(plan.rounds, at);
  const moved = moveStop(plan.rounds, at, toRound, arriveMs + minutes * MINUTE_MS);
  patrolStore.change(moved.rounds, moved.at);
  focus(moved.at);
  return true;
}

function stretch(at: StopAt, minutes: number): boolean {
  const { plan } = patrolStore.get();
  if (!plan) return false;
  patrolStore.change(stretchStop(plan.rounds, at, minutes * MINUTE_MS), at);
  return true;
}

function takeOut(at: StopAt): boolean {
  const { plan } = patrolStore.get();
  if (!plan) return false;
  const rounds = removeStop(plan.rounds, at);
  const left = rounds[at.round]?.stops.length ?? 0;
  const next = left === 0 ? null : Math.min(at.stop, left - 1);
  patrolStore.change(rounds, { round: at.round, stop: next });
  if (next !== null) focus({ round: at.round, stop: next });
  return true;
}

/** The keyboard follows the stop, wherever it has gone. */
function focus(at: StopAt): void {
  patrolStore.look(at);
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-stop="${at.round} ${at.stop}"]`)?.focus(),
  );
}
