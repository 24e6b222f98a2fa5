import { useParameter } from '../parameter.ts';

export const STEP_DAYS = [1, 7, 14, 28] as const;

/** What the question "changing" is asked with, beside its cells. */
export interface ChangingChoice {
  stepDays: number;
  set: { stepDays: (value: number) => void };
}

export function useChangingChoice(): ChangingChoice {
  const [stepDays, setStepDays] = useParameter('changing.days', '7');
  return {
    stepDays: STEP_DAYS.find((days) => String(days) === stepDays) ?? 7,
    set: { stepDays: (value) => setStepDays(String(value)) },
  };
}
