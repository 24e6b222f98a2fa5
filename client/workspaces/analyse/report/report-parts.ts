import { useEffect, useSyncExternalStore } from 'react';

export interface ReportTable {
  title: string;
  heads: readonly string[];
  /** The first ones of `total`. */
  rows: readonly (readonly (string | number)[])[];
  total: number;
}
/** A colour of the map in words; null: not on the map. */
export interface ReportColour {
  colour: string | null;
  label: string;
}
export interface ReportWords {
  paragraph: string;
  /** Method and parameters. */
  facts: readonly (readonly [label: string, value: string])[];
}

/** What a report takes from what is on the screen; null where there is none. */
export interface ReportParts {
  legend: readonly ReportColour[] | null;
  /** How the picture was drawn, in sentences. */
  drawn: readonly string[] | null;
  words: ReportWords | null;
  table: ReportTable | null;
  /** How well a forecast did before. */
  backTest: ReportTable | null;
  areas: ReportTable | null;
  /** Something that the report is to show is still being computed. */
  isWaiting: true | null;
  /** There are several maps, of which no picture is taken. */
  isSplit: true | null;
}

const NONE: ReportParts = {
  legend: null,
  drawn: null,
  words: null,
  table: null,
  backTest: null,
  areas: null,
  isWaiting: null,
  isSplit: null,
};
/** Rows of a table on paper. */
export const MOST_ROWS = 25;

let parts = NONE;
const listeners = new Set<() => void>();

function set(next: Partial<ReportParts>): void {
  parts = { ...parts, ...next };
  for (const listener of listeners) listener();
}

export const reportParts = {
  get: (): ReportParts => parts,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Gives a report this part for as long as the component is there. */
export function useReportPart<N extends keyof ReportParts>(name: N, part: ReportParts[N]): void {
  const text = JSON.stringify(part);
  useEffect(() => {
    set({ [name]: JSON.parse(text) as ReportParts[N] });
    return () => set({ [name]: null });
  }, [name, text]);
}

/** Why there can be no report now; null: there can. */
export function useNoReport(): 'split' | 'waiting' | null {
  const { isSplit, isWaiting } = useSyncExternalStore(reportParts.subscribe, reportParts.get);
  return isSplit ? 'split' : isWaiting ? 'waiting' : null;
}
