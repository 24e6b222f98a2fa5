import { analysisStore, isTooMany, runJob } from '../../../../analysis/analysis-store.ts';
import { presentNow } from '../../../../live/present-now.ts';
import { viewStore } from '../../../../state/view.ts';
import type { View } from '../../../../state/view-state.ts';
import { whatCounts } from '../../what-counts.ts';
import { lookForNew } from './look-for-new.ts';
import type { NewFindings } from './new-findings.ts';
import { type NewSettings, readNewSettings } from './new-settings.ts';

/** What the last run found, kept while another question is open; replaced, never changed. */
export interface NewState {
  /** How far a run is, from 0 to 1; null while none runs. */
  part: number | null;
  findings: NewFindings | null;
  /** What `findings` are of, and when they were made. */
  key: string;
  /** The incidents that counted then (whatCounts). */
  counted: string;
  settings: NewSettings | null;
  madeAtMs: number;
  /** When the incidents were read, milliseconds since 1970. */
  readAtMs: number;
  failed: boolean | 'too_many';
  /** Index of the cluster that is pointed out; -1: none. */
  selected: number;
  /** Whether clusters that may be chance are shown too. */
  showsMild: boolean;
}

let state: NewState = {
  part: null,
  findings: null,
  key: '',
  counted: '',
  settings: null,
  madeAtMs: 0,
  readAtMs: 0,
  failed: false,
  selected: -1,
  showsMild: false,
};
let running: AbortController | undefined;
const listeners = new Set<() => void>();

/** What the answer depends on, but for the incidents themselves. */
export function newKey({ filter, analyse: { window, hours, parameters } }: View): string {
  return JSON.stringify([filter, window, hours, readNewSettings(parameters)]);
}

/** Runs the question and keeps what it found. */
export const newStore = {
  get: (): NewState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Looks for what is new under the view as it is now; a run that still goes on is given up. */
  async run(): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const view = viewStore.get();
    const settings = readNewSettings(view.analyse.parameters);
    set({ part: 0, failed: false });
    try {
      const { signal } = mine;
      const study = await runJob('takeStudy', { days: settings.days }, { signal });
      // The worker answers in turn: what it counted last is what it took.
      const { summary } = analysisStore.get();
      const readAtMs = summary?.history.asOfMs ?? 0;
      const counted = summary ? whatCounts(summary) : '';
      const onProgress = (part: number) => running === mine && set({ part });
      const findings = await lookForNew(study, settings, { signal, onProgress });
      set({ findings, settings, key: newKey(view), counted, madeAtMs: presentNow(), readAtMs, selected: -1 });
    } catch (error) {
      if (!mine.signal.aborted) set({ failed: isTooMany(error) ? 'too_many' : true });
    } finally {
      if (running === mine) {
        running = undefined;
        set({ part: null });
      }
    }
  },
  cancel(): void {
    running?.abort();
  },
  showMild(showsMild: boolean): void {
    set({ showsMild, selected: -1 });
  },
  select(index: number): void {
    set({ selected: state.selected === index ? -1 : index });
  },
};

function set(patch: Partial<NewState>): void {
  state = { ...state, ...patch };
  for (const listener of listeners) listener();
}
