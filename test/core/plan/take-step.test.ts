import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../core/geometry/ring.ts';
import { withChanges } from '../../../core/plan/change.ts';
import { communitiesOf, standingSteps } from '../../../core/plan/draft-log.ts';
import { polygonsOf } from '../../../core/plan/faces.ts';
import { packPlan, unpackPlan } from '../../../core/plan/packed.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import {
  type AskedStep,
  applyNumbered,
  type DraftSoFar,
  type MadeStep,
  type TakenStep,
  takeStep,
} from '../../../core/plan/take-step.ts';
import { boardPlan, COMMUNITY, cellId } from './board-plan.ts';
import { arcBetween, middle, moved, newGrid, pointOf, SNAP, straight } from './edits.ts';
import { expectPartition, plainPlan, surfacesOf } from './plan-checks.ts';
import { dice, operationOf } from './random-operations.ts';

const RIGHTS = { level: 'grid' } as const;
const [ANN, BEN] = ['ann', 'ben'] as const;

/** A draft of which every step is put on record, as a server keeps it. */
class Record {
  draft: DraftSoFar;
  #lane = 1;
  constructor(origin: Plan) {
    this.draft = { origin, plan: origin, steps: [] };
  }
  take(
    accountId: string,
    act: { act: 'undo' | 'redo' } | Pick<AskedStep & { act: 'do' }, 'act' | 'operation'>,
  ): TakenStep {
    const first = 1_000_000 * this.#lane++;
    const taken = takeStep(this.draft, { accountId, firstNode: first, firstArc: first, ...act }, RIGHTS);
    if ('refusal' in taken) return taken;
    const { plan, ...made } = taken;
    const step: MadeStep = {
      ...made,
      seq: this.draft.steps.length + 1,
      accountId,
      act: act.act,
    };
    // As it comes back from a database.
    const kept = JSON.parse(JSON.stringify(step)) as MadeStep;
    this.draft = { ...this.draft, plan, steps: [...this.draft.steps, kept] };
    return taken;
  }
}

/** All of a plan but which numbers are free. */
function known(plan: Plan): unknown {
  return plainPlan({ ...plan, nextNode: 0, nextArc: 0 });
}

function reasonOf(taken: TakenStep): string | undefined {
  return 'refusal' in taken ? taken.refusal.reason : undefined;
}

const across = [
  {
    lng7: pointOf(straight, arcBetween(straight, middle, cellId(0, 1)), 1).lng7,
    lat7: pointOf(straight, arcBetween(straight, middle, cellId(0, 1)), 1).lat7,
  },
  pointOf(straight, arcBetween(straight, middle, cellId(2, 1)), 1),
];
const splitMiddle = {
  kind: 'split',
  grid: middle,
  line: across,
  made: newGrid('half'),
  keeps: 'larger',
  ...SNAP,
} as const;

