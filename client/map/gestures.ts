import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { ancestorCode } from '../../core/contract/area-code.ts';
import type { Bbox } from '../../core/contract/geometry.ts';
import { LEVELS, type Level } from '../../core/vocabulary.ts';
import { pressOnQuestion } from '../analysis/map-press.ts';
import { noteMarks } from '../analysis/note-marks.ts';
import { liveSet } from '../live/live-set.ts';
import { pressOnComparison } from '../planning/compare/compare-picture.ts';
import { toggleWithin } from '../state/layers.ts';
import { overPicture } from '../state/over-picture.ts';
import { select } from '../state/selection.ts';
import { viewStore } from '../state/view.ts';
import { countTarget, nextMember, type Place } from './count-target.ts';
import type { MapSymbol } from './layers/symbol.ts';
import { mapState, type Pointer } from './map-state.ts';
import { overAt } from './over-drawing.ts';
import { pickSymbol } from './pick.ts';
import { planHand } from './plan-hand.ts';
import { NOTE_LAYER } from './style/note-layers.ts';

const PICK_PIXELS = 12;
const HOVER_PIXELS = 8;
const LINE_PIXELS = 5;
const OVER_PIXELS = 4;
const HOVER_EVERY_MS = 60;
/** A second click within this time zooms in, and must not select what lies below. */
const DOUBLE_CLICK_MS = 280;
/** The zoom from which a click on the ground means an area of this level. */
const CLICK_LEVELS: [Level, number][] = [
  ['grid', 13],
  ['community', 11.5],
  ['street', 9.5],
  ['district', 0],
];

/** Clicks select, the pointer tells where it is and what it is over. `pickPoint` takes a click for itself by answering true. */
export function startGestures(
  map: MapLibreMap,
  symbols: () => readonly MapSymbol[],
  pickPoint: (point: { lng: number; lat: number }) => boolean,
  flyTo: (target: { bbox: Bbox }) => void,
): void {
  const project = (lng: number, lat: number) => map.project([lng, lat]);
  let areaTimer: ReturnType<typeof setTimeout> | undefined;
  let hoveredAtMs = 0;

  map.on('click', (event) => {
    clearTimeout(areaTimer);
    const { picking } = mapState.get();
    if (!picking && (planHand.current?.click(event) || pressOnComparison(event.lngLat))) return;
    if (pickPoint({ lng: event.lngLat.lng, lat: event.lngLat.lat })) return;
    const over = overAt(map, event.point, OVER_PIXELS);
    if (over !== undefined) return overPicture.pick(over);
    const symbol = pickSymbol(symbols(), event.point, PICK_PIXELS, project);
    const line = symbol ? undefined : lineAt(map, event);
    const note = symbol ? undefined : noteAt(map, event);
    if (symbol?.members) openCount(symbol.members, map.getZoom(), flyTo);
    else if (symbol) select(symbol.noun, symbol.id);
    else if (line) select(line.noun, line.id);
    else if (note) noteMarks.set({ chosen: note });
    else areaTimer = setTimeout(() => selectAreaAt(map, event), DOUBLE_CLICK_MS);
  });
  map.on('dblclick', () => clearTimeout(areaTimer));
  // The two clicks of a double click are corners, too.
  mapState.subscribe(() => map.doubleClickZoom[mapState.get().picking ? 'disable' : 'enable']());

  map.on('mousemove', (event) => {
    const nowMs = performance.now();
    if (map.isMoving() || nowMs - hoveredAtMs < HOVER_EVERY_MS) return;
    hoveredAtMs = nowMs;
    const isHeld = planHand.current?.isDragging ?? false;
    const symbol = isHeld ? undefined : pickSymbol(symbols(), event.point, HOVER_PIXELS, project);
    const over = symbol || isHeld ? undefined : overAt(map, event.point, OVER_PIXELS);
    const { picking } = mapState.get();
    map.getCanvas().style.cursor = picking
      ? 'crosshair'
      : (planHand.current?.cursor ?? (symbol || over !== undefined ? 'pointer' : ''));
    const told = over === undefined ? undefined : overPicture.get().find(({ id }) => id === over)?.told;
    const area = isHeld ? undefined : areasAt(map, event)[0];
    mapState.set({ pointer: { ...pointerAt(event, symbol, area), told } });
  });
  map.on('mouseout', () => mapState.set({ pointer: null }));
  map.on('movestart', () => mapState.set({ pointer: null }));
}

