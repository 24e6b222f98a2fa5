import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gzipPart, joinGzip } from '../../server/gzip-parts.ts';

describe('gzip in pieces', () => {
  it('unzips to the texts, one after another, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 6 }),
        async (texts) => {
          const joined = joinGzip(await Promise.all(texts.map(gzipPart)));
          expect(gunzipSync(joined).toString('utf8')).toBe(texts.join(''));
        },
      ),
    );
  });

  it('holds for long pieces, and the same piece may come again', async () => {
    const long = await gzipPart('经纬 Jingwei '.repeat(200_000));
    const short = await gzipPart('{}');
    const text = gunzipSync(joinGzip([short, long, short, long])).toString('utf8');
    expect(text.length).toBe(2 * (2 + '经纬 Jingwei '.length * 200_000));
    expect(text.endsWith('Jingwei ')).toBe(true);
  });
});
