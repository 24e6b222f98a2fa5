import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, type Operation } from '../../../core/plan/operation.ts';
import { boardPlan } from './board-plan.ts';
import { expectPartition, plainPlan, surfacesOf } from './plan-checks.ts';
import { dice, operationOf } from './random-operations.ts';

const START = boardPlan({ columns: 4, rows: 4 });
const GROUND = surfacesOf(START);
const START_PLAIN = plainPlan(START);
const RUNS = 250;
const OPERATIONS_A_RUN = 40;

describe('any number of operations', () => {
  it('each leaves a proven partition or is refused and leaves the plan as it was; played again they end the same', () => {
    let [done, refused] = [0, 0];
    fc.assert(
      fc.property(fc.array(dice, { minLength: OPERATIONS_A_RUN, maxLength: OPERATIONS_A_RUN }), (throws) => {
        let [plan, plain] = [START, START_PLAIN];
        const log: Operation[] = [];
        throws.forEach((each, sequence) => {
          const operation = operationOf(plan, each, sequence);
          const edited = apply(plan, operation);
          expect(plainPlan(plan)).toEqual(plain);
          if ('refusal' in edited) {
            refused++;
            return;
          }
          done++;
          plan = edited.plan;
          plain = plainPlan(plan);
          log.push(operation);
          expectPartition(plan, GROUND);
        });
        let again = START;
        for (const operation of log) {
          const edited = apply(again, operation);
          if ('plan' in edited) again = edited.plan;
        }
        expect(plainPlan(again)).toEqual(plain);
      }),
      { numRuns: RUNS },
    );
    expect(done).toBeGreaterThan(0.3 * (done + refused));
  }, 120_000);
});