describe('an undo', () => {
  it('takes back the own last step, and a redo makes it again to the same integers', () => {
    const record = new Record(straight);
    record.take(ANN, { act: 'do', operation: splitMiddle });
    const after = known(record.draft.plan);
    expect(reasonOf(record.take(ANN, { act: 'undo' }))).toBeUndefined();
    expect(known(record.draft.plan)).toEqual(known(straight));
    expect(reasonOf(record.take(ANN, { act: 'undo' }))).toBe('nothing_to_undo');
    expect(reasonOf(record.take(ANN, { act: 'redo' }))).toBeUndefined();
    expect(known(record.draft.plan)).toEqual(after);
    expect(reasonOf(record.take(ANN, { act: 'redo' }))).toBe('nothing_to_redo');
  });

  it('leaves alone what somebody else did since, at the same border too', () => {
    const record = new Record(straight);
    record.take(ANN, { act: 'do', operation: splitMiddle });
    // Ben cuts the neighbour from the very point at which Ann's line ends.
    const left = cellId(0, 1);
    const line = [across[0]!, pointOf(straight, arcBetween(straight, left, null), 1)];
    expect(
      reasonOf(
        record.take(BEN, {
          act: 'do',
          operation: { ...splitMiddle, grid: left, line, made: newGrid('other', 101) },
        }),
      ),
    ).toBeUndefined();
    expect(reasonOf(record.take(ANN, { act: 'undo' }))).toBeUndefined();
    expect([...record.draft.plan.grids.keys()].sort()).toEqual([...straight.grids.keys(), 'other'].sort());
    expectPartition(record.draft.plan, surfacesOf(straight));
  });

  it('is refused where somebody built upon the step', () => {
    const record = new Record(straight);
    record.take(ANN, { act: 'do', operation: splitMiddle });
    record.take(BEN, { act: 'do', operation: { kind: 'lock', grid: 'half', isLocked: true } });
    const before = known(record.draft.plan);
    expect(reasonOf(record.take(ANN, { act: 'undo' }))).toBe('undo_built_upon');
    expect(known(record.draft.plan)).toEqual(before);
  });

  it('is refused where somebody made an island in the grid that would go', () => {
    const record = new Record(straight);
    record.take(ANN, { act: 'do', operation: splitMiddle });
    const [west, south, east, north] = boundsOf(polygonsOf(record.draft.plan, 'half')?.[0]?.[0] ?? []);
    const at = (part: number, above: number) => ({
      lng7: Math.round(west + part * (east - west)),
      lat7: Math.round(south + above * (north - south)),
    });
    const line = [at(0.15, 0.1), at(0.3, 0.1), at(0.2, 0.25), at(0.15, 0.1)];
    const island = { ...splitMiddle, grid: 'half', line, made: newGrid('island', 101), snapMetres: 0 };
    expect(reasonOf(record.take(BEN, { act: 'do', operation: island }))).toBeUndefined();
    const before = known(record.draft.plan);
    expect(reasonOf(record.take(ANN, { act: 'undo' }))).toBe('undo_built_upon');
    expect(known(record.draft.plan)).toEqual(before);
    expect(reasonOf(record.take(BEN, { act: 'undo' }))).toBeUndefined();
    expect(reasonOf(record.take(ANN, { act: 'undo' }))).toBeUndefined();
    expect(known(record.draft.plan)).toEqual(known(straight));
  });

  it.each([
    ['in the ground that it would give back', 0.3],
    ['over the border that it would draw again', 0],
  ])('of a merger is refused as built upon where somebody made an island %s', (_, above) => {
    const record = new Record(straight);
    const merger = { kind: 'merge', keeps: middle, goes: cellId(1, 2) } as const;
    record.take(ANN, { act: 'do', operation: merger });
    const [west, south, east, north] = boundsOf(polygonsOf(straight, cellId(1, 2))?.[0]?.[0] ?? []);
    const at = (part: number, up: number) => ({
      lng7: Math.round(west + part * (east - west)),
      lat7: Math.round(south + (above + up) * (north - south)),
    });
    const line = [at(0.4, -0.1), at(0.6, -0.1), at(0.5, 0.15), at(0.4, -0.1)];
    const island = { ...splitMiddle, line, made: newGrid('island', 101), snapMetres: 0 };
    expect(reasonOf(record.take(BEN, { act: 'do', operation: island }))).toBeUndefined();
    const before = known(record.draft.plan);
    expect(reasonOf(record.take(ANN, { act: 'undo' }))).toBe('undo_built_upon');
    expect(known(record.draft.plan)).toEqual(before);
    expect(reasonOf(record.take(BEN, { act: 'undo' }))).toBeUndefined();
    expect(reasonOf(record.take(ANN, { act: 'undo' }))).toBeUndefined();
    expect(known(record.draft.plan)).toEqual(known(straight));
  });

  it('of a merger leaves an island where it is that somebody made in the ground that stays', () => {
    const record = new Record(straight);
    record.take(ANN, { act: 'do', operation: { kind: 'merge', keeps: middle, goes: cellId(1, 2) } });
    const [west, south, east, north] = boundsOf(polygonsOf(straight, middle)?.[0]?.[0] ?? []);
    const at = (part: number, up: number) => ({
      lng7: Math.round(west + part * (east - west)),
      lat7: Math.round(south + up * (north - south)),
    });
    const line = [at(0.4, 0.4), at(0.6, 0.4), at(0.5, 0.6), at(0.4, 0.4)];
    const island = { ...splitMiddle, line, made: newGrid('island', 101), snapMetres: 0 };
    expect(reasonOf(record.take(BEN, { act: 'do', operation: island }))).toBeUndefined();
    expect(reasonOf(record.take(ANN, { act: 'undo' }))).toBeUndefined();
    expect([...record.draft.plan.grids.keys()].sort()).toEqual([...straight.grids.keys(), 'island'].sort());
    expectPartition(record.draft.plan, surfacesOf(straight));
  });

  it('gives a code free again that only the step had taken', () => {
    const record = new Record(straight);
    record.take(ANN, { act: 'do', operation: splitMiddle });
    record.take(ANN, { act: 'undo' });
    expect(
      reasonOf(
        record.take(BEN, {
          act: 'do',
          operation: {
            ...splitMiddle,
            grid: cellId(0, 0),
            line: [
              pointOf(straight, arcBetween(straight, cellId(0, 0), null), 1),
              pointOf(straight, arcBetween(straight, cellId(0, 0), cellId(1, 0)), 1),
            ],
          },
        }),
      ),
    ).toBeUndefined();
    expect(reasonOf(record.take(ANN, { act: 'redo' }))).toBe('code_taken');
  });

  it('does not follow after something new', () => {
    const record = new Record(straight);
    const arc = arcBetween(straight, middle, cellId(0, 1));
    const push = (east: number) =>
      ({ kind: 'moveVertex', arc, index: 1, to: moved(pointOf(straight, arc, 1), east, 0) }) as const;
    record.take(ANN, { act: 'do', operation: push(500) });
    record.take(ANN, { act: 'undo' });
    record.take(ANN, { act: 'do', operation: push(700) });
    expect(reasonOf(record.take(ANN, { act: 'redo' }))).toBe('nothing_to_redo');
  });
});

