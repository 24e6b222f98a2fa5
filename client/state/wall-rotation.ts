/** What the wall shows and since when. Times are milliseconds of one steady clock. */
export interface WallState {
  /** The scene that is shown, or comes back when the view is unlocked; null before there are any. */
  sceneId: string | null;
  /** When the scene began to count. */
  sinceMs: number;
  /** When somebody moved the map last; null: nobody has since the scene was shown. */
  lockedAtMs: number | null;
  /** The alarm that the wall has gone to. */
  alarm: { id: string; priority: number; sinceMs: number } | null;
  /** Counts how often the scene had to be shown, or shown again. */
  shows: number;
}

/** What the wall is to do: its scenes in order and the choices of whoever set it up. */
export interface WallPlan {
  scenes: readonly { id: string; seconds: number }[];
  rotating: boolean;
  /** A view that somebody moved is unlocked by itself after so many minutes of rest; 0: never. */
  unlockMinutes: number;
  followAlarms: boolean;
}

export type WallEvent =
  | { kind: 'tick' }
  /** Somebody moved the map. */
  | { kind: 'moved' }
  | { kind: 'unlock' }
  | { kind: 'step'; by: 1 | -1 }
  | { kind: 'go'; sceneId: string }
  /** Rotation began or ended: the scene counts from now. */
  | { kind: 'recount' }
  /** An alarm with a place was announced. */
  | { kind: 'alarm'; id: string; priority: number }
  /** It was acknowledged, or is over. */
  | { kind: 'alarm_over'; id: string };

/** The wall stays with an alarm for so long, unless somebody acts before. */
export const ALARM_STAY_MS = 45_000;

/** The wall at its start. With a `view` of somebody's own in the address it is locked to that. */
export function firstWall(sceneId: string | null, hasView: boolean, nowMs: number): WallState {
  const lockedAtMs = sceneId === null && hasView ? nowMs : null;
  return { sceneId, sinceMs: nowMs, lockedAtMs, alarm: null, shows: 0 };
}

/** The wall after `event` at `nowMs`. Pure: whoever calls shows the scene when `shows` grew and goes to the alarm that is new. */
export function nextWall(state: WallState, event: WallEvent, plan: WallPlan, nowMs: number): WallState {
  switch (event.kind) {
    case 'tick':
      return ticked(state, plan, nowMs);
    case 'moved':
      return { ...state, lockedAtMs: nowMs, alarm: null };
    case 'unlock':
      return state.lockedAtMs === null && !state.alarm ? state : shown(state, state.sceneId, plan, nowMs);
    case 'step':
      return shown(state, neighbour(state.sceneId, plan, event.by), plan, nowMs);
    case 'go':
      return shown(state, event.sceneId, plan, nowMs);
    case 'recount':
      return { ...state, sinceMs: nowMs };
    case 'alarm':
      return alarmed(state, event, plan, nowMs);
    case 'alarm_over':
      return state.alarm?.id === event.id ? shown(state, state.sceneId, plan, nowMs) : state;
  }
}

/** How much of its time the scene has had, 0 to 1; null while nothing counts. */
export function sceneProgress(state: WallState, plan: WallPlan, nowMs: number): number | null {
  const scene = plan.scenes.find(({ id }) => id === state.sceneId);
  if (!scene || !plan.rotating || plan.scenes.length < 2 || state.alarm || state.lockedAtMs !== null)
    return null;
  return Math.min(1, Math.max(0, (nowMs - state.sinceMs) / (scene.seconds * 1000)));
}

function ticked(state: WallState, plan: WallPlan, nowMs: number): WallState {
  const { alarm, lockedAtMs } = state;
  if (alarm) return nowMs - alarm.sinceMs < ALARM_STAY_MS ? state : shown(state, state.sceneId, plan, nowMs);
  if (lockedAtMs !== null) {
    const isOver = plan.unlockMinutes > 0 && nowMs - lockedAtMs >= plan.unlockMinutes * 60_000;
    return isOver ? shown(state, state.sceneId, plan, nowMs) : state;
  }
  const scene = plan.scenes.find(({ id }) => id === state.sceneId);
  if (!scene) return plan.scenes.length > 0 ? shown(state, null, plan, nowMs) : state;
  const isDue = plan.rotating && plan.scenes.length > 1 && nowMs - state.sinceMs >= scene.seconds * 1000;
  return isDue ? shown(state, neighbour(state.sceneId, plan, 1), plan, nowMs) : state;
}

/** A person at the map is not torn away from it; one alarm gives way to a more urgent one only. */
function alarmed(
  state: WallState,
  { id, priority }: { id: string; priority: number },
  plan: WallPlan,
  nowMs: number,
): WallState {
  const isLess = state.alarm !== null && state.alarm.priority <= priority;
  if (!plan.followAlarms || state.lockedAtMs !== null || isLess) return state;
  return { ...state, alarm: { id, priority, sinceMs: nowMs } };
}

function shown(state: WallState, sceneId: string | null, plan: WallPlan, nowMs: number): WallState {
  const scene = plan.scenes.find(({ id }) => id === sceneId) ?? plan.scenes[0];
  return {
    sceneId: scene?.id ?? null,
    sinceMs: nowMs,
    lockedAtMs: null,
    alarm: null,
    shows: state.shows + 1,
  };
}

function neighbour(sceneId: string | null, { scenes }: WallPlan, by: 1 | -1): string | null {
  const at = scenes.findIndex(({ id }) => id === sceneId);
  const next = at < 0 ? 0 : (at + by + scenes.length) % scenes.length;
  return scenes[next]?.id ?? null;
}
