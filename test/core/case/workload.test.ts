import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../core/case/csv.ts';
import { addDays, daysBetween, isActionOverdue, isOverdue } from '../../../core/case/due.ts';
import { CASE_STATUSES, JOINT_STATES, ORGANISATIONS } from '../../../core/case/vocabulary.ts';
import { type Working, workloads } from '../../../core/case/workload.ts';

const TODAY = '2026-03-01';
const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays(TODAY, days));
const organisation = fc.constantFrom(...ORGANISATIONS.slice(0, 4));
const working: fc.Arbitrary<Working> = fc.record({
  status: fc.constantFrom(...CASE_STATUSES),
  owner: organisation,
  dueOn: day,
  actions: fc.array(
    fc.record({ partner: organisation, state: fc.constantFrom(...JOINT_STATES), dueOn: day }),
    { maxLength: 4 },
  ),
});

describe('days', () => {
  it('count over months and leap days', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(daysBetween('2026-02-28', TODAY)).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5000 }), (days) => {
        expect(daysBetween(TODAY, addDays(TODAY, days))).toBe(days);
      }),
    );
  });

  it('a case is late from the day after its last, unless it is closed', () => {
    expect(isOverdue({ status: 'open', dueOn: TODAY }, TODAY)).toBe(false);
    expect(isOverdue({ status: 'evaluated', dueOn: '2026-02-28' }, TODAY)).toBe(true);
    expect(isOverdue({ status: 'closed', dueOn: '2026-02-28' }, TODAY)).toBe(false);
  });
});

describe('workloads', () => {
  it('count for each organisation what a look at each case finds, the most overdue first', () => {
    fc.assert(
      fc.property(fc.array(working, { maxLength: 20 }), (cases) => {
        const loads = workloads(cases, TODAY);
        const standing = cases.filter(({ status }) => status !== 'closed');
        for (const one of ORGANISATIONS) {
          const own = standing.filter(({ owner }) => owner === one);
          const theirs = standing
            .flatMap(({ actions }) => actions)
            .filter(({ partner, state }) => partner === one && state === 'open');
          const late = [
            ...own.filter((file) => isOverdue(file, TODAY)),
            ...theirs.filter((action) => isActionOverdue(action, TODAY)),
          ];
          const load = loads.find((row) => row.organisation === one);
          if (own.length + theirs.length === 0) expect(load).toBeUndefined();
          else
            expect(load).toEqual({
              organisation: one,
              cases: own.length,
              casesOverdue: own.filter((file) => isOverdue(file, TODAY)).length,
              actions: theirs.length,
              actionsOverdue: theirs.filter((action) => isActionOverdue(action, TODAY)).length,
              mostDaysLate: Math.max(0, ...late.map(({ dueOn }) => daysBetween(dueOn, TODAY))),
            });
        }
        const overdue = loads.map((load) => load.casesOverdue + load.actionsOverdue);
        expect(overdue).toEqual([...overdue].sort((a, b) => b - a));
      }),
    );
  });
});

describe('csv', () => {
  it('quotes what needs it and keeps a spreadsheet from running a text', () => {
    const rows = [
      ['名称', 'a,b', 'say "x"', '=1+1', '-5', 3, null],
      ['two\nlines', '', '@x', '+86', 'plain', -2, 0],
    ];
    expect(csvText(rows)).toBe(
      '\uFEFF名称,"a,b","say ""x""",\'=1+1,\'-5,3,\r\n"two\nlines",,\'@x,\'+86,plain,-2,0\r\n',
    );
  });
});
