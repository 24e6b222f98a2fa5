import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spellingsOfCommand, WORDED_COMMANDS } from '../../../core/search/command-words.ts';
import { EXAMPLES } from '../../../core/search/examples.ts';
import { type FilterPhrase, readFilter } from '../../../core/search/filter-phrase.ts';
import { FILTER_TERMS } from '../../../core/search/filter-terms.ts';
import { readInstant } from '../../../core/search/instant.ts';
import { readThing, THING_TERMS } from '../../../core/search/things.ts';
import { type Intent, understand } from '../../../core/search/understand.ts';
import { OPEN_INCIDENT_STATUSES } from '../../../core/vocabulary.ts';

const ZONE = 'Asia/Shanghai';
/** 16:00 in the city. */
const NOW = Date.parse('2026-11-26T08:00:00Z');
const COMMANDS = WORDED_COMMANDS.map((id) => ({ id, ...spellingsOfCommand(id, []) }));
const say = (text: string): Intent[] => understand(text, { nowMs: NOW, zone: ZONE, commands: COMMANDS });
const first = (text: string): Intent | undefined => say(text)[0];
const TODAY = '261126';

describe('things', () => {
  test.each([
    ['grid 014', { noun: 'grids', text: '014' }],
    ['Grid014', { noun: 'grids', text: '014' }],
    ['网格 014', { noun: 'grids', text: '014' }],
    ['网格014', { noun: 'grids', text: '014' }],
    ['网格014号', { noun: 'grids', text: '014号' }],
    ['wg014', { noun: 'grids', text: '014' }],
    ['wangge 14', { noun: 'grids', text: '14' }],
    ['unit 12', { noun: 'units', text: '12' }],
    ['单元 12', { noun: 'units', text: '12' }],
    ['警力12', { noun: 'units', text: '12' }],
    ['unit no. 12', { noun: 'units', text: '12' }],
    ['incident 20261125-0042', { noun: 'incidents', text: '261125-0042' }],
    ['警情 261125-42', { noun: 'incidents', text: '261125-0042' }],
    ['incident 42', { noun: 'incidents', text: '261126-0042' }],
    ['警情 20261125', { noun: 'incidents', text: '261125' }],
    ['camera 7', { noun: 'devices', deviceKind: 'camera', text: '7' }],
    ['摄像头 7', { noun: 'devices', deviceKind: 'camera', text: '7' }],
    ['device SB00007', { noun: 'devices', text: 'sb00007' }],
    ['patrol route 3', { noun: 'routes', text: '3' }],
    ['卡口 3', { noun: 'checkpoints', text: '3' }],
    ['post 建国', { noun: 'posts', text: '建国' }],
    ['重点单位 学校', { noun: 'institutions', text: '学校' }],
    ['单位 学校', { noun: 'units', text: '学校' }],
  ])('%s', (text, thing) => {
    expect(readThing(text, TODAY)).toMatchObject(thing);
    expect(first(text)).toMatchObject({ kind: 'things', ...thing });
  });

  test.each([['gridlock'], ['unity 3'], ['wgx 3'], ['建国路']])('%s names no kind', (text) => {
    expect(readThing(text, TODAY)).toBeUndefined();
    expect(first(text)).toEqual({ kind: 'named', text });
  });
});

const NONE: FilterPhrase = {
  priorities: [],
  statuses: [],
  types: [],
  nets: [],
  overdue: false,
  lastMinutes: null,
};

