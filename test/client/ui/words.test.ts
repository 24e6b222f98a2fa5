import { describe, expect, test } from 'vitest';
import { METHODS } from '../../../core/analysis/methods.ts';
import { VERDICTS } from '../../../core/analysis/verdict.ts';
import {
  CASE_ACTS,
  CASE_KINDS,
  CASE_OUTCOMES,
  JOINT_KINDS,
  ORGANISATIONS,
  RISK_ACTS,
  RISK_ITEMS,
  RISK_KINDS,
  RISK_STATUSES,
} from '../../../core/case/vocabulary.ts';
import { LIVE_NOUNS } from '../../../core/contract/live.ts';
import { PROBLEM_STATUS } from '../../../core/contract/problem.ts';
import { REASONS, type Reason } from '../../../core/contract/reason.ts';
import { EMERGING_CLASSES, SPOT_PATTERNS } from '../../../core/hotspot/emerging.ts';
import { EXPECTATION_MODELS } from '../../../core/hotspot/expected-counts.ts';
import { FIELDS } from '../../../core/import/fields.ts';
import { PERSONAL_KINDS } from '../../../core/personal-data.ts';
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
  ROAD_CLASSES,
  SHIFTS,
  UNIT_STATES,
} from '../../../core/vocabulary.ts';
import { everyEn, everyZh } from './every-word.ts';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  );
}

const [chinese, english] = [new Map(leaves(everyZh)), new Map(leaves(everyEn))];
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
    ['alarm.do', ['acknowledge', 'silence', 'shelve', 'unshelve', 'take_out', 'put_back']],
    ['problem', Object.keys(PROBLEM_STATUS)],
    ['reason', Object.keys(REASONS)],
    ['roadClass', ROAD_CLASSES],
    ['shiftName', SHIFTS],
    ['personal', PERSONAL_KINDS],
    ['thing', LIVE_NOUNS],
    ['noun', LIVE_NOUNS],
    ['organisation', ORGANISATIONS],
    ['changing.classes', EMERGING_CLASSES],
    ['changing.meaning', SPOT_PATTERNS],
    ['analysisRecord.methods', Object.keys(METHODS)],
    ['analysisRecord.verdict', VERDICTS],
    ['expected.models', EXPECTATION_MODELS],
    ['expected.modelHint', EXPECTATION_MODELS],
    ['case.kind', CASE_KINDS],
    ['case.act', CASE_ACTS],
    ['case.joint', JOINT_KINDS],
    ['case.outcome', CASE_OUTCOMES],
    ['risk.kind', RISK_KINDS],
    ['risk.item', RISK_ITEMS],
    ['risk.act', RISK_ACTS],
    ['risk.status', RISK_STATUSES],
  ] as const)('every %s of the vocabulary has its word', (section, values) => {
    const missing = (values as readonly string[]).filter((value) => !chinese.has(`${section}.${value}`));
    expect(missing).toEqual([]);
  });

  test('every field that can be imported has its name', () => {
    const fields = Object.values(FIELDS).flatMap((list) => list.map(({ name }) => name));
    expect(fields.filter((name) => !chinese.has(`field.${name}`))).toEqual([]);
  });

  test('a reason fills its sentence with nothing but its parameters', () => {
    const odd = (Object.keys(REASONS) as Reason[]).flatMap((reason) => {
      const params: readonly string[] = REASONS[reason];
      return blanks(chinese.get(`reason.${reason}`) ?? '')
        .filter((blank) => !params.includes(blank ?? ''))
        .map((blank) => `${reason}: ${blank}`);
    });
    expect(odd).toEqual([]);
    const stray = [...chinese.keys()].filter(
      (key) => key.startsWith('reason.') && !(key.slice(7) in REASONS),
    );
    expect(stray).toEqual([]);
  });
});
