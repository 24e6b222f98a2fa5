import { describe, expect, it } from 'vitest';
import { MinuteShelf } from '../../../server/draft/minute-shelf.ts';

describe('a shelf of what was read within the last minute', () => {
  const shelfAt = (most = 2) => {
    let nowMs = 1_000_000;
    const reads: string[] = [];
    const shelf = new MinuteShelf<string>(() => nowMs, most);
    const get = (key: string) =>
      shelf.get(key, async (atMs) => {
        reads.push(key);
        return `${key} at ${atMs}`;
      });
    const pass = (ms: number) => {
      nowMs += ms;
    };
    return { get, pass, reads, shelf };
  };

  it('gives the same for a minute, and reads anew after it, or when the clock was put back', async () => {
    const { get, pass, reads } = shelfAt();
    expect(await get('a')).toBe('a at 1000000');
    pass(59_999);
    expect(await get('a')).toBe('a at 1000000');
    pass(1);
    expect(await get('a')).toBe('a at 1060000');
    pass(-120_000);
    expect(await get('a')).toBe('a at 940000');
    expect(reads).toHaveLength(3);
  });

  it('reads once for those who ask together, and drops the oldest where there are too many', async () => {
    const { get, reads } = shelfAt();
    await Promise.all([get('a'), get('a'), get('b')]);
    expect(reads).toEqual(['a', 'b']);
    await get('c');
    await get('a');
    expect(reads).toEqual(['a', 'b', 'c', 'a']);
  });

  it('does not keep what could not be read', async () => {
    const { get, shelf } = shelfAt();
    await expect(shelf.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await get('a')).toBe('a at 1000000');
  });
});
