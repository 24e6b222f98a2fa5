import { describe, expect, test } from 'vitest';
import { en } from '../../../client/ui/words/en.ts';
import { zh } from '../../../client/ui/words/zh.ts';
import { foldWord, WORDS } from '../../../core/import/words.ts';

/** Sections of the page's words that hold a list of the importer, where they are called otherwise. */
const SECTIONS: Record<string, string> = { vehicle: 'unitVehicle', shift: 'shiftName' };
const LETTERS: Record<string, string> = { priority: 'p' };

function said(words: object, list: string, value: string): string {
  const section = (words as Record<string, Record<string, string>>)[SECTIONS[list] ?? list] ?? {};
  return section[`${LETTERS[list] ?? ''}${value}`] ?? '';
}

describe('what the page calls a thing can be imported under that name', () => {
  test.each(Object.entries(WORDS))('%s', (list, known) => {
    for (const value of new Set(known.values()))
      for (const words of [zh, en]) {
        const word = said(words, list, value);
        expect([value, word, known.get(foldWord(word))]).toEqual([value, word, value]);
      }
  });
});
