import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cityShift } from '../../../core/city-time.ts';
import {
  FOUR_TEAMS,
  isSameRota,
  patternKind,
  TEAMS,
  teamRota,
  weekRota,
} from '../../../core/duty/patterns.ts';
import {
  addDays,
  daysBetween,
  dutyOn,
  offShiftMs,
  patternOn,
  type RotaUnit,
  servesIn,
  shiftAt,
  shiftsFrom,
  strengthOn,
  withException,
} from '../../../core/duty/rota.ts';
import { CYCLE_DUTIES, DUTIES } from '../../../core/duty/vocabulary.ts';
import { SHIFTS } from '../../../core/vocabulary.ts';

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC'];
const HOUR_MS = 3_600_000;

const anyDay = fc.integer({ min: -20_000, max: 40_000 }).map((n) => addDays('1970-01-01', n));
const anyRota = fc.record({
  cycle: fc.array(fc.constantFrom(...CYCLE_DUTIES), { minLength: 1, maxLength: 30 }),
  anchorDay: anyDay,
});
const anyUnit: fc.Arbitrary<RotaUnit> = fc.record({
  shift: fc.constantFrom(...SHIFTS),
  rota: fc.option(anyRota),
  exceptions: fc.uniqueArray(fc.record({ day: anyDay, duty: fc.constantFrom(...DUTIES) }), {
    selector: ({ day }) => day,
  }),
});
const anyInstant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });
const anyZone = fc.constantFrom(...ZONES);

describe('a pattern', () => {
  test('is what its cycle has, day by day, on both sides of the day where it is anchored', () => {
    fc.assert(
      fc.property(anyRota, anyDay, (rota, day) => {
        const unit: RotaUnit = { shift: 'day', rota };
        // Walked there day by day from a whole number of cycles before.
        const { length } = rota.cycle;
        const apart = daysBetween(rota.anchorDay, day);
        const start = Math.floor(apart / length) * length;
        expect(patternOn(unit, day)).toBe(rota.cycle[apart - start]);
        expect(patternOn(unit, addDays(day, length))).toBe(patternOn(unit, day));
        expect(patternOn(unit, addDays(day, -length))).toBe(patternOn(unit, day));
      }),
    );
  });

  test('of one day is the same as none', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.constantFrom(...SHIFTS), (day, anchorDay, shift) => {
        expect(patternOn({ shift: 'day', rota: { cycle: [shift], anchorDay } }, day)).toBe(shift);
        expect(patternOn({ shift }, day)).toBe(shift);
      }),
    );
  });

  test('begins where it is anchored', () => {
    const unit: RotaUnit = {
      shift: 'night',
      rota: { cycle: ['day', 'evening', 'rest'], anchorDay: '2026-11-27' },
    };
    const days = ['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'];
    expect(days.map((day) => patternOn(unit, day))).toEqual(['rest', 'day', 'evening', 'rest', 'day']);
    expect(patternOn(unit, '2024-02-29')).toBe(patternOn(unit, addDays('2024-02-29', 3)));
  });
});

describe('an exception', () => {
  test('wins on its day and nowhere else, and taken back leaves the pattern', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, anyDay, fc.constantFrom(...DUTIES), (unit, day, other, duty) => {
        const exceptions = withException(unit.exceptions ?? [], { day, duty }, '0000-01-01');
        const changed = { ...unit, exceptions };
        expect(dutyOn(changed, day)).toBe(duty);
        if (other !== day) expect(dutyOn(changed, other)).toBe(dutyOn(unit, other));
        expect(exceptions.map((one) => one.day)).toEqual(
          [...new Set(exceptions.map((one) => one.day))].sort(),
        );
        const back = withException(exceptions, { day, duty: null }, '0000-01-01');
        expect(dutyOn({ ...unit, exceptions: back }, day)).toBe(patternOn(unit, day));
      }),
    );
  });

  test('that is long past is dropped when another is set', () => {
    const old = [
      { day: '2026-01-01', duty: 'rest' as const },
      { day: '2026-11-01', duty: 'rest' as const },
    ];
    expect(withException(old, { day: '2026-11-02', duty: 'training' }, '2026-10-01')).toEqual([
      { day: '2026-11-01', duty: 'rest' },
      { day: '2026-11-02', duty: 'training' },
    ]);
  });
});

