import { expect, it } from 'vitest';
import { placeOf } from '../../../client/workspaces/watch/place-of.ts';
import { alarm } from '../../support/alarm.ts';
import { incident, thing } from './things.ts';

const POSITIONS = new Map([
  ['u', ['u', 101.9, 36.7, null, null, 0] as [string, number, number, null, null, number]],
]);

it('a unit, and an alarm about one, are where the unit is now, not where they were last written', () => {
  const unit = { ...thing('units', {}), id: 'u' };
  const duress = alarm({ subjectNoun: 'units', subjectId: 'u' });
  for (const place of [placeOf('units', unit, POSITIONS), placeOf('alarms', duress, POSITIONS)])
    expect(place).toMatchObject({ lng: 101.9, lat: 36.7 });
  const lost = alarm({ subjectNoun: 'units', subjectId: 'gone' });
  expect(placeOf('alarms', lost, POSITIONS)).toMatchObject({ lng: 101.78 });
});

it('all else is where it stands, and what has no place has none', () => {
  expect(placeOf('incidents', incident(), POSITIONS)).toMatchObject({ lng: 101.78, lat: 36.62 });
  expect(placeOf('alarms', { ...alarm(), geometry: null }, POSITIONS)).toBeUndefined();
});
