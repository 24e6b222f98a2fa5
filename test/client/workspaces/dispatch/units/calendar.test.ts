import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../../../client/api/client.ts';
import {
  calendarGroups,
  dayStrengths,
  movedCell,
  shownDays,
} from '../../../../../client/workspaces/dispatch/units/calendar/calendar-rows.ts';
import {
  draftChanges,
  draftOf,
  patternValue,
  withBrigade,
  withPattern,
} from '../../../../../client/workspaces/dispatch/units/calendar/rota-draft.ts';
import {
  type DutyServer,
  exceptionOn,
  saveDuty,
} from '../../../../../client/workspaces/dispatch/units/calendar/save-duty.ts';
import type { Unit, UnitProperties } from '../../../../../core/contract/unit.ts';
import { patternKind, teamRota } from '../../../../../core/duty/patterns.ts';
import type { DutyException } from '../../../../../core/duty/rota.ts';

const TODAY = '2026-11-27';

function unit(code: string, more: Partial<UnitProperties> = {}): Unit {
  const properties = { code, nameZh: `${code} 中队`, nameEn: `Squad ${code}`, kind: 'squad', shift: 'day' };
  return {
    type: 'Feature',
    id: code,
    geometry: null,
    properties: { ...properties, version: 1, exceptions: [], ...more },
  } as unknown as Unit;
}

describe('rows of the calendar', () => {
  const units = [
    unit('S2', { brigadeId: 'B1' }),
    unit('S9'),
    unit('S1', { brigadeId: 'B2' }),
    unit('B2', { kind: 'brigade' }),
    unit('B1', { kind: 'brigade' }),
    unit('S3', { brigadeId: 'elsewhere' }),
  ];
  const told = (text = '') =>
    calendarGroups(units, text).map(({ brigade, units: own }) => [brigade?.id, own.map(({ id }) => id)]);

  test('are brigades with their squads, then those of none or of one that is not shown', () => {
    expect(told()).toEqual([
      ['B1', ['B1', 'S2']],
      ['B2', ['B2', 'S1']],
      [undefined, ['S3', 'S9']],
    ]);
  });

  test('are those that the words find, still by brigade', () => {
    expect(told(' s2 ')).toEqual([['B1', ['S2']]]);
    expect(told('nobody')).toEqual([]);
  });

  test('days follow each other over the end of a month', () => {
    const days = shownDays('2026-02-20');
    expect([days.length, days[8], days[9], days[13]]).toEqual([14, '2026-02-28', '2026-03-01', '2026-03-05']);
  });

  test('tell how many serve in each shift, and where they are too few', () => {
    const own = [
      unit('A'),
      unit('B', { shift: 'night' }),
      unit('C', { exceptions: [{ day: TODAY, duty: 'training' }] }),
    ];
    const [today, tomorrow] = dayStrengths(own, [TODAY, '2026-11-28'], 2);
    expect(today).toEqual({
      day: TODAY,
      counts: { night: 1, day: 1, evening: 0 },
      short: ['night', 'day', 'evening'],
    });
    expect(tomorrow?.short).toEqual(['night', 'evening']);
  });

  test('keys move from cell to cell and stop at the edges', () => {
    const size = { rows: 3, columns: 14 };
    expect(movedCell({ row: 0, column: 0 }, 'ArrowUp', size)).toEqual({ row: 0, column: 0 });
    expect(movedCell({ row: 2, column: 13 }, 'ArrowDown', size)).toEqual({ row: 2, column: 13 });
    expect(movedCell({ row: 1, column: 4 }, 'ArrowLeft', size)).toEqual({ row: 1, column: 3 });
    expect(movedCell({ row: 1, column: 4 }, 'End', size)).toEqual({ row: 1, column: 13 });
    expect(movedCell({ row: 1, column: 4 }, 'd', size)).toBeUndefined();
  });
});

/** A server on which others may change the unit before each of one's own edits. */
class MeddledServer implements DutyServer {
  now: Unit;
  readonly #others: Partial<UnitProperties>[];

  constructor(now: Unit, others: Partial<UnitProperties>[] = []) {
    this.now = now;
    this.#others = others;
  }

  latest = async () => this.now;

