/**
 * The one map of the page and the only file that touches MapLibre and its overlay. Both are made once, outside React: an
 * interleaved overlay does not survive being made twice, and the map must outlive whatever is rendered round it.
 */
import 'maplibre-gl/dist/maplibre-gl.css';
import { AttributionControl, addProtocol, Map as MapLibreMap, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Bbox } from '../../core/contract/geometry.ts';
import { onSessionLost, request } from '../api/client.ts';
import { liveSet } from '../live/live-set.ts';
import { viewStore } from '../state/view.ts';
import type { Camera, View } from '../state/view-state.ts';
import { words } from '../ui/words/words.ts';
import { startGestures } from './gestures.ts';
import { thickOf } from './home.ts';
import { mapState } from './map-state.ts';
import { Painter } from './painter.ts';
import { PROTOCOLS } from './protocols.ts';
import { mapStyle, type StyleLook } from './style/map-style.ts';
import { codesFilter } from './style/plan-layers.ts';
import { Underlay } from './underlay.ts';

export type FlyTarget = { bbox: Bbox } | { lng: number; lat: number; zoom: number };

/** How long to wait for the live set before showing the whole scope instead of the thick of it. */
const HOME_WAIT_MS = 2500;
const FALLBACK: Camera = { lng: 101.77, lat: 36.62, zoom: 10.5 };
const FLY_MS = 700;
/** If the tiles do not come, the map counts as ready without them after this time. */
const TILES_WAIT_MS = 8000;

let map: MapLibreMap | undefined;
let painter: Painter | undefined;
let isStarting = false;
let isSessionLost = false;
onSessionLost(() => {
  isSessionLost = map !== undefined;
});
const underlay = new Underlay();
let styled: StyleLook | undefined;
let outlined = '';
let isOwnMove = false;
let isCredited = false;
let pickDone: ((point: { lng: number; lat: number } | null) => void) | undefined;
const element = document.createElement('div');
element.className = 'map-canvas';

export const mapHost = {
  /** Shows the map in `parent`, making it on the first call. */
  attach(parent: HTMLElement): void {
    // Whoever signs in after a session was lost may be allowed to see less than what the map still holds.
    if (isSessionLost) {
      location.reload();
      return;
    }
    parent.append(element);
    if (map) map.resize();
    else if (!isStarting) {
      isStarting = true;
      void start();
    }
  },
  /** Takes the map out of the page, to be shown again later. */
  detach(): void {
    element.remove();
  },
  /** Goes there, only ever on request. The target lies in the middle of what the panels leave free. */
  flyTo(target: FlyTarget): void {
    if (!map) return;
    const padding = freePadding();
    const animate = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const duration = animate ? FLY_MS : 0;
    if ('bbox' in target) map.fitBounds(target.bbox, { padding, duration, maxZoom: 17 });
    else {
      const offset: [number, number] = [
        (padding.left - padding.right) / 2,
        (padding.top - padding.bottom) / 2,
      ];
      map.easeTo({ center: [target.lng, target.lat], zoom: target.zoom, offset, duration });
    }
  },
  /** Asks again for a basemap that could not be had. */
  retryBasemap(): void {
    const made = map;
    if (made) void underlay.retry(made, viewStore.get().theme).then(() => restyle(made));
  },
  zoomBy(levels: number): void {
    map?.easeTo({ zoom: map.getZoom() + levels, duration: 200 });
  },
  /** Lets the user click a place; null if she thinks better of it. Only one may ask at a time. */
  pickPoint(what: 'place' | 'corner' = 'place'): Promise<{ lng: number; lat: number } | null> {
    mapHost.cancelPick();
    mapState.set({ picking: what });
    return new Promise((resolve) => {
      pickDone = resolve;
    });
  },
  cancelPick(): void {
    endPick(null);
  },
};

/** Whether somebody was waiting for a point. */
function endPick(point: { lng: number; lat: number } | null): boolean {
  const done = pickDone;
  pickDone = undefined;
  mapState.set({ picking: null });
  done?.(point);
  return done !== undefined;
}

async function start(): Promise<void> {
  setWorkerUrl(workerUrl);
  for (const [scheme, read] of Object.entries(PROTOCOLS)) addProtocol(scheme, read);
  const [camera] = await Promise.all([homeCamera(), underlay.read(viewStore.get().theme)]);
  const view = viewStore.get();
  styled = lookOf(view);
  try {
    map = new MapLibreMap({
      container: element,
      style: mapStyle(styled, location.origin, underlay.outside),
      ...('bbox' in camera
        ? { bounds: camera.bbox, fitBoundsOptions: { padding: freePadding() } }
        : { center: [camera.lng, camera.lat], zoom: camera.zoom }),
      minZoom: 5,
      maxZoom: 19.5,
      maxPitch: 0,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      fadeDuration: 0,
      attributionControl: false,
      pixelRatio: Math.min(2, devicePixelRatio),
      canvasContextAttributes: { antialias: false },
      locale: { 'Map.Title': words.t('map.title') },
    });
  } catch {
    mapState.set({ status: 'no_webgl' });
    return;
  }
  follow(map);
}

