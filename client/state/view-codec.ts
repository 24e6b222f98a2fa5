import { LIVE_NOUNS } from '../../core/contract/live.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, LEVELS, NETS, PRIORITIES } from '../../core/vocabulary.ts';
import {
  type AnalyseView,
  DEFAULT_ANALYSE,
  decodeHours,
  decodeParameters,
  encodeHours,
  encodeParameters,
  QUESTIONS,
} from './analyse-view.ts';
import { DESK_PAGE_NAMES } from './desk-page.ts';
import { DEFAULT_DISPATCH, DISPATCH_DESKS } from './dispatch-view.ts';
import { decodeComparison, encodeComparison } from './plan-comparison.ts';
import { decodeSubject, encodeSubject } from './review-subject.ts';
import {
  type Brush,
  type Camera,
  DEFAULT_VIEW,
  MORE_WALLS,
  type Period,
  type SecondWindow,
  type Selection,
  SHADES,
  type View,
  WORKSPACES,
} from './view-state.ts';

const OVERLAYS = ['routes', 'units', 'incidents', 'geofences', 'cases', 'risks'] as const;
const SELECTABLE = [...LIVE_NOUNS, 'areas', 'grids'] as const;
const LIMITS = {
  lastHours: 24 * 366 * 5,
  bandwidthMetres: [50, 5000],
  opacity: [0, 1],
  zoom: [0, 24],
} as const;

/** The query string (without '?') that stands for a view; what equals the default is left out. */
export function encodeView(view: View): string {
  const query = new URLSearchParams();
  const put = (key: string, value: string | null | undefined | false) => value && query.set(key, value);
  const { density, filter, period, camera, brush, selection } = view;
  put('ws', view.workspace !== DEFAULT_VIEW.workspace && view.workspace);
  put('mode', view.mode !== DEFAULT_VIEW.mode && view.mode);
  put('scene', view.scene);
  put('wall', view.wall);
  put(view.second?.mode ?? 'follow', view.second?.of);
  put('page', view.page);
  put('review', view.review && encodeSubject(view.review));
  put('at', camera && encodeCamera(camera));
  put('t', view.instant !== null && isoOf(view.instant));
  put('hide', encodeHidden(view));
  put('borders', view.boundaryLevel);
  put('density', !density.on && 'off');
  put('opacity', density.opacity !== DEFAULT_VIEW.density.opacity && String(density.opacity));
  put(
    'bandwidth',
    density.bandwidthMetres !== DEFAULT_VIEW.density.bandwidthMetres && String(density.bandwidthMetres),
  );
  put('shade', view.shade !== DEFAULT_VIEW.shade && view.shade);
  if ('from' in period) put('period', `${period.from}~${period.to}`);
  else put('last', !sameHours(period, DEFAULT_VIEW.period) && String(period.lastHours));
  put('brush', brush && `${isoOf(brush.fromMs)}~${isoOf(brush.toMs)}`);
  put('type', filter.types.join(','));
  put('priority', filter.priorities.join(','));
  put('status', filter.statuses.join(','));
  put('net', filter.nets.join(','));
  put('within', filter.within);
  putAnalyse(put, view.analyse);
  put('desk', view.dispatch.desk !== DEFAULT_DISPATCH.desk && view.dispatch.desk);
  put('of', view.dispatch.of);
  put('show', view.dispatch.netList);
  put('draft', view.plan.draftId);
  put('compare', view.plan.compare && encodeComparison(view.plan.compare));
  put('sel', selection && `${selection.noun}:${selection.id}`);
  put('list', view.list !== DEFAULT_VIEW.list && view.list);
  put('area', view.area);
  put('lang', view.language !== DEFAULT_VIEW.language && view.language);
  put('theme', view.theme !== DEFAULT_VIEW.theme && view.theme);
  return query
    .toString()
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%7E', '~')
    .replaceAll('%3B', ';');
}

function putAnalyse(
  put: (key: string, value: string | null | false) => unknown,
  { question, window, hours, level, parameters }: AnalyseView,
): void {
  put('ask', question !== DEFAULT_ANALYSE.question && question);
  put('window', window && `${isoOf(window.fromMs)}~${isoOf(window.toMs)}`);
  put('hours', encodeHours(hours));
  put('by', level !== DEFAULT_ANALYSE.level && level);
  put('with', encodeParameters(parameters));
}

