import type { Bbox } from '../../core/contract/geometry.ts';
import { NETS, type Net } from '../../core/vocabulary.ts';
import { decodeView, encodeView } from './view-codec.ts';
import { DEFAULT_VIEW, type View } from './view-state.ts';

export const WALL_FIGURES = ['open', 'verify', 'arrive', 'onDuty', 'online', 'staffed'] as const;
export type WallFigure = (typeof WALL_FIGURES)[number];

/** What a scene of the city's own is about: it is named after that, in the language of the screen. */
export type SceneSubject =
  | { kind: 'city' }
  | { kind: 'area'; code: string; nameZh: string; nameEn: string }
  | { kind: 'net'; net: Net };

/** One picture of the wall: where, with which layers and figures, for how long. */
export interface Scene {
  /** Small letters, digits and hyphens: it stands in the address. */
  id: string;
  /** What somebody called it; null: after its subject. */
  name: string | null;
  subject: SceneSubject;
  seconds: number;
  bbox: Bbox;
  /** Layers, filters, period and area, as the address writes them. */
  query: string;
  figures: readonly WallFigure[];
}

export const SCENE_LIMITS = { scenes: 50, nameLength: 40, seconds: [5, 3600], usualSeconds: 20 } as const;

/** Of a view, what belongs to a scene; where it looks is its box. */
const SCENE_FIELDS = [
  'hiddenNets',
  'showRoutes',
  'showUnits',
  'showIncidents',
  'showGeofences',
  'boundaryLevel',
  'density',
  'shade',
  'period',
  'brush',
  'filter',
  'area',
] as const satisfies readonly (keyof View)[];
export type SceneView = Pick<View, (typeof SCENE_FIELDS)[number]>;

export function scenePart(view: View): SceneView {
  return Object.fromEntries(SCENE_FIELDS.map((field) => [field, view[field]])) as unknown as SceneView;
}

/** The layers, filters, period and area of a view, as a scene keeps them. */
export function sceneQuery(part: Partial<SceneView>): string {
  return encodeView({ ...DEFAULT_VIEW, ...part });
}

/** What of the view a scene decides. */
export function viewOfScene(scene: Scene): SceneView {
  return scenePart(decodeView(scene.query));
}

/** The scenes that were stored; what makes no sense is left out. Null when nothing was, or it is no list. */
export function decodeScenes(stored: unknown): Scene[] | null {
  if (!Array.isArray(stored)) return null;
  const scenes = stored.flatMap((one) => decodeScene(one) ?? []);
  const once = scenes.filter(({ id }, i) => scenes.findIndex((other) => other.id === id) === i);
  return once.slice(0, SCENE_LIMITS.scenes);
}

function decodeScene(stored: unknown): Scene | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { id, name, seconds, bbox, query, figures, subject } = stored as Record<string, unknown>;
  const box = decodeBox(bbox);
  if (typeof id !== 'string' || !/^[a-z0-9-]{1,40}$/.test(id) || !box) return undefined;
  return {
    id,
    name: typeof name === 'string' ? sceneName(name) : null,
    subject: decodeSubject(subject),
    seconds: sceneSeconds(seconds),
    bbox: box,
    query: typeof query === 'string' ? sceneQuery(scenePart(decodeView(query))) : '',
    figures: WALL_FIGURES.filter((figure) => Array.isArray(figures) && figures.includes(figure)),
  };
}

/** A name without space at its ends and not too long; null when nothing is left. */
export function sceneName(text: string): string | null {
  return text.trim().slice(0, SCENE_LIMITS.nameLength) || null;
}

/** Whole seconds within the limits; the usual ones for what is no number. */
export function sceneSeconds(value: unknown): number {
  const [least, most] = SCENE_LIMITS.seconds;
  const seconds = Math.round(Number(value));
  return Number.isFinite(seconds) && seconds > 0
    ? Math.min(most, Math.max(least, seconds))
    : SCENE_LIMITS.usualSeconds;
}

function decodeBox(value: unknown): Bbox | undefined {
  if (!Array.isArray(value) || value.length !== 4 || !value.every(Number.isFinite)) return undefined;
  const [west, south, east, north] = value as Bbox;
  const isOnEarth = west >= -180 && east <= 180 && south >= -90 && north <= 90;
  return isOnEarth && west < east && south < north ? [west, south, east, north] : undefined;
}

function decodeSubject(value: unknown): SceneSubject {
  const { kind, code, net, nameZh, nameEn } = (value ?? {}) as Record<string, unknown>;
  const known = NETS.find((one) => one === net);
  if (kind === 'net' && known) return { kind, net: known };
  if (kind === 'area' && [code, nameZh, nameEn].every((one) => typeof one === 'string'))
    return { kind, code: String(code), nameZh: String(nameZh), nameEn: String(nameEn) };
  return { kind: 'city' };
}

/** The scenes with one moved by so many places, as far as there are places. */
export function moveScene(scenes: readonly Scene[], id: string, by: number): Scene[] {
  const from = scenes.findIndex((scene) => scene.id === id);
  const scene = scenes[from];
  if (!scene) return [...scenes];
  const rest = scenes.filter((other) => other !== scene);
  const to = Math.max(0, Math.min(rest.length, from + by));
  return [...rest.slice(0, to), scene, ...rest.slice(to)];
}

export function changeScene(scenes: readonly Scene[], id: string, patch: Partial<Scene>): Scene[] {
  return scenes.map((scene) => (scene.id === id ? { ...scene, ...patch } : scene));
}
