import { AREA_SHARES, type AreaShare } from '../../../../../core/hotspot/expectation.ts';
import { EXPECTATION_MODELS, type ExpectationModel } from '../../../../../core/hotspot/expected-counts.ts';
import { SHIFTS, type Shift } from '../../../../../core/vocabulary.ts';
import { numberIn, oneOf } from '../../cells/cells-choice.ts';
import { useParameter } from '../parameter.ts';

export const HORIZONS = ['7', '1'] as const;
export const SHIFT_CHOICES = ['all', ...SHIFTS] as const;
export const TEST_WEEKS = [12, 26, 52, 104] as const;

/** What the question "expected" is asked with. */
export interface ExpectedChoice {
  days: 1 | 7;
  shift: Shift | 'all';
  share: AreaShare;
  weeks: number;
  /** The model that is wanted; shown only where it is offered. */
  model: ExpectationModel;
  /** Null: as suggested. */
  metres: number | null;
  set: {
    days: (value: (typeof HORIZONS)[number]) => void;
    shift: (value: Shift | 'all') => void;
    share: (value: AreaShare) => void;
    weeks: (value: number) => void;
    model: (value: ExpectationModel) => void;
    metres: (value: number | null) => void;
  };
}

const SUGGESTED = 'auto';

export function useExpectedChoice(): ExpectedChoice {
  const [days, setDays] = useParameter('expected.days', '7');
  const [shift, setShift] = useParameter('expected.shift', 'all');
  const [share, setShare] = useParameter('expected.share', '1');
  const [weeks, setWeeks] = useParameter('expected.weeks', '26');
  const [model, setModel] = useParameter('expected.model', 'count');
  const [metres, setMetres] = useParameter('expected.metres', SUGGESTED);
  return {
    days: days === '1' ? 1 : 7,
    shift: oneOf(SHIFT_CHOICES, shift),
    share: AREA_SHARES.find((one) => String(one) === share) ?? 1,
    weeks: numberIn(weeks, [4, 260]) ?? 26,
    model: oneOf(EXPECTATION_MODELS, model),
    metres: numberIn(metres, [50, 5000]),
    set: {
      days: setDays,
      shift: setShift,
      share: (value) => setShare(String(value)),
      weeks: (value) => setWeeks(String(value)),
      model: setModel,
      metres: (value) => setMetres(value === null ? SUGGESTED : String(value)),
    },
  };
}
