import type { LiveNoun } from '../../core/contract/live.ts';
import type { IncidentStatus, IncidentType, Level, Net, Priority } from '../../core/vocabulary.ts';
import { type AnalyseView, DEFAULT_ANALYSE } from './analyse-view.ts';
import type { DeskPage } from './desk-page.ts';
import { DEFAULT_DISPATCH, type DispatchView } from './dispatch-view.ts';
import type { PlanComparison } from './plan-comparison.ts';
import type { ReviewSubject } from './review-subject.ts';

export interface Camera {
  lng: number;
  lat: number;
  zoom: number;
}

/** What is selected: a live noun by id, or an area or grid by code. */
export interface Selection {
  noun: LiveNoun | 'areas' | 'grids';
  id: string;
}

/** The loaded period: the last `lastHours` ending now and moving with it, or a fixed one (ISO 8601 UTC). */
export type Period = { lastHours: number } | { from: string; to: string };

/** Half-open [from, to) part of the period, milliseconds since 1970. */
export interface Brush {
  fromMs: number;
  toMs: number;
}

/** What the areas are shaded by: how many incidents are open in them, or how many there are per km² per day in the period. */
export const SHADES = ['off', 'open', 'rate'] as const;
export type Shade = (typeof SHADES)[number];

/** A window beside another one of the same browser, `of` being the other's name: it shows the same, or roams with a camera of its own. */
export interface SecondWindow {
  of: string;
  mode: 'follow' | 'roam';
}

export interface IncidentFilter {
  /** Empty lists let everything through. */
  types: readonly IncidentType[];
  priorities: readonly Priority[];
  statuses: readonly IncidentStatus[];
  nets: readonly Net[];
  /** Area code that things must lie in, or null. */
  within: string | null;
}

/** The walls of a workstation beside its first: each has its own scenes and settings. */
export const MORE_WALLS = ['2', '3', '4', '5', '6'] as const;
export type WallNumber = (typeof MORE_WALLS)[number];

export const WORKSPACES = ['watch', 'dispatch', 'plan', 'analyse', 'import'] as const;
export type Workspace = (typeof WORKSPACES)[number];

/** Whether a workspace draws its own picture over the map of Watch, of the city as it is now. */
export function hasOwnPicture(workspace: Workspace): boolean {
  return workspace === 'analyse' || workspace === 'plan';
}

/** Everything that can be linked to: lives in the URL, and nowhere else. */
export interface View {
  workspace: Workspace;
  mode: 'desk' | 'wall';
  /** The scene that the wall shows; null: none, or somebody has moved the map since. */
  scene: string | null;
  /** Which of the walls of this workstation the window is; null: its first, which most have alone. */
  wall: WallNumber | null;
  second: SecondWindow | null;
  /** The sheet that lies over the map, or null. */
  page: DeskPage | null;
  /** What the page of reviews tells of, or told of last. */
  review: ReviewSubject | null;
  camera: Camera | null;
  /** Nets switched off. */
  hiddenNets: readonly Net[];
  showRoutes: boolean;
  showUnits: boolean;
  showIncidents: boolean;
  showGeofences: boolean;
  showCases: boolean;
  showRisks: boolean;
  /** Which level's borders are emphasised; null: by zoom. */
  boundaryLevel: Level | null;
  density: { on: boolean; opacity: number; bandwidthMetres: number };
  shade: Shade;
  /** The instant that is shown, milliseconds since 1970; null: now, and what follows. */
  instant: number | null;
  period: Period;
  brush: Brush | null;
  filter: IncidentFilter;
  analyse: AnalyseView;
  dispatch: DispatchView;
  /** What Plan shows: the draft that is open there, by id, and over it two plans compared. */
  plan: { draftId: string | null; compare: PlanComparison | null };
  selection: Selection | null;
  /** Which list stands on the right. */
  list: LiveNoun;
  /** Code of the area drilled into, or null for the whole scope. */
  area: string | null;
  language: 'zh' | 'en';
  theme: 'dark' | 'light';
}

export const DEFAULT_VIEW: View = {
  workspace: 'watch',
  mode: 'desk',
  scene: null,
  wall: null,
  second: null,
  page: null,
  review: null,
  camera: null,
  hiddenNets: [],
  showRoutes: true,
  showUnits: true,
  showIncidents: true,
  showGeofences: true,
  showCases: true,
  showRisks: true,
  boundaryLevel: null,
  density: { on: true, opacity: 0.8, bandwidthMetres: 250 },
  shade: 'off',
  instant: null,
  period: { lastHours: 168 },
  brush: null,
  filter: { types: [], priorities: [], statuses: [], nets: [], within: null },
  analyse: DEFAULT_ANALYSE,
  dispatch: DEFAULT_DISPATCH,
  plan: { draftId: null, compare: null },
  selection: null,
  list: 'incidents',
  area: null,
  language: 'zh',
  theme: 'dark',
};
