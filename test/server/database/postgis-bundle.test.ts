import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entriesOf } from '../../../server/database/pglite/postgis-bundle.ts';

const BLOCK_BYTES = 512;
const END = Buffer.alloc(2 * BLOCK_BYTES);

function entry(path: string, bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES);
  header.write(path, 0);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  return Buffer.concat([header, bytes, Buffer.alloc(-bytes.length & (BLOCK_BYTES - 1))]);
}

it('of an archive the entries that match are kept as they are, in their order', () => {
  const file = fc.record({
    path: fc.stringMatching(/^[ab]\/[a-z]{1,90}$/),
    bytes: fc.uint8Array({ maxLength: 1500 }),
  });
  fc.assert(
    fc.property(fc.array(file), (files) => {
      const tar = (some: typeof files) =>
        Buffer.concat([...some.map(({ path, bytes }) => entry(path, bytes)), END]);
      const kept = files.filter(({ path }) => path.startsWith('a/'));
      expect(entriesOf(tar(files), /^a\//).equals(tar(kept))).toBe(true);
    }),
  );
});
