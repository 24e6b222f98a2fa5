import {
  EXPOSURES,
  type Exposure,
  LOCAL_STATISTICS,
  type LocalStatistic,
} from '../../../../../core/analysis/methods.ts';
import { numberIn, oneOf } from '../../cells/cells-choice.ts';
import { useParameter } from '../parameter.ts';

export const PERMUTATIONS = [0, 999, 9999] as const;
const MOST_SEED = 0x7fff_ffff;

/** What the question "significant" is asked with, beside its cells. */
export interface SignificantChoice {
  statistic: LocalStatistic;
  /** Only for the grids of the plan. */
  exposure: Exposure;
  permutations: number;
  seed: number;
  set: {
    statistic: (value: LocalStatistic) => void;
    exposure: (value: Exposure) => void;
    permutations: (value: number) => void;
    seed: (value: number) => void;
  };
}

export function useSignificantChoice(): SignificantChoice {
  const [statistic, setStatistic] = useParameter('significant.method', 'gi_star');
  const [exposure, setExposure] = useParameter('significant.per', 'none');
  const [permutations, setPermutations] = useParameter('significant.rounds', '0');
  const [seed, setSeed] = useParameter('significant.seed', '1');
  return {
    statistic: oneOf(LOCAL_STATISTICS, statistic),
    exposure: oneOf(EXPOSURES, exposure),
    permutations: PERMUTATIONS.find((rounds) => String(rounds) === permutations) ?? 0,
    seed: numberIn(seed, [0, MOST_SEED]) ?? 1,
    set: {
      statistic: setStatistic,
      exposure: setExposure,
      permutations: (value) => setPermutations(String(value)),
      seed: (value) => setSeed(String(value)),
    },
  };
}
