import { describe, expect, test } from 'vitest';
import { en } from '../../../client/ui/words/en.ts';
import { zh } from '../../../client/ui/words/zh.ts';
import { PROBLEM_STATUS } from '../../../core/contract/problem.ts';
import { ALARM_REFUSALS } from '../../../core/live/alarm.ts';
import {
  ACCOUNT_ROLES,
  ALARM_ACTS,
  ALARM_KINDS,
  ALARM_STATES,
  CHECKPOINT_STATES,
  DEVICE_HEALTHS,
  INCIDENT_STATUSES,
  INCIDENT_TYPES,
  INSTITUTION_KINDS,
  LEVELS,
  NETS,
  POST_KINDS,
  UNIT_STATES,
} from '../../../core/vocabulary.ts';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  );
}

const [chinese, english] = [new Map(leaves(zh as Tree)), new Map(leaves(en as Tree))];
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

/** Words that are written alike in both languages, or only with symbols. */
const SAME_IN_BOTH = /^[\s\d{}a-zA-Z°²%/·×–—.,:+()<>→-]*$/;

describe('the words of the screen', () => {
  test('both languages have the same keys, none empty', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe('');
  });

  test('both fill in the same blanks', () => {
    for (const [key, text] of chinese) expect(blanks(english.get(key) ?? ''), key).toEqual(blanks(text));
  });

  test('no Chinese is left in the English words', () => {
    for (const [key, text] of english) expect(/[\u3400-\u9fff]/.test(text), `${key}: ${text}`).toBe(false);
  });

  test('no English is left in the Chinese words', () => {
    const untranslated = [...chinese].filter(
      ([key, text]) =>
        SAME_IN_BOTH.test(text) &&
        /[a-z]{3,}/i.test(text.replace(/\{\{\w+\}\}/g, '')) &&
        english.get(key) === text,
    );
    expect(untranslated).toEqual([]);
  });

  test.each([
    ['net', NETS],
    ['level', LEVELS],
    ['accountRole', ACCOUNT_ROLES],
    ['incidentType', INCIDENT_TYPES],
    ['incidentStatus', INCIDENT_STATUSES],
    ['postKind', POST_KINDS],
    ['checkpointState', CHECKPOINT_STATES],
    ['institutionKind', INSTITUTION_KINDS],
    ['deviceHealth', DEVICE_HEALTHS],
    ['unitState', UNIT_STATES],
    ['alarm.kind', ALARM_KINDS],
    ['alarm.state', ALARM_STATES],
    ['alarm.act', ALARM_ACTS],
    ['alarm.refusal', ALARM_REFUSALS],
    ['problem', Object.keys(PROBLEM_STATUS)],
  ] as const)('every %s of the vocabulary has its word', (section, values) => {
    const missing = (values as readonly string[]).filter((value) => !chinese.has(`${section}.${value}`));
    expect(missing).toEqual([]);
  });
});
