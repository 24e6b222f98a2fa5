import type { CaseKind, Organisation } from '../../core/case/vocabulary.ts';
import type { HoldingLevel } from '../../core/incident/deadlines.ts';

/** Which cases the page of cases shows; empty: any. */
export interface CaseFilter {
  kind: CaseKind | '';
  level: HoldingLevel | '';
  /** Owner of the case, or partner in a joint action that is not ended. */
  organisation: Organisation | '';
  onlyOverdue: boolean;
}

export const ANY_CASE: CaseFilter = { kind: '', level: '', organisation: '', onlyOverdue: false };

/** What the page of cases and risk files shows; it stays while one looks at a case and comes back. Not in the address. */
export interface CasesShown {
  tab: 'cases' | 'risks';
  filter: CaseFilter;
}

let shown: CasesShown = { tab: 'cases', filter: ANY_CASE };
const listeners = new Set<() => void>();

export const casesShown = {
  get: (): CasesShown => shown,
  set(patch: Partial<CasesShown>): void {
    shown = { ...shown, ...patch };
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
