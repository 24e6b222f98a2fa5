import type { Recommendation } from '../../../../core/contract/recommendation.ts';
import type { Skill } from '../../../../core/duty/vocabulary.ts';
import { CONFIRMABLE, type Confirmable } from '../../../../core/patrol/recommendation-terms.ts';

export type Ranked = Recommendation['units'][number];
/** A unit that can be chosen. */
export interface Candidate {
  id: string;
  code: string;
  /** What is to be confirmed first. */
  toConfirm: readonly Confirmable[];
  /** Skills that are asked for and that it has not. */
  lacks: readonly Skill[];
  /** Null: it is not known when it could be there. */
  ranked: Ranked | null;
}

/** Units that can be chosen: the recommended ones, best first, then those that lack a required skill, or of which the place or the way is not known. */
export function candidatesOf({ units, excluded }: Recommendation): Candidate[] {
  const unlocated = excluded.flatMap(({ id, code, why, lacks = [] }) => {
    const toConfirm = CONFIRMABLE.filter((one) => one === why);
    return toConfirm.length > 0 ? [{ id, code, toConfirm, lacks, ranked: null }] : [];
  });
  return [
    ...units.map((ranked) => {
      const { id, code, warnings: toConfirm, lacks = [] } = ranked;
      return { id, code, toConfirm, lacks, ranked };
    }),
    ...unlocated,
  ];
}

export type Impossible = Recommendation['excluded'][number] & { why: 'off_duty' | 'unavailable' | 'busy' };

/** Units that can not be chosen. */
export function impossibleOf({ excluded }: Recommendation): Impossible[] {
  return excluded.filter((one): one is Impossible => !CONFIRMABLE.some((word) => word === one.why));
}
