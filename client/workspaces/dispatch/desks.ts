import type { ComponentType } from 'react';
import type { DispatchDesk } from '../../state/dispatch-view.ts';

/** What a desk shows: its left panel, and where it has them a right panel, of what is open on it, and a bar below the map. */
export interface DeskParts {
  Left: ComponentType;
  Right?: ComponentType;
  Bottom?: ComponentType;
}

interface Desk {
  name: DispatchDesk;
  /** The desk behind whose tab it is; left out: it has one of its own. */
  behind?: DispatchDesk;
  load: () => Promise<DeskParts>;
}

/** The desks there are, as their tabs stand; the code of each is fetched when it is first opened. */
export const DESKS: readonly Desk[] = [
  { name: 'units', load: async () => (await import('./units/units-desk.tsx')).unitsDesk },
  { name: 'patrols', load: async () => (await import('./patrols/patrols-desk.tsx')).patrolsDesk },
  { name: 'rounds', load: async () => (await import('./rounds/rounds-desk.tsx')).roundsDesk },
  { name: 'dosage', load: async () => (await import('./dosage/dosage-desk.tsx')).dosageDesk },
  { name: 'cordon', load: async () => (await import('./cordon/cordon-desk.tsx')).cordonDesk },
  {
    name: 'checkpoints',
    behind: 'cordon',
    load: async () => (await import('./checkpoint-net/net-desk.tsx')).netDesk,
  },
  { name: 'coverage', load: async () => (await import('./coverage/coverage-desk.tsx')).coverageDesk },
  { name: 'closures', load: async () => (await import('./closures/closures-desk.tsx')).closuresDesk },
];
