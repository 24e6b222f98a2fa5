import { expect, it } from 'vitest';
import type { OpenAssignment } from '../../../../core/contract/assignment.ts';
import type { Unit } from '../../../../core/contract/unit.ts';
import { assignmentUnacknowledged } from '../../../../core/live/rules/assignment-unacknowledged.ts';
import { HOME, iso, look, thing } from './things.ts';

const assignment = (unitId: string, second: number, state: OpenAssignment['state'] = 'sent') => {
  const sent = { state: 'sent', doneAt: iso(second), receivedAt: iso(second), accountId: null } as const;
  return { id: `a-${unitId}`, unitId, state, steps: [sent] };
};
const UNITS = new Map<string, Unit>(['u1', 'u2'].map((id) => [id, thing('units', id, { code: `C-${id}` })]));
const incident = (id: string, ...assignments: OpenAssignment[]) =>
  thing('incidents', id, { status: 'assigned', priority: 3, number: id, assignments });
const found = (second: number, all: ReturnType<typeof incident>[], seconds?: number) =>
  assignmentUnacknowledged(
    look('assignment_unacknowledged', second, seconds === undefined ? {} : { seconds }),
    all,
    (id) => UNITS.get(id),
  );

it('holds from the limit on for each unit that was sent and has not acknowledged, and for no other', () => {
  const all = [
    incident('i', assignment('u1', 0), assignment('u2', 30)),
    incident('j', assignment('u3', 0, 'acknowledged'), assignment('u4', 0, 'arrived')),
    incident('k'),
  ];
  expect(found(59, all)).toEqual([]);
  expect(found(60, all)).toMatchObject([
    {
      key: 'assignment_unacknowledged:i:u1',
      priority: 2,
      isActive: true,
      subjectNoun: 'incidents',
      subjectId: 'i',
      subjectLabel: 'i · C-u1',
      areaCode: HOME,
      lng: 101.78,
      at: iso(60),
      facts: { sinceAt: iso(0), limitSeconds: 60, incidentId: 'i', unitId: 'u1' },
    },
  ]);
  expect(found(90, all).map(({ key }) => key)).toEqual([
    'assignment_unacknowledged:i:u1',
    'assignment_unacknowledged:i:u2',
  ]);
});

it('goes by the limit of the rule, and names the incident alone where the unit is not known', () => {
  const all = [incident('i', assignment('gone', 0))];
  expect(found(119, all, 120)).toEqual([]);
  expect(found(120, all, 120)[0]).toMatchObject({ subjectLabel: 'i', facts: { limitSeconds: 120 } });
});
