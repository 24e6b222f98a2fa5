import { announcementOf } from '../alarms/picture.ts';
import { alarmWatch } from '../alarms/watch.ts';
import { liveSet, presentSet } from '../live/live-set.ts';
import { mapHost } from '../map/map-host.ts';
import { mapState, onMoved } from '../map/map-state.ts';
import { type Scene, type SceneView, scenePart, viewOfScene } from '../state/scene.ts';
import { viewStore } from '../state/view.ts';
import type { Camera } from '../state/view-state.ts';
import {
  firstWall,
  nextWall,
  type WallEvent,
  type WallPlan,
  type WallState,
} from '../state/wall-rotation.ts';
import { cityScenes } from './city-scenes.ts';
import { wallSettings } from './wall-settings.ts';

const TICK_MS = 500;
const RETRY_MS = 10_000;
const ALARM_ZOOM = 14;

const NO_SCENES: readonly Scene[] = [];
let own: readonly Scene[] = NO_SCENES;
let state: WallState = firstWall(null, false, 0);
let running: (() => void) | undefined;
/** What the desk looked like before the wall; undefined when the page began as a wall. */
let desk: (SceneView & { camera: Camera | null }) | undefined;
const listeners = new Set<() => void>();

/** Runs the scenes of the wall: shows them in turn, rests while somebody moves the map, goes to alarms. */
export const wallStore = {
  get: (): WallState => state,
  /** The scenes in order: those set up here, or those of the city, none until they are known. */
  get scenes(): readonly Scene[] {
    return wallSettings.get().scenes ?? own;
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Answers how to stop. */
  start(): () => void {
    running?.();
    const { scene, camera } = viewStore.get();
    state = firstWall(scene, camera !== null, performance.now());
    const seen = new Set(alarmWatch.get().sounding.map(announcementOf));
    const timer = setInterval(() => {
      wallStore.tell({ kind: 'tick' });
      lookForNews(seen);
    }, TICK_MS);
    const stops = [
      wallSettings.subscribe(tell),
      onMoved(() => wallStore.tell({ kind: 'moved' })),
      alarmWatch.subscribe(() => lookForNews(seen)),
      presentSet.subscribe('alarms', lookWhetherOver),
      readOwn(),
    ];
    const stop = (): void => {
      clearInterval(timer);
      for (const end of stops) end();
      if (running === stop) running = undefined;
    };
    running = stop;
    return stop;
  },
  tell(event: WallEvent): void {
    const before = state;
    state = nextWall(before, event, planOf(), performance.now());
    if (state === before) return;
    if (state.shows !== before.shows) show();
    if (state.lockedAtMs !== null && before.lockedAtMs === null) viewStore.set({ scene: null }, 'replace');
    tell();
  },
  /** Turns rotation on or off. */
  toggle(): void {
    wallSettings.set({ rotating: !wallSettings.get().rotating });
    wallStore.tell({ kind: 'recount' });
  },
  /** Reads the city's own scenes as soon as they can be had. Answers how to stop. */
  prepare: readOwn,
  /** Shows a scene now, on the wall or on the desk. */
  showScene(scene: Scene): void {
    if (viewStore.get().mode === 'wall') {
      wallStore.tell({ kind: 'go', sceneId: scene.id });
      return;
    }
    viewStore.set(viewOfScene(scene));
    mapHost.show(scene.bbox);
  },
  enter(): void {
    desk = { ...scenePart(viewStore.get()), camera: viewStore.get().camera };
    viewStore.set({ mode: 'wall', scene: null, camera: null, page: null, selection: null, instant: null });
  },
  /** Back to the desk as it was. */
  leave(): void {
    viewStore.set({ mode: 'desk', scene: null, selection: null, ...desk });
    desk = undefined;
  },
};

/** What the wall is to do. One that follows another window shows what that one shows. */
export function planOf(): WallPlan {
  const settings = wallSettings.get();
  const isFollowing = viewStore.get().second?.mode === 'follow';
  return isFollowing
    ? { ...settings, scenes: NO_SCENES, followAlarms: false }
    : { ...settings, scenes: wallStore.scenes };
}

/** Reads the city's own scenes when there is a live set, and again when that failed. */
function readOwn(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const look = (): void => {
    if (!presentSet.loaded || own.length > 0 || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      look();
    }, RETRY_MS);
    void cityScenes().then(
      (scenes) => {
        clearTimeout(timer);
        timer = undefined;
        if (isOver) return;
        own = scenes;
        wallStore.tell({ kind: 'tick' });
        tell();
      },
      () => undefined,
    );
  };
  const stop = liveSet.subscribe('institutions', look);
  look();
  return () => {
    isOver = true;
    clearTimeout(timer);
    timer = undefined;
    stop();
  };
}

function show(): void {
  const scene = wallStore.scenes.find(({ id }) => id === state.sceneId);
  if (!scene || viewStore.get().mode !== 'wall') return;
  viewStore.set({ ...viewOfScene(scene), scene: scene.id, selection: null }, 'replace');
  mapHost.show(scene.bbox);
}

/** Goes to what was announced just now and has a place. */
function lookForNews(seen: Set<string>): void {
  // There must be a map to go on, and a scene to come back to.
  if (mapState.get().status !== 'ready' || wallStore.scenes.length === 0) return;
  const { sounding } = alarmWatch.get();
  const standing = new Set(sounding.map(announcementOf));
  for (const key of seen) if (!standing.has(key)) seen.delete(key);
  for (const alarm of sounding) {
    const key = announcementOf(alarm);
    if (seen.has(key)) continue;
    seen.add(key);
    if (alarm.geometry) goTo(alarm.id, alarm.properties.priority, alarm.geometry.coordinates);
  }
}

function goTo(id: string, priority: number, [lng, lat]: readonly number[]): void {
  wallStore.tell({ kind: 'alarm', id, priority });
  if (state.alarm?.id !== id || lng === undefined || lat === undefined) return;
  viewStore.set({ selection: { noun: 'alarms', id } }, 'replace');
  mapHost.flyTo({ lng, lat, zoom: ALARM_ZOOM });
}

function lookWhetherOver(): void {
  const id = state.alarm?.id;
  if (id && presentSet.get('alarms').get(id)?.properties.state !== 'unacknowledged')
    wallStore.tell({ kind: 'alarm_over', id });
}

function tell(): void {
  for (const listener of listeners) listener();
}
