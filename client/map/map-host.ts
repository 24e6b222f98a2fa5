/**
 * The one map of the page and the only file that touches MapLibre. It and its overlay are made once, outside React: an interleaved
 * overlay does not survive being made twice, and the map must outlive whatever is rendered round it.
 */
import 'maplibre-gl/dist/maplibre-gl.css';
import {
  AttributionControl,
  addProtocol,
  Map as MapLibreMap,
  prewarm,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { Bbox } from '../../core/contract/geometry.ts';
import { afterFirstAnswer } from '../analysis/first-answer.ts';
import { onSessionLost } from '../api/client.ts';
import { presentSet } from '../live/live-set.ts';
import { planShown } from '../state/plan-shown.ts';
import { posedView } from '../state/posed-view.ts';
import { viewStore } from '../state/view.ts';
import { words } from '../ui/words/words.ts';
import type { DeckOverlay } from './deck-overlay.ts';
import { drawDrafts, redrawDraft } from './drafts-on-map.ts';
import { freePadding } from './free-padding.ts';
import { startGestures } from './gestures.ts';
import { watchGraphics } from './graphics-loss.ts';
import { homeCamera } from './home-camera.ts';
import { mapState, noteMoved } from './map-state.ts';
import { forgetOutline, outline } from './outline.ts';
import { Painter } from './painter.ts';
import type { Photographer } from './photographer.ts';
import { endPick, pickPoint } from './pick-point.ts';
import { PROTOCOLS } from './protocols.ts';
import { Sharpness } from './sharpness.ts';
import { mapStyle, type StyleLook } from './style/map-style.ts';
import { styleLook } from './style-look.ts';
import { Underlay } from './underlay.ts';
import { withoutSky } from './without-sky.ts';

export type FlyTarget = { bbox: Bbox } | { lng: number; lat: number; zoom: number };

const FLY_MS = 700;
/** Between what is flown to and the panels, in pixels. */
const ROOM = 40;
/** If the tiles do not come, the map counts as ready without them after this time. */
const TILES_WAIT_MS = 8000;

let map: MapLibreMap | undefined;
let painter: Painter | undefined;
let sharpness: Sharpness | undefined;
let overlay: DeckOverlay | undefined;
/** Where to go as soon as there is a map. */
let wanted: Bbox | undefined;
/** How many times larger than on a desk everything on the map is. */
let scale = 1;
let isStarting = false;
let isSessionLost = false;
onSessionLost(() => {
  isSessionLost = map !== undefined;
});
const underlay = new Underlay();
let styled: StyleLook | undefined;
let isOwnMove = false;
let isCredited = false;
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
      afterFirstAnswer(() => void start());
    }
  },
  /** Takes the map out of the page, to be shown again later. */
  detach(): void {
    element.remove();
  },
  /** Goes there, only ever on request. The target lies in the middle of what the panels leave free. */
  flyTo(target: FlyTarget): void {
    if (!map) return;
    const padding = freePadding(element, scale, ROOM);
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
  /** Shows just this box, at once, in what the panels leave free. */
  show(bbox: Bbox): void {
    wanted = bbox;
    map?.fitBounds(bbox, { padding: freePadding(element, scale, 0), duration: 0, maxZoom: 17 });
  },
  /** The box that is seen in what the panels leave free; undefined before there is a map. */
  seen(): Bbox | undefined {
    if (!map) return undefined;
    const { top, bottom, left, right } = freePadding(element, scale, 0);
    const { clientWidth, clientHeight } = element;
    const southWest = map.unproject([left, clientHeight - bottom]);
    const northEast = map.unproject([clientWidth - right, top]);
    return [southWest.lng, southWest.lat, northEast.lng, northEast.lat];
  },
  /** Draws everything on the map so many times larger, as on a wall that is read from afar. */
  enlarge(times: number): void {
    scale = times;
    element.style.setProperty('--map-scale', String(times));
    sharpness?.set(pixelRatio(), scale > 1);
  },
  /** Asks again for a basemap that could not be had. */
  retryBasemap(): void {
    if (map) void underlay.retry(map, viewStore.get().theme).then(() => map && restyle(map));
  },
  zoomBy(levels: number): void {
    map?.easeTo({ zoom: map.getZoom() + levels, duration: 200 });
  },
  pickPoint,
  cancelPick(): void {
    endPick(null);
  },
  async photographer(): Promise<Photographer | undefined> {
    const { Photographer } = await import('./photographer.ts');
    return map && painter && sharpness && new Photographer(map, painter, element, underlay, sharpness);
  },
};

