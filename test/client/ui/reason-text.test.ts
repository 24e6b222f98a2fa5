import { beforeAll, describe, expect, test } from 'vitest';
import { reasonText } from '../../../client/ui/reason-text.ts';
import { startWords, words } from '../../../client/ui/words/words.ts';
import { because, REASONS, type Reason } from '../../../core/contract/reason.ts';
import { WORDS } from '../../../core/import/words.ts';

beforeAll(() => startWords('zh'));

async function inBoth(said: Parameters<typeof reasonText>[1]): Promise<[zh: string, en: string]> {
  await words.changeLanguage('zh');
  const zh = reasonText(words.t, said);
  await words.changeLanguage('en');
  return [zh, reasonText(words.t, said)];
}

describe('a reason in words', () => {
  test('says values of closed sets in the language of the page', async () => {
    const illegal = because('status_not_next', {
      status: 'on_scene',
      wanted: 'cancelled',
      next: ['resolved', 'false_alarm'],
    });
    const { zh, en } = words.options.resources as { zh: { words: Said }; en: { words: Said } };
    const [inChinese, inEnglish] = await inBoth(illegal);
    for (const status of ['on_scene', 'cancelled', 'resolved', 'false_alarm']) {
      expect(inChinese).toContain(zh.words.incidentStatus[status]);
      expect(inEnglish).toContain(en.words.incidentStatus[status]);
    }
    expect(inEnglish).not.toMatch(/[\u3400-\u9fff]/);
  });

  test('names the unit and the incident that it works on', async () => {
    const busy = because('unit_busy', { unitCode: 'XN-07', incidentNumber: '261124-0031' });
    for (const text of await inBoth(busy)) expect(text).toMatch(/XN-07.*261124-0031/);
  });

  test('names fields in words, and leaves those that have none as they are', async () => {
    const [zh, en] = await inBoth(because('too_big', { field: 'guardPosts', maximum: 500 }));
    expect([zh, en]).toEqual(['岗亭数不能大于 500。', 'Guard posts must be at most 500.']);
    const [unknown] = await inBoth(because('field_unknown', { fields: ['colour'] }));
    expect(unknown).toContain('colour');
  });

  test('shows degrees as such: what is called lng does not change the language', async () => {
    const [zh] = await inBoth(because('place_outside_city', { lng: 103, lat: 37.25 }));
    expect(zh).toContain('（103.00000, 37.25000）不在本市');
  });

  test('lists the words of a vocabulary that a file may use', async () => {
    for (const [vocabulary, list] of Object.entries(WORDS)) {
      const known = [...new Set(list.values())];
      const [zh] = await inBoth(because('unknown_word', { field: 'type', vocabulary, known }));
      expect(zh.match(/[a-z]+/i), `${vocabulary}: ${zh}`).toBeNull();
    }
  });

  test.each(Object.keys(REASONS) as Reason[])('%s leaves no blank', async (reason) => {
    const params = Object.fromEntries(REASONS[reason].map((name) => [name, 'x']));
    for (const text of await inBoth({ reason, params })) expect(text).not.toMatch(/\{\{|^reason\./);
  });
});

interface Said {
  incidentStatus: Record<string, string>;
}