function follow(made: MapLibreMap): void {
  made.touchZoomRotate.disableRotation();
  made.keyboard.disableRotation();
  made.addControl(new ScaleControl({ maxWidth: 110 }), 'bottom-left');
  credit(made);
  underlay.watch(made);
  const started = new Painter(made);
  painter = started;
  startGestures(made, () => started.symbols, endPick, mapHost.flyTo);
  made.on('styledata', restyled);
  made.on('moveend', () => {
    const { lng, lat } = made.getCenter();
    isOwnMove = true;
    viewStore.set({ camera: { lng, lat, zoom: made.getZoom() } });
    isOwnMove = false;
  });
  made.on('webglcontextlost', () => mapState.set({ status: 'lost' }));
  made.on('webglcontextrestored', () => mapState.set({ status: 'ready' }));
  made.on('error', ({ error }) => {
    if (!/abort/i.test(error.message)) console.warn(`map: ${error.message}`);
  });
  const ready = (): void => {
    if (mapState.get().status === 'starting') mapState.set({ status: 'ready' });
  };
  made.once('render', () => void addOverlay(made, started));
  made.once('load', ready);
  setTimeout(ready, TILES_WAIT_MS);
  new ResizeObserver(() => made.resize()).observe(element);
  viewStore.subscribe(() => followView(made));
  followView(made);
}

/** deck.gl comes after the map has been painted once: it is large, and the map says much without it. */
async function addOverlay(made: MapLibreMap, started: Painter): Promise<void> {
  const [{ MapLibreOverlay }, { deckLayers }] = await Promise.all([
    import('@deck.gl/maplibre'),
    import('./deck-layers.ts'),
  ]);
  const overlay = new MapLibreOverlay({ interleaved: true, layers: [] });
  made.addControl(overlay);
  started.use(overlay, deckLayers);
}

function restyled(): void {
  if (!map?.getLayer('areas-outline')) return;
  outlined = '';
  outline(map);
  painter?.restyled();
}

function followView(made: MapLibreMap): void {
  const view = viewStore.get();
  const { camera } = view;
  const [before, look] = [styled, lookOf(view)];
  if (JSON.stringify(look) !== JSON.stringify(before)) {
    styled = look;
    if (look.theme !== before?.theme && underlay.outside)
      void underlay.read(look.theme).then(() => restyle(made));
    else restyle(made);
  }
  outline(made);
  const { lng, lat } = made.getCenter();
  const moved =
    camera &&
    (Math.abs(camera.lng - lng) > 2e-5 ||
      Math.abs(camera.lat - lat) > 2e-5 ||
      Math.abs(camera.zoom - made.getZoom()) > 0.02);
  // The address was changed by Back or a link, not by the map itself.
  if (moved && !isOwnMove && !made.isMoving())
    made.jumpTo({ center: [camera.lng, camera.lat], zoom: camera.zoom });
}

/** Whoever made an outside basemap is named. */
function credit(made: MapLibreMap): void {
  if (!underlay.outside || isCredited) return;
  isCredited = true;
  made.addControl(new AttributionControl({ compact: true }), 'bottom-left');
}

function lookOf({ theme, language, boundaryLevel, shade }: View): StyleLook {
  return { theme, language, boundaryLevel, shaded: shade !== 'off' };
}

function restyle(made: MapLibreMap): void {
  credit(made);
  if (styled) made.setStyle(mapStyle(styled, location.origin, underlay.outside), { diff: true });
}

/** Outlines the selected area, the one drilled into, and the selected route or geofence. */
function outline(made: MapLibreMap): void {
  const { selection, area, filter } = viewStore.get();
  const isArea = selection?.noun === 'areas' || selection?.noun === 'grids';
  const line = selection?.noun === 'routes' || selection?.noun === 'geofences' ? selection.id : '';
  const strong = isArea ? selection.id : '';
  const codes = [strong, area ?? '', filter.within ?? ''].filter(Boolean);
  const key = JSON.stringify([strong, codes, line]);
  if (key === outlined || !made.getLayer('areas-outline')) return;
  outlined = key;
  for (const layer of ['areas', 'grids']) {
    made.setFilter(`${layer}-outline`, codesFilter(codes));
    made.setFilter(`${layer}-selected`, codesFilter(strong ? [strong] : []));
  }
  for (const layer of ['route-selected', 'geofence-selected'])
    made.setFilter(layer, ['==', ['get', 'id'], line]);
}

/** Where to begin: the address says, or the thick of the devices and institutions once they are known. */
async function homeCamera(): Promise<Camera | { bbox: Bbox }> {
  const { camera } = viewStore.get();
  if (camera) return camera;
  await Promise.race([liveSetLoaded(), new Promise((resolve) => setTimeout(resolve, HOME_WAIT_MS))]);
  const points = [...liveSet.get('devices').values(), ...liveSet.get('institutions').values()];
  const bbox = thickOf(points.map(({ geometry }) => geometry.coordinates));
  const whole = bbox ?? (await planBounds());
  return whole ? { bbox: whole } : FALLBACK;
}

/** The box of the grids in force, for a city without devices and institutions; undefined before there are grids. */
async function planBounds(): Promise<Bbox | undefined> {
  const { bounds } = await request<{ bounds?: Bbox }>('/tiles/plan.json').catch(() => ({
    bounds: undefined,
  }));
  return bounds && bounds[0] > -180 ? bounds : undefined;
}

function liveSetLoaded(): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!liveSet.loaded) return;
      stop();
      resolve();
    };
    const stop = liveSet.subscribe('institutions', check);
    check();
  });
}

/** What the panels cover, from the custom properties that the workspace sets on the map's place. */
function freePadding(): { top: number; bottom: number; left: number; right: number } {
  const style = getComputedStyle(element);
  const pixels = (side: string): number => Number.parseFloat(style.getPropertyValue(`--inset-${side}`)) || 0;
  const [left, right, top, bottom] = ['left', 'right', 'top', 'bottom'].map(pixels) as [
    number,
    number,
    number,
    number,
  ];
  const room = 40;
  const wide = element.clientWidth > left + right + 4 * room;
  return {
    top: top + room,
    bottom: bottom + room,
    left: (wide ? left : 0) + room,
    right: (wide ? right : 0) + room,
  };
}
