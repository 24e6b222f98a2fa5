import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeRows } from '../../../server/database/pglite/whole-rows.ts';

const field = fc.string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', ' ') });
const rows = fc.array(fc.tuple(field, field), { maxLength: 12 });

const toCsv = (cells: readonly (readonly string[])[]): string =>
  cells.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');

function cut(text: string, sizes: readonly number[]): string[] {
  const chunks: string[] = [];
  let at = 0;
  for (const size of sizes) {
    chunks.push(text.slice(at, at + size));
    at += size;
  }
  return [...chunks, text.slice(at)];
}

describe('wholeRows', () => {
  it('ends every piece at the end of a row, wherever the input was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(fc.nat(9), { maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
        async (cells, sizes, enough) => {
          const pieces: string[] = [];
          for await (const piece of wholeRows(cut(toCsv(cells), sizes), enough)) pieces.push(piece);
          expect(pieces.flatMap((piece) => parse(piece, { relax_column_count: true }))).toEqual(cells);
        },
      ),
    );
  });

  it('does not hold more than it must', async () => {
    const lines = Array.from({ length: 100 }, (_, index) => `${index},x\n`);
    const lengths: number[] = [];
    for await (const piece of wholeRows(lines, 20)) lengths.push(piece.length);
    expect(Math.max(...lengths)).toBeLessThan(30);
  });
});
