import { useSyncExternalStore } from 'react';
import type { AnalysisSummary } from '../../../analysis/analysis-protocol.ts';
import type { View } from '../../../state/view-state.ts';
import type { ReportParts } from './report-parts.ts';

/** All that a report is of, at one moment. */
export interface Report {
  view: Pick<View, 'filter' | 'analyse'>;
  summary: AnalysisSummary;
  parts: ReportParts;
  /** The map as PNG, with an object URL; null: there was no map to be had. */
  picture: { blob: Blob; url: string } | null;
  /** The server's time, milliseconds since 1970. */
  madeAtMs: number;
}

/** `posing`: the map has its picture taken. */
export interface ReportState {
  report: Report | null;
  isPosing: boolean;
  error: unknown;
}

let state: ReportState = { report: null, isPosing: false, error: null };
const listeners = new Set<() => void>();

export const reportStore = {
  get: (): ReportState => state,
  set(next: Partial<ReportState>): void {
    const { report } = state;
    state = { ...state, ...next };
    if (report?.picture && state.report !== report) URL.revokeObjectURL(report.picture.url);
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function useReport(): ReportState {
  return useSyncExternalStore(reportStore.subscribe, reportStore.get);
}
