import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wrapText } from '../../../client/map/framed-picture.ts';

/** Chinese is as wide as it is tall, other letters half of that. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);

describe('a text round a picture', () => {
  test('breaks between words, and in Chinese anywhere', () => {
    expect(wrapText('where is it dense', 8, widthOf)).toEqual(['where is', 'it dense']);
    expect(wrapText('西宁市警情密度', 8, widthOf)).toEqual(['西宁市警', '情密度']);
    expect(wrapText('西宁 2026-11-26 报告', 12, widthOf)).toEqual(['西宁', '2026-11-26', '报告']);
    expect(wrapText('  ', 8, widthOf)).toEqual([]);
  });

  test('loses no letter, and no line is too long but for a word that is', () => {
    const piece = fc.constantFrom('西', '宁', '市', 'a', 'bcd', 'efghijklm', ' ', '2026-11', '，');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 4, max: 30 }), (pieces, widest) => {
        const text = pieces.join('');
        const lines = wrapText(text, widest, widthOf);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines)
          expect(widthOf(line) <= widest || !/[\s\u2e80-\uffef]/.test(line)).toBe(true);
      }),
    );
  });
});
