/** How two plans stand on the map: over each other, on either side of a divider, or beside each other. */
export const COMPARE_MODES = ['overlaid', 'swipe', 'sides'] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

/** Two plans or drafts compared, by id. */
export interface PlanComparison {
  from: string;
  to: string;
  mode: CompareMode;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** As it stands in an address. */
export function encodeComparison({ from, to, mode }: PlanComparison): string {
  return mode === 'overlaid' ? `${from}~${to}` : `${from}~${to}~${mode}`;
}

/** What a part of an address stands for; null when it makes no sense. */
export function decodeComparison(text: string | null): PlanComparison | null {
  const [from = '', to = '', as] = text?.split('~') ?? [];
  if (!ID.test(from) || !ID.test(to)) return null;
  return { from, to, mode: COMPARE_MODES.find((mode) => mode === as) ?? 'overlaid' };
}