  patch = async (onto: Unit, exceptions: readonly DutyException[]) => {
    const other = this.#others.shift();
    if (other) this.#set(other);
    if (onto.properties.version !== this.now.properties.version)
      throw new ApiError({
        type: '',
        title: '',
        status: 412,
        code: 'version_stale',
        detail: '',
        traceId: '',
      });
    this.#set({ exceptions: [...exceptions] });
    return this.now;
  };

  #set(more: Partial<UnitProperties>): void {
    const { properties } = this.now;
    this.now = { ...this.now, properties: { ...properties, ...more, version: properties.version + 1 } };
  }
}

describe('setting a day', () => {
  const change = { day: TODAY, duty: 'rest' as const };

  test('is saved, tells what it was before, and can be put back', async () => {
    const server = new MeddledServer(unit('A'));
    const set = await saveDuty(server.now, change, TODAY, server);
    expect(set).toMatchObject({ before: null });
    expect(exceptionOn(server.now, TODAY)).toBe('rest');
    await saveDuty(server.now, { day: TODAY, duty: null }, TODAY, server);
    expect(server.now.properties.exceptions).toEqual([]);
  });

  test('loses nothing that others change meanwhile: neither their days nor their states', async () => {
    const theirs = { day: '2026-11-30', duty: 'training' as const };
    const server = new MeddledServer(unit('A'), [{ exceptions: [theirs] }, { state: 'en_route' }]);
    await saveDuty(server.now, change, TODAY, server);
    expect(server.now.properties).toMatchObject({ state: 'en_route', exceptions: [change, theirs] });
  });

  test('asks when somebody set the same day to something else', async () => {
    const server = new MeddledServer(unit('A'), [{ exceptions: [{ day: TODAY, duty: 'night' }] }]);
    const result = await saveDuty(server.now, change, TODAY, server);
    expect(result).toMatchObject({ theirs: { id: 'A' } });
    expect(exceptionOn(server.now, TODAY)).toBe('night');
    if (!('theirs' in result)) return;
    await saveDuty(result.theirs, change, TODAY, server);
    expect(exceptionOn(server.now, TODAY)).toBe('rest');
  });

  test('is done when somebody set the same day to the same', async () => {
    const server = new MeddledServer(unit('A'), [{ exceptions: [change] }]);
    expect(await saveDuty(server.now, change, TODAY, server)).toMatchObject({ saved: { id: 'A' } });
  });

  test('drops exceptions that are long past', async () => {
    const old = { day: '2026-08-01', duty: 'rest' as const };
    const server = new MeddledServer(unit('A', { exceptions: [old] }));
    await saveDuty(server.now, change, TODAY, server);
    expect(server.now.properties.exceptions).toEqual([change]);
  });
});

describe('the pattern of a unit as it is edited', () => {
  const draft = draftOf(unit('A').properties);

  test('takes its place in the cycle from its brigade', () => {
    const brigade = unit('B', { kind: 'brigade', shift: 'night', rota: teamRotaOf(2) }).properties;
    expect(withBrigade(draft, 'B', brigade)).toEqual({ brigadeId: 'B', shift: 'night', rota: teamRota(2) });
    expect(withBrigade(draft, 'B', unit('B').properties)).toEqual({ ...draft, brigadeId: 'B' });
  });

  test('of another kind is that kind, and its own begins from what it has', () => {
    const kinds = [
      { kind: 'fixed', shift: 'evening' },
      { kind: 'team', team: 3 },
      { kind: 'week', shift: 'night' },
    ] as const;
    for (const kind of kinds)
      expect(patternValue(patternKind(withPattern(draft, kind)))).toBe(patternValue(kind));
    const team = withPattern(draft, { kind: 'team', team: 1 });
    expect(withPattern(team, { kind: 'own' }).rota).toEqual(teamRota(1));
    expect(withPattern(draft, { kind: 'own' }).rota?.cycle).toEqual(['day', 'rest']);
  });

  test('sends only what was changed', () => {
    expect(draftChanges(draft, draft)).toEqual({});
    expect(draftChanges(draft, { ...draft, brigadeId: 'B' })).toEqual({ brigadeId: 'B' });
    expect(draftChanges(withPattern(draft, { kind: 'team', team: 0 }), draft)).toEqual({ rota: null });
  });
});

function teamRotaOf(team: 0 | 1 | 2 | 3): UnitProperties['rota'] {
  const { cycle, anchorDay } = teamRota(team);
  return { cycle: [...cycle], anchorDay };
}