describe('two who edit at once', () => {
  const board = boardPlan({ columns: 6, rows: 4, communityColumns: 3 });
  const [LEFT, RIGHT] = [COMMUNITY, `${Number(COMMUNITY) + 1}`];
  const ground = surfacesOf(board);
  const turn = fc.record({ isAnn: fc.boolean(), act: fc.nat({ max: 9 }), dice });

  it.each([
    ["in one another's communities", false],
    ['each in a community', true],
  ])(
    '%s, always have a partition, and the log tells it',
    (_, isApart) => {
      let undone = 0;
      fc.assert(
        fc.property(fc.array(turn, { minLength: 30, maxLength: 30 }), (turns) => {
          const record = new Record(board);
          turns.forEach(({ isAnn, act, dice: thrown }, sequence) => {
            const account = isAnn ? ANN : BEN;
            const before = known(record.draft.plan);
            const operation = operationOf(record.draft.plan, thrown, sequence);
            const communities = communitiesOf(record.draft.plan, operation).join();
            if (act < 6 && isApart && communities !== (isAnn ? LEFT : RIGHT)) return;
            const taken = record.take(
              account,
              act < 6 ? { act: 'do', operation } : { act: act < 9 ? 'undo' : 'redo' },
            );
            if ('refusal' in taken) expect(known(record.draft.plan)).toEqual(before);
            else {
              if (act >= 6) undone++;
              expectPartition(record.draft.plan, ground);
            }
          });
          const { plan, steps } = record.draft;
          const told = withChanges(
            board,
            steps.map(({ change }) => change),
          );
          expect(known(told)).toEqual(known(plan));
          expect(known(unpackPlan(JSON.parse(JSON.stringify(packPlan(plan)))))).toEqual(known(plan));
          // Where both worked on the same borders, a step made anew after an undo can mean another point.
          if (isApart) expect(replayed(board, steps)).toEqual(known(plan));
        }),
        { numRuns: 40, endOnFailure: true },
      );
      expect(undone).toBeGreaterThan(50);
    },
    120_000,
  );
});

function replayed(origin: Plan, steps: readonly MadeStep[]): unknown {
  let plan = origin;
  for (const step of standingSteps(steps)) {
    const edited = applyNumbered(plan, step.operation, step, RIGHTS);
    if ('refusal' in edited) return edited.refusal;
    plan = edited.plan;
  }
  return known(plan);
}
