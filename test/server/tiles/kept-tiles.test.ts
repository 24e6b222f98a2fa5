import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUFFER } from '../../../server/tiles/clip.ts';
import { EXTENT, tileFrame, type WorldBox } from '../../../server/tiles/mercator.ts';
import { TileCache } from '../../../server/tiles/tile-cache.ts';
import { Touches } from '../../../server/tiles/touches.ts';

describe('tile cache', () => {
  const tile = { etag: '"a"', bytes: new Uint8Array(700), isZipped: true };

  it('drops the least recently used and stays within its memory', () => {
    const cache = new TileCache(3300);
    for (const key of ['a', 'b', 'c']) cache.set(key, 'now', tile);
    expect(cache.get('a', 'now')?.bytes).toBe(tile.bytes);
    cache.set('d', 'now', tile);
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key, 'now'))).toEqual(['a', 'c', 'd']);
    for (let i = 0; i < 50; i += 1) cache.set(`more ${i}`, 'now', tile);
    expect(cache.get('a', 'now')).toBeUndefined();
  });

  it('answers no tile of an earlier state, and keeps only the newest', () => {
    const cache = new TileCache(1100);
    cache.set('a', 'before', tile);
    expect(cache.get('a', 'now')).toBeUndefined();
    cache.set('a', 'now', tile);
    expect(cache.get('a', 'now')?.etag).toBe('"a"');
    expect(cache.get('a', 'before')).toBeUndefined();
  });

  it('keeps nothing when it may not', () => {
    const cache = new TileCache(0);
    cache.set('a', 'now', tile);
    expect(cache.get('a', 'now')).toBeUndefined();
  });
});

describe('touches', () => {
  const point = (x: number, y: number): WorldBox => [x, y, x, y];
  const here = tileFrame(14, 12803, 6401);
  const inside = point(here.originX + 1000, here.originY + 1000);
  const nextDoor = point(here.originX + 3 * EXTENT * here.scale, here.originY);

  it('change the state of the tiles that they reach, and of no other', () => {
    const touches = new Touches();
    const before = touches.stateAt(here);
    touches.touch(nextDoor);
    expect(touches.stateAt(here)).toBe(before);
    touches.touch(inside);
    const after = touches.stateAt(here);
    expect(after).not.toBe(before);
    touches.touch(point(here.originX - (BUFFER - 1) * here.scale, here.originY));
    expect(touches.stateAt(here)).not.toBe(after);
    expect(touches.stateAt(tileFrame(14, 100, 100))).toBe(before);
  });

  it('never answer an earlier state again, however many come and wherever', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(inside, nextDoor, 'all' as const), { maxLength: 40 }),
        fc.nat(1200),
        (more, far) => {
          const touches = new Touches();
          const seen = new Set([touches.stateAt(here)]);
          for (let i = 0; i < far; i += 1) touches.touch(nextDoor);
          for (const touch of more) {
            const before = touches.stateAt(here);
            if (touch === 'all') touches.touchAll();
            else touches.touch(touch);
            const after = touches.stateAt(here);
            if (touch !== nextDoor) expect(seen.has(after)).toBe(false);
            if (after !== before) expect(seen.has(after)).toBe(false);
            seen.add(before).add(after);
          }
        },
      ),
    );
  });

  it('of two tilesets are never mistaken for each other', () => {
    expect(new Touches().stateAt(here)).not.toBe(new Touches().stateAt(here));
  });
});
