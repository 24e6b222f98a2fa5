import { patrolFaults } from './patrol-faults.ts';
import { type PatrolFrame, patrolFrame } from './patrol-frame.ts';
import type { PatrolPlan, PatrolProblem } from './patrol-problem.ts';
import { patrolRounds } from './patrol-rounds.ts';
import { PatrolSearch } from './patrol-search.ts';
import { planOf } from './routes-of-plan.ts';

export interface PatrolProgress {
  /** Tries made so far. */
  tries: number;
  /** One that is better than all before; null if there is none since the last step. */
  plan: PatrolPlan | null;
}

/** Tries between two steps: some milliseconds. */
const SLICE = 20;

/**
 * Looks for better and better plans, without end: may be left after any step, and is the same for the same seed and number of steps. The first step
 * gives the greedy plan; none is worse. Ends at once if there is nothing to choose. Throws a RangeError for a problem with faults (`patrolFaults`).
 */
export function* planPatrol(problem: PatrolProblem, seed: number): Generator<PatrolProgress, void> {
  const faults = patrolFaults(problem);
  if (faults.length > 0) throw new RangeError(`The problem has faults: ${JSON.stringify(faults)}`);
  const frame = patrolFrame(problem);
  const search = new PatrolSearch(frame, seed);
  let known = 0;
  yield { tries: 0, plan: planOf(search.best) };
  for (const tries of searchSlices(frame, search)) {
    yield { tries, plan: search.improvements === known ? null : planOf(search.best) };
    known = search.improvements;
  }
}

function* searchSlices(frame: PatrolFrame, search: PatrolSearch): Generator<number, void> {
  if (frame.unitCount === 0 || frame.problem.places.every(({ forbidden }) => forbidden)) return;
  const visitWorth = frame.weights.reduce((sum, weight) => sum + weight, 0) / frame.tokenCount;
  let tries = 0;
  for (const round of patrolRounds(visitWorth, frame.unitCount)) {
    const { first, last } = round.warmth;
    search.restart(round.from);
    for (let done = 0; done < round.tries; done += SLICE) {
      const warmth = first === 0 ? 0 : first * (last / first) ** (done / round.tries);
      for (let i = 0; i < SLICE; i++) search.try(warmth);
      tries += SLICE;
      yield tries;
    }
    search.endRound();
  }
}
