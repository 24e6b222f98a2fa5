import { NETS } from '../../core/vocabulary.ts';
import { viewStore } from './view.ts';
import { hasOwnPicture, type View } from './view-state.ts';

let pose: Partial<View> | null = null;
const listeners = new Set<() => void>();

/** What of the live city is drawn in Analyse and Plan: nothing; alarms come through everywhere. */
const QUIET = {
  hiddenNets: NETS,
  showRoutes: false,
  showUnits: false,
  showIncidents: false,
  showGeofences: false,
  showCases: false,
  showRisks: false,
  shade: 'off',
  boundaryLevel: null,
  selection: null,
} satisfies Partial<View>;

let quieted: { from: View; view: View } | undefined;

/** The view as the map draws it; the same object for the same view. */
function drawn(view: View): View {
  if (!hasOwnPicture(view.workspace)) return view;
  if (quieted?.from !== view) quieted = { from: view, view: { ...view, ...QUIET } };
  return quieted.view;
}

/** How the map looks while it has its picture taken, whatever the view says; null: as the view says. */
export const posedView = {
  get: (): View => (pose ? { ...drawn(viewStore.get()), ...pose } : drawn(viewStore.get())),
  pose(next: Partial<View> | null): void {
    pose = next;
    for (const listener of listeners) listener();
  },
  isPosed: (): boolean => pose !== null,
  subscribe(listener: () => void): () => void {
    const stop = viewStore.subscribe(listener);
    listeners.add(listener);
    return () => {
      stop();
      listeners.delete(listener);
    };
  },
};