describe('filters', () => {
  test.each<[string, Partial<FilterPhrase>]>([
    ['P1 open', { priorities: [1], statuses: OPEN_INCIDENT_STATUSES }],
    ['一级 未结', { priorities: [1], statuses: OPEN_INCIDENT_STATUSES }],
    ['一级未结', { priorities: [1], statuses: OPEN_INCIDENT_STATUSES }],
    ['p1未结', { priorities: [1], statuses: OPEN_INCIDENT_STATUSES }],
    ['yj wj', { priorities: [1], statuses: OPEN_INCIDENT_STATUSES }],
    ['P1 P2 verified last 2 h', { priorities: [1, 2], statuses: ['verified'], lastMinutes: 120 }],
    ['一级、二级已核实 近2小时', { priorities: [1, 2], statuses: ['verified'], lastMinutes: 120 }],
    ['2小时内的一级和二级警情', { priorities: [1, 2], lastMinutes: 120 }],
    ['last 30 min', { lastMinutes: 30 }],
    ['过去3天盗窃', { types: ['theft'], lastMinutes: 4320 }],
    ['theft and fire', { types: ['theft', 'fire'] }],
    ['入室盗窃', { types: ['burglary'] }],
    ['snatch theft', { types: ['snatch'] }],
    ['overdue', { overdue: true }],
    ['P1 incidents overdue', { priorities: [1], overdue: true }],
    ['超时', { overdue: true }],
    ['unverified', { statuses: ['reported'] }],
    ['未核实', { statuses: ['reported'] }],
    ['街巷网 未结', { nets: ['street'], statuses: OPEN_INCIDENT_STATUSES }],
  ])('%s', (text, filter) => {
    expect(readFilter(text)?.filter).toEqual({ ...NONE, ...filter });
  });

  test.each([['P1 foo'], ['p5'], ['incidents'], ['last 2'], ['last 0 h'], ['openly'], ['']])(
    '%s is none',
    (text) => {
      expect(readFilter(text)).toBeUndefined();
    },
  );
});

describe('what is late', () => {
  const kinds = (text: string) =>
    say(text).flatMap(({ kind }) => (kind === 'filter' || kind === 'late_cases' ? [kind] : []));
  test.each([['overdue'], ['late'], ['超时'], ['cs']])('%s is of incidents, and of cases as well', (text) => {
    expect(kinds(text)).toEqual(['filter', 'late_cases']);
  });
  test.each([['逾期'], ['超期'], ['past due'], ['yuqi']])('%s is of cases first', (text) => {
    expect(kinds(text)).toEqual(['late_cases', 'filter']);
  });
  test.each([
    ['overdue cases'],
    ['late cases'],
    ['cases overdue'],
    ['逾期排查'],
    ['超期的排查事项'],
    ['逾期案件'],
  ])('%s is of cases alone, and the first meaning', (text) => {
    expect(kinds(text)).toEqual(['late_cases']);
    expect(first(text)).toEqual({ kind: 'late_cases' });
  });
  test.each([['cases'], ['排查'], ['late night'], ['P1 overdue'], ['逾期 网格']])(
    '%s is not of late cases',
    (text) => {
      expect(kinds(text)).not.toContain('late_cases');
    },
  );
});

describe('instants', () => {
  const at = (text: string) => {
    const ms = readInstant(text, NOW, ZONE);
    return ms === undefined ? undefined : new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19);
  };
  test.each([
    ['14:30', '2026-11-26T14:30:00'],
    ['go to 14:30', '2026-11-26T14:30:00'],
    ['回到14:30', '2026-11-26T14:30:00'],
    ['18:30', '2026-11-25T18:30:00'],
    ['昨天 14:30', '2026-11-25T14:30:00'],
    ['昨天14点半', '2026-11-25T14:30:00'],
    ['昨天下午2点30分', '2026-11-25T14:30:00'],
    ['yesterday 2:30 pm', '2026-11-25T14:30:00'],
    ['yesterday 14:30:15', '2026-11-25T14:30:15'],
    ['前天晚上11点', '2026-11-24T23:00:00'],
    ['12am', '2026-11-26T00:00:00'],
    ['11-20 08:05', '2026-11-20T08:05:00'],
    ['11月20日 8:05', '2026-11-20T08:05:00'],
    ['12-25 08:05', '2025-12-25T08:05:00'],
    ['2026-11-20 08:05', '2026-11-20T08:05:00'],
    ['2026-11-20T08:05', '2026-11-20T08:05:00'],
    ['昨天', '2026-11-25T16:00:00'],
    ['2 h ago', '2026-11-26T14:00:00'],
    ['90分钟前', '2026-11-26T14:30:00'],
    ['3天前', '2026-11-23T16:00:00'],
  ])('%s', (text, wall) => {
    expect(at(text)).toBe(wall);
    expect(first(text)).toMatchObject({ kind: 'instant' });
  });

  test.each([
    ['今天 18:30'],
    ['2026-11-27 08:00'],
    ['2-30 08:00'],
    ['25:00'],
    ['14:75'],
    ['14'],
    ['13pm'],
    ['101.78, 36.62'],
    ['12.5 36.6'],
    ['261125-0042'],
  ])('%s is none that has been', (text) => {
    expect(at(text)).toBeUndefined();
  });
});