/** The view that a query string stands for. What is missing or makes no sense takes its default; never throws. */
export function decodeView(search: string): View {
  const query = new URLSearchParams(search);
  const hidden = listOf(query.get('hide'), [...NETS, ...OVERLAYS]);
  const { density } = DEFAULT_VIEW;
  return {
    workspace: oneOf(query.get('ws'), WORKSPACES) ?? DEFAULT_VIEW.workspace,
    mode: oneOf(query.get('mode'), ['desk', 'wall'] as const) ?? DEFAULT_VIEW.mode,
    scene: nameOf(query.get('scene')),
    wall: oneOf(query.get('wall'), MORE_WALLS),
    second: decodeSecond(query),
    page: oneOf(query.get('page'), DESK_PAGE_NAMES),
    review: decodeSubject(query.get('review')),
    camera: decodeCamera(query.get('at')),
    instant: instantOf(query.get('t')),
    hiddenNets: NETS.filter((net) => hidden.includes(net)),
    showRoutes: !hidden.includes('routes'),
    showUnits: !hidden.includes('units'),
    showIncidents: !hidden.includes('incidents'),
    showGeofences: !hidden.includes('geofences'),
    showCases: !hidden.includes('cases'),
    showRisks: !hidden.includes('risks'),
    boundaryLevel: oneOf(query.get('borders'), LEVELS),
    density: {
      on: query.get('density') !== 'off',
      opacity: numberIn(query.get('opacity'), ...LIMITS.opacity) ?? density.opacity,
      bandwidthMetres: numberIn(query.get('bandwidth'), ...LIMITS.bandwidthMetres) ?? density.bandwidthMetres,
    },
    shade: oneOf(query.get('shade'), SHADES) ?? DEFAULT_VIEW.shade,
    period: decodePeriod(query),
    brush: decodeBrush(query.get('brush')),
    filter: {
      types: listOf(query.get('type'), INCIDENT_TYPES),
      priorities: listOf(query.get('priority'), PRIORITIES.map(String)).map(
        Number,
      ) as View['filter']['priorities'],
      statuses: listOf(query.get('status'), INCIDENT_STATUSES),
      nets: listOf(query.get('net'), NETS),
      within: codeOf(query.get('within')),
    },
    analyse: {
      question: oneOf(query.get('ask'), QUESTIONS) ?? DEFAULT_ANALYSE.question,
      window: decodeBrush(query.get('window')),
      hours: decodeHours(query.get('hours')),
      level: oneOf(query.get('by'), LEVELS) ?? DEFAULT_ANALYSE.level,
      parameters: decodeParameters(query.get('with')),
    },
    dispatch: {
      desk: oneOf(query.get('desk'), DISPATCH_DESKS) ?? DEFAULT_DISPATCH.desk,
      of: idOf(query.get('of')) ?? codeOf(query.get('of')) ?? placeOf(query.get('of')),
      ...(query.get('show') === 'checkpoints' ? { netList: 'checkpoints' as const } : {}),
    },
    plan: { draftId: idOf(query.get('draft')), compare: decodeComparison(query.get('compare')) },
    selection: decodeSelection(query.get('sel')),
    list: oneOf(query.get('list'), LIVE_NOUNS) ?? DEFAULT_VIEW.list,
    area: codeOf(query.get('area')),
    language: oneOf(query.get('lang'), ['zh', 'en'] as const) ?? DEFAULT_VIEW.language,
    theme: oneOf(query.get('theme'), ['dark', 'light'] as const) ?? DEFAULT_VIEW.theme,
  };
}

/** About 1 m and a hundredth of a zoom level: what a link needs, without jitter. */
export function roundCamera(camera: Camera): Camera {
  const round = (value: number, digits: number) => Number(value.toFixed(digits)) + 0;
  return { lng: round(camera.lng, 5), lat: round(camera.lat, 5), zoom: round(camera.zoom, 2) };
}

function encodeCamera(camera: Camera): string {
  const { lng, lat, zoom } = roundCamera(camera);
  return `${lng},${lat},${zoom}`;
}

function decodeCamera(text: string | null): Camera | null {
  const parts = text?.split(',') ?? [];
  const lng = numberIn(parts[0], -180, 180);
  const lat = numberIn(parts[1], -90, 90);
  const zoom = numberIn(parts[2], ...LIMITS.zoom);
  return lng === null || lat === null || zoom === null ? null : roundCamera({ lng, lat, zoom });
}

function encodeHidden(view: View): string {
  const overlays = OVERLAYS.filter(
    (name) =>
      !{
        routes: view.showRoutes,
        units: view.showUnits,
        incidents: view.showIncidents,
        geofences: view.showGeofences,
        cases: view.showCases,
        risks: view.showRisks,
      }[name],
  );
  return [...view.hiddenNets, ...overlays].join(',');
}

function instantOf(text: string | null): number | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : ms;
}

function decodePeriod(query: URLSearchParams): Period {
  const fixed = decodeBrush(query.get('period'));
  if (fixed) return { from: isoOf(fixed.fromMs), to: isoOf(fixed.toMs) };
  const lastHours = numberIn(query.get('last'), 1, LIMITS.lastHours);
  return lastHours === null ? DEFAULT_VIEW.period : { lastHours };
}

function decodeBrush(text: string | null): Brush | null {
  const [fromMs, toMs] = (text ?? '').split('~').map((part) => Date.parse(part));
  if (fromMs === undefined || toMs === undefined || !(fromMs < toMs)) return null;
  return { fromMs, toMs };
}

function decodeSelection(text: string | null): Selection | null {
  const at = text?.indexOf(':') ?? -1;
  if (!text || at < 1 || at === text.length - 1) return null;
  const noun = oneOf(text.slice(0, at), SELECTABLE);
  return noun && { noun, id: text.slice(at + 1) };
}

function decodeSecond(query: URLSearchParams): SecondWindow | null {
  for (const mode of ['follow', 'roam'] as const) {
    const of = nameOf(query.get(mode));
    if (of) return { of, mode };
  }
  return null;
}

/** The name of a scene or window, as this page makes them. */
function nameOf(text: string | null): string | null {
  return text && /^[a-z0-9-]{1,40}$/.test(text) ? text : null;
}

function idOf(text: string | null): string | null {
  return text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
}

function placeOf(text: string | null): string | null {
  return text && /^-?\d{1,3}(\.\d{1,7})?,-?\d{1,2}(\.\d{1,7})?$/.test(text) ? text : null;
}

function sameHours(a: Period, b: Period): boolean {
  return 'lastHours' in a && 'lastHours' in b && a.lastHours === b.lastHours;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

function codeOf(text: string | null): string | null {
  return text && /^\d{6}(\d{3}){0,3}$/.test(text) ? text : null;
}

function oneOf<T extends string>(text: string | null, allowed: readonly T[]): T | null {
  return allowed.find((value) => value === text) ?? null;
}

function listOf<T extends string>(text: string | null, allowed: readonly T[]): T[] {
  const wanted = text?.split(',') ?? [];
  return allowed.filter((value) => wanted.includes(value));
}

function numberIn(text: string | null | undefined, least: number, most: number): number | null {
  if (!text?.trim()) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}