/** A click on a count goes to where its incidents part; where they lie on each other each click selects the next of them. */
function openCount(members: readonly string[], zoom: number, flyTo: (target: { bbox: Bbox }) => void): void {
  const incidents = members.flatMap((id) => liveSet.get('incidents').get(id) ?? []);
  const places = incidents.map(({ geometry: { coordinates } }): Place => [coordinates[0], coordinates[1]]);
  const bbox = countTarget(places, zoom);
  const { selection } = viewStore.get();
  const next = nextMember(members, selection?.noun === 'incidents' ? selection.id : undefined);
  if (bbox) flyTo({ bbox });
  else if (next) select('incidents', next);
}

function pointerAt(
  { lngLat, point: { x, y } }: MapMouseEvent,
  symbol?: MapSymbol,
  area?: AreaHere,
): Omit<Pointer, 'told'> {
  const { lng, lat } = lngLat;
  return {
    lng,
    lat,
    x,
    y,
    thing: symbol ? { noun: symbol.noun, id: symbol.id, count: symbol.members?.length ?? 1 } : null,
    area: area ? { code: area.code, nameZh: area.nameZh, nameEn: area.nameEn } : null,
  };
}

interface AreaHere {
  code: string;
  level: Level;
  nameZh: string;
  nameEn: string;
}

/** The areas drawn under the pointer, the smallest first. */
function areasAt(map: MapLibreMap, { point }: MapMouseEvent): AreaHere[] {
  if (!map.getLayer('grids')) return [];
  return map
    .queryRenderedFeatures(point, { layers: ['grids', 'areas'] })
    .map(({ layer, properties }) => ({
      code: String(properties.code),
      level: layer.id === 'grids' ? 'grid' : (properties.level as Level),
      nameZh: String(properties.nameZh),
      nameEn: String(properties.nameEn),
    }))
    .sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
}

/** The route or the border of a geofence under the pointer. */
function lineAt(
  map: MapLibreMap,
  { point: { x, y } }: MapMouseEvent,
): { noun: 'routes' | 'geofences'; id: string } | undefined {
  if (!map.getLayer('routes') || !map.getLayer('geofences')) return undefined;
  const box: [[number, number], [number, number]] = [
    [x - LINE_PIXELS, y - LINE_PIXELS],
    [x + LINE_PIXELS, y + LINE_PIXELS],
  ];
  const [found] = map.queryRenderedFeatures(box, { layers: ['routes', 'geofences'] });
  return found && { noun: found.layer.id as 'routes' | 'geofences', id: String(found.properties.id) };
}

/** The note of an analysis under the pointer. */
function noteAt(map: MapLibreMap, { point }: MapMouseEvent): string | undefined {
  if (!map.getLayer(NOTE_LAYER)) return undefined;
  const [found] = map.queryRenderedFeatures(point, { layers: [NOTE_LAYER] });
  return found && String(found.properties.id);
}

function selectAreaAt(map: MapLibreMap, event: MapMouseEvent): void {
  const zoom = map.getZoom();
  const { boundaryLevel, workspace, analyse } = viewStore.get();
  if (workspace === 'analyse') {
    const code = areasAt(map, event)[0]?.code;
    if (pressOnQuestion({ ...event.lngLat, code })) return;
    const area = code && ancestorCode(code, analyse.level);
    if (area) toggleWithin(area);
    return;
  }
  const level = boundaryLevel ?? CLICK_LEVELS.find(([, from]) => zoom >= from)?.[0] ?? 'district';
  const areas = areasAt(map, event);
  const area = areas.find((here) => here.level === level) ?? areas.find((here) => here.level === 'district');
  if (area) select(area.level === 'grid' ? 'grids' : 'areas', area.code);
}