describe('commands', () => {
  test.each([
    ['silence', 'silence'],
    ['消音', 'silence'],
    ['xiaoyin', 'silence'],
    ['大屏', 'wall'],
    ['heat', 'density'],
    ['热力图', 'density'],
    ['jjb', 'page-handover'],
    ['handover', 'page-handover'],
    ['next alarm', 'next-alarm'],
  ])('%s', (text, id) => {
    expect(first(text)).toMatchObject({ kind: 'command', id });
  });

  test('a part of a name comes after what is so called', () => {
    expect(say('mode').map((intent) => (intent.kind === 'command' ? intent.id : intent.kind))).toEqual([
      'named',
      'wall',
    ]);
  });
});

describe('what only letters spell', () => {
  test('comes after names of places, which the letters may spell as well', () => {
    expect(say('hz').map(({ kind }) => kind)).toEqual(['named', 'filter']);
    expect(say('dw')[0]).toEqual({ kind: 'named', text: 'dw' });
    expect(say('dw 12')[0]).toMatchObject({ kind: 'things', noun: 'units' });
  });
});

describe('the whole grammar', () => {
  test('every example of the help is understood alike in both languages', () => {
    for (const { about, zh, en, kind } of EXAMPLES) {
      const [chinese, english] = [first(zh), first(en)];
      expect(chinese?.kind, about).toBe(kind);
      expect(english?.kind, about).toBe(kind);
      if (kind !== 'named' && about !== 'place') expect(english, about).toEqual(chinese);
    }
    expect(first('101.78, 36.62')).toEqual(first('东经101.78 北纬36.62'));
  });

  test('every name of a kind and of a filter means the same in every language', () => {
    for (const { means, names, pinyin } of THING_TERMS)
      for (const name of [...names, ...pinyin])
        expect(readThing(`${name} 7`, TODAY), name).toMatchObject(means);
    for (const { means, names } of FILTER_TERMS) {
      if ('filler' in means) continue;
      const read = names.map((name) => readFilter(name)?.filter);
      for (const filter of read) expect(filter, names.join()).toEqual(read[0]);
    }
  });

  test('no two commands have a name in common but those that stand for each other', () => {
    const owners = new Map<string, string>();
    for (const { id, names } of COMMANDS)
      for (const name of names) {
        const other = owners.get(name);
        if (other)
          expect(
            [other, id].every((one) => /^(theme|language)-/.test(one)),
            `${name}: ${other}, ${id}`,
          ).toBe(true);
        owners.set(name, id);
      }
  });

  const scraps = [
    '网格',
    'p1',
    '014',
    ' ',
    '未结',
    'last',
    '2',
    'h',
    '昨天',
    '14:30',
    '101.78',
    ',',
    '°',
    "'",
    'wg',
    '-',
    '近',
    '小时',
  ];
  test('nothing that is typed throws, and no intent is lost or twice', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.constantFrom(...scraps), { maxLength: 12 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const intents = say(text);
        const ids = intents.map((one) => (one.kind === 'command' ? one.id : one.kind));
        expect(new Set(ids).size).toBe(ids.length);
        expect(intents.every((one) => one.kind !== 'instant' || one.atMs <= NOW)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('case, width and spaces do not matter', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES.map(({ en }) => en)), fc.boolean(), (text, isWide) => {
        const wide = [...text].map((sign) =>
          sign > ' ' && sign <= '~' ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign,
        );
        expect(say(isWide ? `  ${wide.join('')} ` : text.toUpperCase())).toEqual(say(text));
      }),
    );
  });
});
