import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { KeptColumns } from '../../../server/columns/kept-columns.ts';

/** Columns that nothing can be left out of when they are gzipped. */
function noise(seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: 3000 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

describe('columns that are kept as they are sent', () => {
  it('made once for all who ask, at the same time or later', async () => {
    const kept = new KeptColumns();
    let made = 0;
    const encode = (): Uint8Array => {
      made += 1;
      return noise(1);
    };
    const [one, other] = await Promise.all([kept.zipped('a', '1', encode), kept.zipped('a', '1', encode)]);
    const later = await kept.zipped('a', '1', encode);
    expect(made).toBe(1);
    for (const zipped of [one, other, later]) expect(gunzipSync(zipped)).toEqual(Buffer.from(noise(1)));
  });

  it('another version takes the place of the one before', async () => {
    const kept = new KeptColumns();
    await kept.zipped('a', '1', () => noise(1));
    expect(gunzipSync(await kept.zipped('a', '2', () => noise(2)))).toEqual(Buffer.from(noise(2)));
    expect(gunzipSync(await kept.zipped('a', '1', () => noise(3)))).toEqual(Buffer.from(noise(3)));
  });

  it('what was asked for the longest ago goes when the memory is full', async () => {
    const kept = new KeptColumns(8000);
    const made: string[] = [];
    const ask = async (stretch: string): Promise<void> => {
      await kept.zipped(stretch, '1', () => {
        made.push(stretch);
        return noise(stretch.charCodeAt(0));
      });
      // Until it is counted.
      await new Promise((resolve) => setImmediate(resolve));
    };
    for (const stretch of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(stretch);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('what could not be made is tried again', async () => {
    const kept = new KeptColumns();
    const fail = (): Uint8Array => {
      throw new Error('no room');
    };
    await expect(kept.zipped('a', '1', fail)).rejects.toThrow('no room');
    expect(gunzipSync(await kept.zipped('a', '1', () => noise(1)))).toEqual(Buffer.from(noise(1)));
  });
});
