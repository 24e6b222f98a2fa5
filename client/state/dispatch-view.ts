/** The desks of Dispatch, as its tabs stand. */
export const DISPATCH_DESKS = [
  'units',
  'patrols',
  'rounds',
  'dosage',
  'cordon',
  'checkpoints',
  'coverage',
  'closures',
] as const;
export type DispatchDesk = (typeof DISPATCH_DESKS)[number];

/** What the checkpoint net is looked at by: where the border is crossed, or what matters most. */
export const NET_LISTS = ['crossings', 'checkpoints'] as const;
export type NetList = (typeof NET_LISTS)[number];

/** What Dispatch shows: a desk, and what is open on it, if something is: its id, or on the net of checkpoints a place, 'lng,lat'. */
export interface DispatchView {
  desk: DispatchDesk;
  of: string | null;
  /** Left out: the first. */
  netList?: Exclude<NetList, 'crossings'>;
}

export const DEFAULT_DISPATCH: DispatchView = { desk: 'units', of: null };
