import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { LIVE_NOUNS } from '../../core/contract/live.ts';
import { LATE_AFTER_INTERVALS } from '../../core/live/freshness.ts';
import { analysisStore } from '../analysis/analysis-store.ts';
import { mapPicture } from '../analysis/map-picture.ts';
import { latency } from '../live/latency.ts';
import { liveSet, serverNow } from '../live/live-set.ts';
import { presentNow } from '../live/present-now.ts';
import { brushing } from '../period/brushing.ts';
import type { DensityPicture } from '../period/period-protocol.ts';
import { periodStore } from '../period/period-store.ts';
import { shadeStore } from '../shade/shade-store.ts';
import { fenceDraft } from '../state/fence-draft.ts';
import { posedView } from '../state/posed-view.ts';
import { reviewShown } from '../state/review-shown.ts';
import { AlarmRings } from './alarm-rings.ts';
import { AnalysisDrawing } from './analysis-drawing.ts';
import { type Atlas, drawAtlas } from './atlas.ts';
import type { PlaceGroups } from './deck-layers.ts';
import type { DeckOverlay } from './deck-overlay.ts';
import { DensityDrawing } from './density-drawing.ts';
import { FenceDrawing } from './fence-drawing.ts';
import { groundFrames } from './ground-frames.ts';
import { FIELDS_FROM_ZOOM, fieldsOfView } from './layers/fields-of-view.ts';
import { routeFeatures } from './layers/routes.ts';
import type { MapSymbol, ViewBox } from './layers/symbol.ts';
import { mapState } from './map-state.ts';
import { metresPerPixel } from './metres-per-pixel.ts';
import { ReviewLines } from './review-lines.ts';
import { Scene, type SceneInput, type Things } from './scene.ts';
import { ShadeStates } from './shade-states.ts';
import type { Sharpness } from './sharpness.ts';
import { ABOVE_DENSITY } from './style/map-style.ts';
import { SymbolCanvas } from './symbol-canvas.ts';
import { UnitMotion } from './unit-motion.ts';

/** What is drawn beyond the edge of the view, as part of its size, so that a short pan finds it there. */
const MARGIN = 0.3;
/** Of a density that is made anew while a brush is dragged. */
const ANALYSIS_MARGIN = 0.15;
const SOONEST_MS = 80;
/** Of the time, how much may go into moving units: the rest is for the people. */
const MOTION_SHARE = 0.15;
const MOTION_MS = [120, 2000] as const;
const DEFAULT_UNIT_INTERVAL_SECONDS = 5;

/** Keeps the overlay and the live GeoJSON sources equal to live set, view and period, no oftener than the machine can bear. */
export class Painter {
  readonly #map: MapLibreMap;
  readonly #scene = new Scene();
  readonly #motion = new UnitMotion();
  readonly #canvas: SymbolCanvas;
  readonly #density: DensityDrawing;
  readonly #shades: ShadeStates;
  readonly #rings: AlarmRings;
  readonly #review = new ReviewLines();
  readonly #analysis: AnalysisDrawing;
  readonly #fences: FenceDrawing;
  #overlay: DeckOverlay | undefined;
  #atlas: { theme: string; atlas: Atlas } | undefined;
  #shownAtlas: Atlas | undefined;
  /** What stands still lies under the names of the map, what moves or is urgent over everything. */
  #ground: PlaceGroups = { places: [], files: [] };
  #moving: readonly MapSymbol[] = [];
  #shownGround: PlaceGroups | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueMs = Number.POSITIVE_INFINITY;
  #isWaiting = false;
  #drawnAtMs = 0;
  #box: ViewBox = [0, 0, 0, 0];
  #routes: GeoJSONSource | undefined;
  #shownRoutes: Things['routes'] | undefined;
  #shownFields = '';
  #shownPicture: DensityPicture | null = null;