async function start(): Promise<void> {
  setWorkerUrl(workerUrl);
  prewarm();
  for (const [scheme, read] of Object.entries(PROTOCOLS)) addProtocol(scheme, read);
  const [camera] = await Promise.all([homeCamera(), underlay.read(viewStore.get().theme)]);
  const view = viewStore.get();
  styled = styleLook(view);
  try {
    map = new MapLibreMap({
      container: element,
      style: mapStyle(styled, location.origin, underlay.outside),
      ...('bbox' in camera
        ? { bounds: camera.bbox, fitBoundsOptions: { padding: freePadding(element, scale, ROOM) } }
        : { center: [camera.lng, camera.lat], zoom: camera.zoom }),
      minZoom: 5,
      maxZoom: 19.5,
      maxPitch: 0,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      fadeDuration: 0,
      // Views of tiles that are kept when they are left: some megabytes each, and soon had again.
      maxTileCacheZoomLevels: 2,
      attributionControl: false,
      pixelRatio: pixelRatio(),
      canvasContextAttributes: { antialias: false },
      locale: { 'Map.Title': words.t('map.title') },
    });
  } catch {
    mapState.set({ status: 'no_webgl' });
    return;
  }
  follow(map);
}

function pixelRatio(): number {
  return Math.min(2, devicePixelRatio) * scale;
}

function follow(made: MapLibreMap): void {
  withoutSky(made);
  made.touchZoomRotate.disableRotation();
  made.keyboard.disableRotation();
  made.addControl(new ScaleControl({ maxWidth: 110 }), 'bottom-left');
  credit(made);
  underlay.watch(made);
  sharpness = new Sharpness(made, pixelRatio(), scale > 1);
  const started = new Painter(made, sharpness);
  painter = started;
  const fly = (target: FlyTarget): void => {
    noteMoved();
    mapHost.flyTo(target);
  };
  startGestures(made, () => started.symbols, endPick, fly);
  for (const kind of ['movestart', 'moveend'] as const)
    made.on(kind, ({ originalEvent }: { originalEvent?: unknown }) => originalEvent && noteMoved());
  made.on('styledata', restyled);
  made.on('moveend', () => {
    const { lng, lat } = made.getCenter();
    if (posedView.isPosed()) return;
    isOwnMove = true;
    viewStore.set({ camera: { lng, lat, zoom: made.getZoom() } });
    isOwnMove = false;
  });
  made.on('webglcontextlost', () => lose(started));
  made.on('webglcontextrestored', () => void regain(made, started));
  watchGraphics();
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
  for (const store of [posedView, planShown]) store.subscribe(() => followView(made));
  presentSet.subscribe('ground', () => made.getSource('plan') && made.refreshTiles('plan'));
  drawDrafts(made, () => followView(made));
  followView(made);
  if (wanted) mapHost.show(wanted);
}

/** deck.gl comes after the map has been painted once. */
async function addOverlay(made: MapLibreMap, started: Painter): Promise<void> {
  const { DeckOverlay } = await import('./deck-overlay.ts');
  if (overlay || mapState.get().status === 'lost') return;
  overlay = new DeckOverlay(made);
  started.use(overlay);
}

/** What deck.gl holds of a lost context is of no use to the next one. MapLibre brings its own things back by itself. */
function lose(started: Painter): void {
  mapState.set({ status: 'lost', timesLost: mapState.get().timesLost + 1 });
  started.release();
  overlay?.remove();
  overlay = undefined;
}

async function regain(made: MapLibreMap, started: Painter): Promise<void> {
  withoutSky(made);
  mapState.set({ status: 'ready' });
  await addOverlay(made, started);
}

function restyled(): void {
  if (!map?.getLayer('areas-outline')) return;
  forgetOutline();
  outline(map);
  painter?.restyled();
  redrawDraft();
}

function followView(made: MapLibreMap): void {
  const { camera } = viewStore.get();
  const [before, look] = [styled, styleLook(posedView.get())];
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
  if (moved && !isOwnMove && !made.isMoving() && !posedView.isPosed())
    made.jumpTo({ center: [camera.lng, camera.lat], zoom: camera.zoom });
}

/** Whoever made an outside basemap is named. */
function credit(made: MapLibreMap): void {
  if (!underlay.outside || isCredited) return;
  isCredited = true;
  made.addControl(new AttributionControl({ compact: true }), 'bottom-left');
}

function restyle(made: MapLibreMap): void {
  credit(made);
  if (styled) made.setStyle(mapStyle(styled, location.origin, underlay.outside), { diff: true });
}
