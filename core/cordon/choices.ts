import { planOf, USUAL_LIMITS } from './plan-cordon.ts';
import type { CordonPlan } from './plan-types.ts';
import type { CordonProblem } from './problem.ts';
import { ifSlow, type Situation, situationOf, withinRing } from './situation.ts';
import { type Aim, FEWEST, type Solved, solve } from './solve.ts';
import type { SearchLimits } from './staffed-cut.ts';

export const CHOICE_AIMS = ['fewest_units', 'smaller_area', 'most_slack', 'if_slow'] as const;
/**
 * What a choice is best at: the fewest units; the fewest units that shut it in within a ring, by a moment; the largest least
 * slack; the fewest units if one may rely on the slow speed, where no plan closes everything at the fast one.
 */
export type ChoiceAim = (typeof CHOICE_AIMS)[number];

export interface CordonChoice {
  aim: ChoiceAim;
  /** Of `smaller_area`: nothing that is reached after so many seconds from now. */
  withinSeconds?: number;
  plan: CordonPlan;
}

/** Rings that are tried, from the one reached so many seconds from now on. */
const RING_SECONDS = [240, 480, 900, 1500] as const;
const SLACK_STEP_SECONDS = 1;
/** A choice is a suggestion: one that takes long to find is not looked for to the end. */
const CHOICE_LIMITS: SearchLimits = { mostCuts: 3, mostTieCuts: 0 };
const MOST_CUTS = 24;

/**
 * A few plans that differ: units against enclosed area against time to spare. None is as good or better in all three than another that closes
 * as much. The first is the plan of `planCordon` for posts that count on no other. The problem is one in which `checkProblem` finds nothing.
 */
export function cordonChoices(problem: CordonProblem, limits: SearchLimits = USUAL_LIMITS): CordonChoice[] {
  const situation = situationOf(problem);
  const fewest = solve(situation, FEWEST, limits);
  const choices: CordonChoice[] = [{ aim: 'fewest_units', plan: planOf(situation, fewest) }];
  if (!fewest.isComplete) {
    const late = ifSlow(situation);
    const slow = solve(late, { ...FEWEST, assume: 'slow' }, limits, false);
    if (slow.isComplete) choices.push({ aim: 'if_slow', plan: planOf(late, slow) });
    return choices;
  }
  const within = { ...CHOICE_LIMITS, time: limits.time };
  let cuts = 0;
  for (const withinSeconds of RING_SECONDS) {
    if (cuts >= MOST_CUTS) break;
    const ring = withinRing(situation, problem.nowSeconds + withinSeconds);
    const solved = solve(ring, FEWEST, within, false);
    cuts += solved.cuts;
    if (solved.isComplete) choices.push({ aim: 'smaller_area', withinSeconds, plan: planOf(ring, solved) });
  }
  choices.push({
    aim: 'most_slack',
    plan: planOf(situation, withMostSlack(situation, fewest, within, MOST_CUTS)),
  });
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
 * what is possible with much to spare is so with less. After `mostCuts` smallest cuts the best found.
 */
export function withMostSlack(
  situation: Situation,
  from: Solved,
  limits: SearchLimits,
  mostCuts = Number.POSITIVE_INFINITY,
): Solved {
  let best = from;
  let cuts = 0;
  let low = planOf(situation, from).leastSlackSeconds ?? Number.POSITIVE_INFINITY;
  let high = mostSlack(situation, from.aim);
  while (high - low > SLACK_STEP_SECONDS && cuts < mostCuts) {
    const spareSeconds = (low + high) / 2;
    const aim: Aim = { ...from.aim, spareSeconds };
    const solved = solve(situation, aim, limits, false);
    cuts += solved.cuts;
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
    for (let i = 0; i < at.nodes.length; i += 1)
      if (seconds[at.nodes[i]!]! < Number.POSITIVE_INFINITY)
        most = Math.max(most, seconds[at.nodes[i]!]! - problem.marginSeconds - at.seconds[i]!);
  return most + SLACK_STEP_SECONDS;
}