  constructor(map: MapLibreMap, sharpness: Sharpness) {
    this.#map = map;
    this.#shades = new ShadeStates(map);
    this.#canvas = new SymbolCanvas(map, sharpness, (seq) => this.#shown(seq));
    this.#rings = new AlarmRings(map);
    this.#density = new DensityDrawing(map);
    this.#analysis = new AnalysisDrawing(map);
    this.#fences = new FenceDrawing(map);
    const soon = (): void => this.#draw(SOONEST_MS);
    for (const topic of [...LIVE_NOUNS, 'clock'] as const) liveSet.subscribe(topic, soon);
    liveSet.subscribe('positions', () => this.#draw(this.#motionMs));
    for (const store of [reviewShown, fenceDraft, shadeStore]) store.subscribe(soon);
    // The time brush of Analyse moves the density alone.
    const isAlone = (): boolean => brushing.get() && posedView.get().workspace === 'analyse';
    for (const store of [posedView, brushing]) store.subscribe(() => isAlone() || soon());
    periodStore.subscribe(() => {
      if (periodStore.get().picture !== this.#shownPicture) soon();
    });
    map.on('moveend', () => {
      this.#look();
      soon();
    });
    document.addEventListener('visibilitychange', soon);
    mapPicture.subscribe(() => this.#drawAnalysis());
    groundFrames.watch(map);
    this.#look();
  }

  /** Everything drawn now, the most important last. */
  get symbols(): readonly MapSymbol[] {
    return [...this.#ground.places, ...this.#ground.files, ...this.#moving];
  }

  /** From now on draws by deck.gl too. */
  use(overlay: DeckOverlay): void {
    this.#overlay = overlay;
    this.#showPlaces();
  }

  /** Draws by the map alone: its overlay is gone. */
  release(): void {
    this.#overlay = undefined;
    this.#shownGround = undefined;
  }

  /** Draws at once what is to be seen now, without waiting for its turn. */
  paintNow(): void {
    this.#density.settle();
    this.#paint();
  }

  /** To be called when the style changed: a new one comes without our layer and our data. */
  restyled(): void {
    this.#fences.forgetSketch();
    const above = ABOVE_DENSITY.find((id) => this.#map.getLayer(id));
    if (above) this.#density.addUnder(above);
    this.#draw(0);
  }

  #look(): void {
    const [[west, south], [east, north]] = this.#map.getBounds().toArray();
    const widened = (by: number): ViewBox => {
      const [lngMargin, latMargin] = [(east - west) * by, (north - south) * by];
      return [west - lngMargin, south - latMargin, east + lngMargin, north + latMargin];
    };
    this.#box = widened(MARGIN);
    const zoom = this.#map.getZoom();
    const metres = metresPerPixel({ lat: this.#map.getCenter().lat, zoom });
    periodStore.look({ bbox: this.#box, metresPerPixel: metres, zoom });
    shadeStore.look(zoom);
    analysisStore.look({ bbox: widened(ANALYSIS_MARGIN), metresPerPixel: metres });
  }

  #draw(afterMs: number): void {
    const dueMs = Math.max(performance.now(), this.#drawnAtMs + afterMs);
    if (document.hidden || dueMs >= this.#dueMs) return;
    clearTimeout(this.#timer);
    this.#dueMs = dueMs;
    this.#timer = setTimeout(() => this.#paintWhenFree(), dueMs - performance.now());
  }

  /** A drawing that is not on the screen yet is not followed by another: it would only show later, and older things. */
  #paintWhenFree(): void {
    if (this.#canvas.isBusy) this.#isWaiting = true;
    else this.#paint();
  }

  #shown(seq: number): void {
    // Tells tests and measurements which event of the log the screen has come to.
    this.#map.getContainer().dataset.drawnSeq = String(seq);
    latency.drawn(seq, presentNow(), liveSet.picture === undefined);
    if (this.#isWaiting) this.#paint();
  }

  /** How soon units are moved again. */
  get #motionMs(): number {
    return Math.min(MOTION_MS[1], Math.max(MOTION_MS[0], this.#canvas.ms / MOTION_SHARE));
  }

  #paint(): void {
    clearTimeout(this.#timer);
    this.#dueMs = Number.POSITIVE_INFINITY;
    this.#isWaiting = false;
    const nowMs = performance.now();
    this.#drawnAtMs = nowMs;
    if (!liveSet.picture) this.#motion.follow(liveSet.positions, nowMs);
    this.#showSources();
    const view = posedView.get();
    const input = this.#input(nowMs);
    const alarms = this.#scene.alarms(input);
    this.#ground = { places: this.#scene.places(input), files: this.#scene.files(input) };
    this.#moving = [...this.#scene.units(input), ...this.#scene.incidents(input), ...alarms];
    this.#canvas.show(
      [...this.#moving, ...this.#scene.selected(input, view.selection)],
      view.theme,
      liveSet.seq,
    );
    this.#showDensity();
    this.#showPlaces();
    this.#rings.show(alarms);
    mapState.set({ symbols: this.symbols.length });
    this.#keepMoving(nowMs);
  }

  #showDensity(): void {
    const { density, workspace } = posedView.get();
    const { picture } = periodStore.get();
    this.#shownPicture = picture;
    const live = density.on && workspace !== 'plan' ? picture : null;
    this.#density.show(workspace === 'analyse' ? mapPicture.get().raster : live, density.opacity);
  }

  /** At once, and nothing else with it: it follows a brush that is being dragged. */
  #drawAnalysis(): void {
    if (document.hidden) return;
    this.#analysis.show();
    this.#showDensity();
  }

  #showPlaces(): void {
    if (!this.#overlay) return;
    const atlas = this.#atlasOf(posedView.get().theme);
    const { places, files } = this.#ground;
    const shown = this.#shownGround;
    if (places === shown?.places && files === shown.files && atlas === this.#shownAtlas) return;
    this.#shownGround = this.#ground;
    this.#shownAtlas = atlas;
    this.#overlay.show(this.#ground, atlas);
  }

  #keepMoving(nowMs: number): void {
    const { showUnits, hiddenNets } = posedView.get();
    if (!showUnits || hiddenNets.includes('street')) return;
    const [west, south, east, north] = this.#box;
    const isMoving = liveSet.picture
      ? liveSet.picture.tracks.isMoving()
      : this.#motion.isMoving(
          nowMs,
          ({ lng, lat }) => lng > west && lng < east && lat > south && lat < north,
        );
    if (isMoving) this.#draw(this.#motionMs);
  }

  #input(nowMs: number): SceneInput {
    const { collections, feeds, picture } = liveSet;
    const interval =
      feeds.find(({ feed }) => feed === 'units')?.expectedIntervalSeconds ?? DEFAULT_UNIT_INTERVAL_SECONDS;
    return {
      things: collections,
      view: posedView.get(),
      zoom: this.#map.getZoom(),
      box: this.#box,
      places: picture?.tracks.places() ?? this.#motion.places(nowMs),
      nowMs: serverNow(),
      unitsStaleAfterMs: picture?.tracks.unitsStaleAfterMs ?? interval * LATE_AFTER_INTERVALS * 1000,
    };
  }

  #atlasOf(theme: 'dark' | 'light'): Atlas {
    if (this.#atlas?.theme !== theme) this.#atlas = { theme, atlas: drawAtlas(theme) };
    return this.#atlas.atlas;
  }

  #showSources(): void {
    const routes = this.#map.getSource<GeoJSONSource>('routes');
    const fields = this.#map.getSource<GeoJSONSource>('fields');
    if (!routes || !fields) return;
    if (routes !== this.#routes) {
      this.#routes = routes;
      this.#shownRoutes = undefined;
      this.#shownFields = '';
      this.#fences.forget();
      this.#review.forget();
    }
    const view = posedView.get();
    const shown = view.showRoutes && !view.hiddenNets.includes('street');
    const wanted = shown ? liveSet.get('routes') : NONE;
    if (wanted !== this.#shownRoutes) {
      this.#shownRoutes = wanted;
      routes.setData(routeFeatures(wanted.values()));
    }
    this.#shades.show(shadeStore.get());
    this.#showFields(fields, view.hiddenNets.includes('technology'));
    this.#fences.show(view.showGeofences ? liveSet.get('geofences') : NONE);
    this.#review.show(this.#map);
    this.#analysis.show();
  }

  #showFields(source: GeoJSONSource, hidden: boolean): void {
    const zoom = hidden ? 0 : this.#map.getZoom();
    const devices = liveSet.get('devices');
    const features = fieldsOfView(devices.values(), this.#box, zoom);
    const key =
      zoom < FIELDS_FROM_ZOOM ? 'none' : JSON.stringify(features.features.map(({ geometry }) => geometry));
    if (key === this.#shownFields) return;
    this.#shownFields = key;
    source.setData(features);
  }
}

const NONE = new Map<string, never>();
