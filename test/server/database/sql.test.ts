import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { join, name, type Sql, sql } from '../../../server/database/sql.ts';

describe('sql', () => {
  it('turns values into numbered parameters', () => {
    expect(sql`SELECT ${1}, ${'a'}`).toEqual({ text: 'SELECT $1, $2', values: [1, 'a'] });
  });

  it('splices a statement in and renumbers its parameters', () => {
    const inner = sql`b = ${2} AND c = ${3}`;
    expect(sql`a = ${1} AND (${inner}) AND d = ${4}`).toEqual({
      text: 'a = $1 AND (b = $2 AND c = $3) AND d = $4',
      values: [1, 2, 3, 4],
    });
  });

  it('joins conditions, and nothing to nothing', () => {
    expect(join([sql`a = ${1}`, sql`b = ${2}`, sql`c`], ' AND ')).toEqual({
      text: 'a = $1 AND b = $2 AND c',
      values: [1, 2],
    });
    expect(join([], ' AND ')).toEqual({ text: '', values: [] });
  });

  it('takes only plain names as names', () => {
    expect(name('unit_position').text).toBe('unit_position');
    for (const bad of ['a b', 'a;b', '"a"', 'A', '', '1a', 'a--'])
      expect(() => name(bad)).toThrow(/plain SQL name/);
  });

  it('keeps every value and its order, however statements are nested', () => {
    const statement = fc.letrec<{ node: Sql }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.string().map((value) => sql`x = ${value}`),
        fc.array(tie('node'), { maxLength: 4 }).map((parts) => join(parts, ' AND ')),
        fc.tuple(tie('node'), fc.integer()).map(([part, value]) => sql`(${part}) OR y = ${value}`),
      ),
    })).node;
    fc.assert(
      fc.property(statement, ({ text, values }) => {
        const numbers = [...text.matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits));
        expect(numbers).toEqual(values.map((_, index) => index + 1));
      }),
    );
  });
});
