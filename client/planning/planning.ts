import { useSyncExternalStore } from 'react';
import type { Place } from '../../core/plan/plan.ts';
import type { WorkloadMeasure } from '../../core/plan/workload/workload.ts';
import { COUNTED_AT_FIRST, type CountedChoice } from './counted-days.ts';

/** What a press on the map means. */
export const TOOLS = ['move', 'push', 'reshape', 'split', 'merge', 'transfer', 'comment'] as const;
export type Tool = (typeof TOOLS)[number];

/** What the panel on the right shows. */
export const PLAN_TABS = ['grids', 'balance', 'steps', 'comments', 'check'] as const;
export type PlanTab = (typeof PLAN_TABS)[number];

/** How somebody works on the open draft. Not in the address: a link opens a draft, not a half-drawn line. */
export interface Planning {
  tool: Tool;
  /** Whether what is drawn snaps to borders and roads. */
  isSnapping: boolean;
  /** What grids are compared and coloured by; null: not coloured. */
  measure: WorkloadMeasure | null;
  /** Of which days incidents are counted. */
  counted: CountedChoice;
  /** Ids, the first chosen first. */
  grids: readonly string[];
  arc: number | null;
  /** Point of the chosen border under the last press. */
  vertex: number | null;
  /** Where a comment is being written. */
  commentAt: Place | null;
  /** The one whose mark was pressed. */
  comment: string | null;
  /** The community whose grids the table lists; null: all of them. */
  community: string | null;
  /** It is asked how the draft comes onto the plan in force. */
  isUpdating: boolean;
  tab: PlanTab;
}

const START: Planning = {
  tool: 'move',
  isSnapping: true,
  measure: 'incidentsPerDay',
  counted: COUNTED_AT_FIRST,
  grids: [],
  arc: null,
  vertex: null,
  commentAt: null,
  comment: null,
  community: null,
  isUpdating: false,
  tab: 'grids',
};
let current = START;
const listeners = new Set<() => void>();

export const planning = {
  get: (): Planning => current,
  set(patch: Partial<Planning>): void {
    const keys = Object.keys(patch) as (keyof Planning)[];
    if (keys.every((key) => patch[key] === current[key])) return;
    current = { ...current, ...patch };
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  reset: (): void => {
    const { measure, counted, isSnapping } = current;
    planning.set({ ...START, measure, counted, isSnapping });
  },
};

/** A part of it, followed. `select` must pick, not build. */
export function usePlanning<T>(select: (state: Planning) => T): T {
  return useSyncExternalStore(planning.subscribe, () => select(planning.get()));
}
