import { checkProblem, planOf, USUAL_LIMITS } from './plan-cordon.ts';
import type { CordonPlan } from './plan-types.ts';
import type { CordonProblem } from './problem.ts';
import { type Situation, situationOf } from './situation.ts';
import { type Aim, FEWEST, type Solved, solve } from './solve.ts';
import type { SearchLimits } from './staffed-cut.ts';
import { type TravelMemory, travelMemory } from './unit-times.ts';

export const CHOICE_AIMS = [
  'fewest_units',
  'smaller_area',
  'smallest_area',
  'most_slack',
  'if_slow',
] as const;
/**
 * What a choice is best at: the fewest units; an area smaller by a twentieth for each unit more, and by a hundredth; the largest least
 * slack; the fewest units if one may rely on the slow speed, where no plan closes everything at the fast one.
 */
export type ChoiceAim = (typeof CHOICE_AIMS)[number];

export interface CordonChoice {
  aim: ChoiceAim;
  plan: CordonPlan;
}

const SMALLER_BY: Record<'smaller_area' | 'smallest_area', number> = {
  smaller_area: 1 / 20,
  smallest_area: 1 / 100,
};
const SLACK_STEP_SECONDS = 1;

/**
 * A few plans that differ: units against enclosed area against time to spare. None is as good or better in all three than another that closes
 * as much. The first is the plan of `planCordon` for posts that count on no other.
 */
export function cordonChoices(
  problem: CordonProblem,
  memory: TravelMemory = travelMemory(),
  limits: SearchLimits = USUAL_LIMITS,
): CordonChoice[] {
  checkProblem(problem);
  const situation = situationOf(problem, memory);
  const fewest = solve(situation, FEWEST, limits);
  const plan = planOf(situation, fewest);
  const choices: CordonChoice[] = [{ aim: 'fewest_units', plan }];
  const add = (aim: ChoiceAim, solved: Solved | undefined): void => {
    if (solved?.isComplete) choices.push({ aim, plan: planOf(situation, solved) });
  };
  if (!fewest.isComplete) {
    add('if_slow', solve(situation, { ...FEWEST, assume: 'slow' }, limits));
    return choices;
  }
  for (const aim of ['smaller_area', 'smallest_area'] as const) {
    const weightWorthUnit = Math.max(1, plan.enclosedWeight * SMALLER_BY[aim]);
    add(aim, solve(situation, { ...FEWEST, weightWorthUnit }, limits));
  }
  add('most_slack', withMostSlack(situation, fewest, limits));
  return choices.filter((one, i) => !choices.some((other, j) => i !== j && isBetter(other, one, j < i)));
}

/** As good in units, area and slack; of equal ones the first stays. */
function isBetter({ plan: a }: CordonChoice, { plan: b }: CordonChoice, isFirst: boolean): boolean {
  const [slackA, slackB] = [a.leastSlackSeconds ?? Infinity, b.leastSlackSeconds ?? Infinity];
  const isAsGood = a.unitCount <= b.unitCount && a.enclosedWeight <= b.enclosedWeight && slackA >= slackB;
  const isSame = a.unitCount === b.unitCount && a.enclosedWeight === b.enclosedWeight && slackA === slackB;
  return isAsGood && (isFirst || !isSame);
}

/**
 * The plan with the largest least slack, to a second: a plan that spares more is looked for between what is known to be possible and what is not, since
 * what is possible with much to spare is so with less.
 */
export function withMostSlack(situation: Situation, from: Solved, limits: SearchLimits): Solved {
  let best = from;
  let low = planOf(situation, from).leastSlackSeconds ?? Number.POSITIVE_INFINITY;
  let high = mostSlack(situation, from.aim);
  while (high - low > SLACK_STEP_SECONDS) {
    const spareSeconds = (low + high) / 2;
    const aim: Aim = { ...from.aim, spareSeconds };
    const solved = solve(situation, aim, limits, false);
    if (solved.isComplete) {
      best = solved;
      low = Math.max(spareSeconds, planOf(situation, solved).leastSlackSeconds ?? spareSeconds);
    } else high = spareSeconds;
  }
  return best;
}

/** No post has more to spare than the best unit has at the best node. */
function mostSlack({ problem, arrivals, ...fronts }: Situation, { assume }: Aim): number {
  const { seconds } = fronts[assume];
  let most = Number.NEGATIVE_INFINITY;
  for (const at of arrivals)
    for (let node = 0; node < at.length; node += 1)
      if (seconds[node]! < Number.POSITIVE_INFINITY)
        most = Math.max(most, seconds[node]! - problem.marginSeconds - at[node]!);
  return most + SLACK_STEP_SECONDS;
}