describe('the shift at an instant', () => {
  test('holds it, and is the one of the city, whatever its clocks do', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, atMs) => {
        const { day, shift, startMs, endMs } = shiftAt(zone, atMs);
        expect(startMs).toBeLessThanOrEqual(atMs);
        expect(endMs).toBeGreaterThan(atMs);
        expect({ shift, startMs }).toEqual(cityShift(zone, atMs));
        expect(day).toBe(new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(atMs));
      }),
    );
  });

  test('is followed by the others without a gap', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, atMs) => {
        const shifts = shiftsFrom(zone, atMs, 7);
        shifts.slice(1).forEach((shift, at) => {
          expect(shift.startMs).toBe(shifts[at]!.endMs);
          expect(shift.shift).not.toBe(shifts[at]!.shift);
        });
        expect(daysBetween(shifts[0]!.day, shifts[6]!.day)).toBe(2);
      }),
    );
  });

  test('of the night when the clocks go forward is an hour shorter', () => {
    const { startMs, endMs, shift } = shiftAt('Europe/Berlin', Date.UTC(2026, 2, 29, 4));
    expect([shift, (endMs - startMs) / HOUR_MS]).toEqual(['night', 7]);
  });
});

describe('when a unit comes off shift', () => {
  test('nobody does who is not on it, and who is comes off at the first end that it does not go on from', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, anyUnit, (zone, atMs, unit) => {
        const shifts = shiftsFrom(zone, atMs, 4);
        const end = offShiftMs(unit, shifts);
        expect(end !== null).toBe(servesIn(unit, shifts[0]!));
        const after = shifts.find(({ startMs }) => startMs === end);
        if (end !== null && after) expect(servesIn(unit, after)).toBe(false);
      }),
    );
  });

  test('an evening and the night after it are one duty', () => {
    const unit: RotaUnit = { shift: 'evening', exceptions: [{ day: '2026-11-28', duty: 'night' }] };
    const shifts = shiftsFrom('Asia/Shanghai', Date.parse('2026-11-27T17:00:00+08:00'), 4);
    expect(offShiftMs(unit, shifts)).toBe(Date.parse('2026-11-28T08:00:00+08:00'));
  });
});

describe('four teams', () => {
  test('have one of them in each shift of each day, and one at rest', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const teams = TEAMS.map((team): RotaUnit => ({ shift: 'day', rota: teamRota(team) }));
        expect(strengthOn(teams, day)).toEqual({
          night: 1,
          day: 1,
          evening: 1,
          rest: 1,
          training: 0,
          reserve: 0,
        });
      }),
    );
  });

  test('never serve two shifts without a break', () => {
    for (const [at, duty] of FOUR_TEAMS.entries())
      if (duty === 'evening') expect(FOUR_TEAMS[(at + 1) % FOUR_TEAMS.length]).not.toBe('night');
  });
});

describe('which pattern it is', () => {
  test('is told wherever it is anchored', () => {
    for (const team of TEAMS) {
      const { cycle, anchorDay } = teamRota(team);
      const rota = { cycle, anchorDay: addDays(anchorDay, -8 * 40) };
      expect(patternKind({ shift: 'day', rota })).toEqual({ kind: 'team', team });
    }
    expect(patternKind({ shift: 'day', rota: weekRota('night') })).toEqual({ kind: 'week', shift: 'night' });
    expect(patternKind({ shift: 'evening' })).toEqual({ kind: 'fixed', shift: 'evening' });
    const own = { cycle: ['day', 'rest'] as const, anchorDay: '2026-11-27' };
    expect(patternKind({ shift: 'day', rota: own })).toEqual({ kind: 'own' });
  });

  test('two are the same when they have the same for every day', () => {
    fc.assert(
      fc.property(anyRota, anyDay, fc.integer({ min: -50, max: 50 }), (rota, day, turns) => {
        const { length } = rota.cycle;
        expect(isSameRota(rota, { ...rota, anchorDay: addDays(rota.anchorDay, turns * length) })).toBe(true);
        const other = { ...rota, anchorDay: day };
        const same = rota.cycle.every((_, at) => {
          const one = addDays(day, at);
          return patternOn({ shift: 'day', rota }, one) === patternOn({ shift: 'day', rota: other }, one);
        });
        expect(isSameRota(rota, other)).toBe(same);
      }),
    );
  });
});

test('strength counts each unit once', () => {
  fc.assert(
    fc.property(fc.array(anyUnit), anyDay, (units, day) => {
      const strength = strengthOn(units, day);
      expect(Object.values(strength).reduce((sum, one) => sum + one, 0)).toBe(units.length);
      expect(strength.training).toBe(units.filter((unit) => dutyOn(unit, day) === 'training').length);
    }),
  );
});
