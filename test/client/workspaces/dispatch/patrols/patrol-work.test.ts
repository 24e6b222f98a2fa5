import { describe, expect, test } from 'vitest';
import { madeShift } from '../../../../../bench/patrol-made.ts';
import {
  type PatrolSaid,
  patrolWork,
} from '../../../../../client/workspaces/dispatch/patrols/optimise/patrol-work.ts';
import { checkPatrol } from '../../../../../core/patrol/check-patrol.ts';

const problem = madeShift(3, 3, 24);

async function work(mostTries: number, stopAfter = Number.POSITIVE_INFINITY): Promise<PatrolSaid[]> {
  const said: PatrolSaid[] = [];
  await patrolWork(
    { problem, seed: 5, present: [[0, 1], [], [2]], mostTries },
    { say: (one) => said.push(one), isStopped: () => said.length >= stopAfter },
  );
  return said;
}
const proposals = (said: readonly PatrolSaid[]) =>
  said.flatMap((one) => (one.kind === 'progress' && one.proposal ? [one.proposal] : []));

describe('the work of the optimiser', () => {
  test('is the same for the same seed and tries, valid, and never below its start', async () => {
    const [one, again] = [await work(40), await work(40)];
    expect(again).toEqual(one);
    const found = proposals(one);
    for (const { plan, score } of found) expect(checkPatrol(problem, plan, score.total)).toEqual([]);
    const totals = found.map(({ score }) => score.total - 1000 * score.requiredMissing);
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    expect(one.map(({ kind }) => kind).slice(0, 2)).toEqual(['present', 'progress']);
  });

  test('ends when it is told to, and explains every place that is left out', async () => {
    const said = await work(1e6, 4);
    const last = said.at(-1);
    if (last?.kind !== 'done') throw new Error(`ended with ${last?.kind}`);
    const { plan } = proposals(said).at(-1)!;
    const visited = new Set(plan.routes.flatMap(({ stops }) => stops.map(({ place }) => place)));
    const left = [...problem.places.keys()].filter((place) => !visited.has(place));
    expect(last.leftOut.map(({ place }) => place)).toEqual(left);
  });

  test('says what is wrong with an order and nothing else', async () => {
    const said: PatrolSaid[] = [];
    const broken = { ...problem, stayStepSeconds: 0 };
    await patrolWork(
      { problem: broken, seed: 1, present: null, mostTries: 100 },
      { say: (one) => said.push(one), isStopped: () => false },
    );
    expect(said).toEqual([{ kind: 'faults', faults: [{ kind: 'stay_step' }] }]);
  });
});
