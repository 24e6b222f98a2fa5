import { describe, expect, it } from 'vitest';
import { alarmSymbols, isFlashing, unitAlarmSymbols } from '../../../client/map/layers/alarms.ts';
import { iconsOf } from '../../../client/map/layers/icons.ts';
import { isSetAside } from '../../../core/live/alarm.ts';
import { ALARM_STATES, PRIORITIES } from '../../../core/vocabulary.ts';
import { alarm } from '../../support/alarm.ts';

const STANDING = ALARM_STATES.filter((state) => state !== 'normal');

describe('alarms on the map', () => {
  it('have an icon for every priority and state, another shape for each; what was put aside has none', () => {
    const looks = new Set<string>();
    for (const priority of PRIORITIES)
      for (const state of STANDING) {
        const symbols = alarmSymbols([alarm({ priority, state })], 14);
        expect(symbols).toHaveLength(isSetAside(state) ? 0 : 1);
        for (const { icon } of symbols) {
          looks.add(icon);
          for (const theme of ['dark', 'light'] as const) expect(iconsOf(theme).has(icon)).toBe(true);
        }
      }
    const drawn = [...looks].map((icon) =>
      JSON.stringify(
        iconsOf('dark')
          .get(icon)
          ?.map(({ path }) => path),
      ),
    );
    expect(new Set(drawn).size).toBe(PRIORITIES.length * 3);
  });

  it('flash only while unacknowledged', () => {
    const flashing = STANDING.filter((state) => alarmSymbols([alarm({ state })], 14).some(isFlashing));
    expect(flashing).toEqual(['unacknowledged']);
  });

  it('of a unit go with the unit; where it was raised when that is not known; without a place nowhere', () => {
    const about = { subjectNoun: 'units', subjectId: 'u' } as const;
    const places = new Map([['u', { lng: 101.9, lat: 36.7 }]]);
    expect(alarmSymbols([alarm(about)], 14)).toEqual([]);
    expect(unitAlarmSymbols([alarm(about), alarm()], places, 14)).toMatchObject([{ lng: 101.9, lat: 36.7 }]);
    expect(unitAlarmSymbols([alarm(about)], new Map(), 14)).toMatchObject([{ lng: 101.78 }]);
    expect(alarmSymbols([{ ...alarm(), geometry: null }], 14)).toEqual([]);
  });
});
