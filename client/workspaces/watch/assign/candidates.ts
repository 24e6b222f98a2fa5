import type { Recommendation } from '../../../../core/contract/recommendation.ts';
import { CONFIRMABLE, type Confirmable } from '../../../../core/patrol/recommendation.ts';

export type Ranked = Recommendation['units'][number];
/** A unit that can be chosen. */
export interface Candidate {
  id: string;
  code: string;
  /** What is to be confirmed first. */
  toConfirm: readonly Confirmable[];
  /** Null: it is not known when it could be there. */
  ranked: Ranked | null;
}

/** Units that can be chosen: the recommended ones, best first, then those of which the place or the way is not known. */
export function candidatesOf({ units, excluded }: Recommendation): Candidate[] {
  const unlocated = excluded.flatMap(({ id, code, why }) => {
    const toConfirm = CONFIRMABLE.filter((one) => one === why);
    return toConfirm.length > 0 ? [{ id, code, toConfirm, ranked: null }] : [];
  });
  return [
    ...units.map((ranked) => ({ id: ranked.id, code: ranked.code, toConfirm: ranked.warnings, ranked })),
    ...unlocated,
  ];
}

export type Impossible = Recommendation['excluded'][number] & { why: 'off_duty' | 'unavailable' | 'busy' };

/** Units that can not be chosen. */
export function impossibleOf({ excluded }: Recommendation): Impossible[] {
  return excluded.filter((one): one is Impossible => !CONFIRMABLE.some((word) => word === one.why));
}
