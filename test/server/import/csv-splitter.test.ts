import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvSplitter } from '../../../server/import/csv-splitter.ts';

/** The rows of a text that arrives cut at some places. */
function split(text: string, cuts: readonly number[] = [], delimiter = ','): string[][] {
  const places = [0, ...[...cuts].sort((a, b) => a - b), text.length];
  const splitter = new CsvSplitter(delimiter);
  const rows = places.slice(1).flatMap((to, index) => splitter.push(text.slice(places[index], to)));
  return [...rows, ...splitter.end()];
}

const cell = fc.string({
  unit: fc.constantFrom('a', '案', ' ', ',', '"', '\n', '\r', ';', '😀'),
  maxLength: 6,
});
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const written = fc
  .tuple(cell, fc.boolean())
  .map(([text, isQuoted]) => ({ text, raw: isQuoted || /[",\r\n]/.test(text) ? quoted(text) : text }));

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const file = fc.tuple(fc.array(fc.array(written, { minLength: 2, maxLength: 4 }), { minLength: 1 }), lineEnd);

describe('CSV text in pieces', () => {
  it('gives the cells that were written, wherever it is cut', () => {
    fc.assert(
      fc.property(
        file,
        fc.boolean(),
        fc.array(fc.nat(200), { maxLength: 8 }),
        ([rows, end], isClosed, cuts) => {
          const text =
            rows.map((row) => row.map(({ raw }) => raw).join(',')).join(end) + (isClosed ? end : '');
          const within = cuts.map((cut) => Math.min(cut, text.length));
          expect(split(text, within)).toEqual(rows.map((row) => row.map(({ text }) => text)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads or refuses what csv-parse reads or refuses', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '\n', '""', ',"'), maxLength: 20 });
    const outcome = (read: () => unknown) => {
      try {
        return read();
      } catch {
        return 'refused';
      }
    };
    const options = { relax_column_count: true, skip_empty_lines: true, record_delimiter: '\n' };
    fc.assert(
      fc.property(text, (sample) => {
        expect(outcome(() => split(sample))).toEqual(outcome(() => parse(sample, options)));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes another delimiter, and a carriage return inside a line that ends in a line feed', () => {
    expect(split('a;b\n1,5;"2;3"\n', [], ';')).toEqual([
      ['a', 'b'],
      ['1,5', '2;3'],
    ]);
    expect(split('a\nb\rc\n')).toEqual([['a'], ['b\rc']]);
  });

  it.each([
    ['a,b\n"x\ny",1\n2,3"\n', /may near line 4:/],
    ['a,b\n"1" ,2\n', /may near line 2:/],
    ['a,b\n1,2\n3,"4', /never closed near line 3:/],
    [`a,b\n1,${'x'.repeat(2 ** 20)}`, /longer than 1024 kB near line 2:/],
  ])('names the line of what it refuses: %#', (text, message) => {
    expect(() => split(text)).toThrow(message);
  });
});
