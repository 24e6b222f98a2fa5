/** The desks of Dispatch, as its tabs stand. */
export const DISPATCH_DESKS = [
  'units',
  'patrols',
  'rounds',
  'dosage',
  'cordon',
  'coverage',
  'closures',
] as const;
export type DispatchDesk = (typeof DISPATCH_DESKS)[number];

/** What Dispatch shows: a desk, and the id of the thing that is open on it, if one is. */
export interface DispatchView {
  desk: DispatchDesk;
  of: string | null;
}

export const DEFAULT_DISPATCH: DispatchView = { desk: 'units', of: null };
