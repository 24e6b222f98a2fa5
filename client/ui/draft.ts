import { useSyncExternalStore } from 'react';
import type { Case } from '../../core/contract/case.ts';
import type { Risk } from '../../core/contract/risk.ts';
import { clearSelection } from '../state/selection.ts';

export type DraftKind = 'incident' | 'case' | 'risk';

/** Which form of something new is open, and the place chosen in it. Not in the address: a link must not open a form. */
export interface Draft {
  open: boolean;
  kind: DraftKind;
  point: { lng: number; lat: number } | null;
  /** The risk file that is changed; null: a new one. */
  risk: Risk | null;
  /** The case that is corrected; null: a new one. */
  file: Case | null;
}

const CLOSED: Draft = { open: false, kind: 'incident', point: null, risk: null, file: null };
let current: Draft = CLOSED;
const listeners = new Set<() => void>();

export const draftStore = {
  get: (): Draft => current,
  set(patch: Partial<Draft>): void {
    current = { ...current, ...patch };
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Opens an empty form, at a place if one is known. */
export function openDraft(point: Draft['point'] = null, kind: DraftKind = 'incident'): void {
  clearSelection();
  draftStore.set({ open: true, kind, point, risk: null, file: null });
}

/** Opens the form of a risk file that is there. */
export function openRiskDraft(risk: Risk): void {
  const [lng, lat] = risk.geometry.coordinates;
  draftStore.set({ open: true, kind: 'risk', point: { lng, lat }, risk, file: null });
}

/** Opens the form that corrects a case. */
export function openCaseDraft(file: Case): void {
  const [lng, lat] = file.geometry.coordinates;
  draftStore.set({ open: true, kind: 'case', point: { lng, lat }, risk: null, file });
}

export function closeDraft(): void {
  draftStore.set(CLOSED);
}

export function useDraft(): Draft {
  return useSyncExternalStore(draftStore.subscribe, draftStore.get);
}
