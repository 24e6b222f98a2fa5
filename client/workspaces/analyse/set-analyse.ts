import type { AnalyseView } from '../../state/analyse-view.ts';
import { viewStore } from '../../state/view.ts';
import type { IncidentFilter } from '../../state/view-state.ts';

/** Changes what is asked; `replace`: the same step for Back goes on. */
export function setAnalyse(patch: Partial<AnalyseView>, how?: 'push' | 'replace'): void {
  viewStore.set({ analyse: { ...viewStore.get().analyse, ...patch } }, how);
}

export type ListClause = 'types' | 'priorities' | 'statuses' | 'nets';

/** Adds a value to a clause of the filter, or takes it out. */
export function toggleClause(clause: ListClause, value: string | number): void {
  const { filter } = viewStore.get();
  const chosen = filter[clause] as readonly (string | number)[];
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
  viewStore.set({ filter: { ...filter, [clause]: next } as IncidentFilter });
}

/** Adds hours of the week, or takes them out if all of them are chosen. */
export function toggleHours(hours: readonly number[]): void {
  const chosen = new Set(viewStore.get().analyse.hours);
  const isOut = hours.every((hour) => chosen.has(hour));
  for (const hour of hours) isOut ? chosen.delete(hour) : chosen.add(hour);
  setAnalyse({ hours: chosen.size === HOURS_A_WEEK ? [] : [...chosen].sort((a, b) => a - b) });
}
const HOURS_A_WEEK = 168;
