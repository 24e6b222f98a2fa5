import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FIRST_LINK,
  isFrozen,
  isSilent,
  type LinkEvent,
  nextLink,
  SILENCE_MS,
} from '../../../client/live/reconnect.ts';

const anyEvent: fc.Arbitrary<LinkEvent> = fc.constantFrom(
  { kind: 'opened' },
  { kind: 'received' },
  { kind: 'ended' },
  { kind: 'retrying' },
);

describe('reconnecting', () => {
  it('waits longer after each failure, between 0.3 and 5 s, and starts over once something came', () => {
    let link = FIRST_LINK;
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      link = nextLink(link, { kind: 'ended' }, 0, 0.5);
      waits.push(link.retryAtMs ?? Number.NaN);
      link = nextLink(link, { kind: 'retrying' }, 0, 0);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000, 5000]);
    link = nextLink(nextLink(link, { kind: 'received' }, 9, 0), { kind: 'ended' }, 10, 0.5);
    expect(link.retryAtMs).toBe(510);
  });

  it('does not count a line that opens and dies as a success', () => {
    let link = FIRST_LINK;
    for (let i = 0; i < 4; i++) {
      link = nextLink(link, { kind: 'opened' }, 0, 0);
      link = nextLink(link, { kind: 'ended' }, 0, 0.5);
    }
    expect(link.retryAtMs).toBe(4000);
  });

  it('is connecting until something came, then live or cut, and always wants to try again when cut', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { minLength: 1 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (events, random) => {
          let link = FIRST_LINK;
          for (const [i, event] of events.entries()) link = nextLink(link, event, i * 100, random);
          const last = events.at(-1)?.kind;
          if (last === 'ended') {
            const wait = (link.retryAtMs ?? 0) - (events.length - 1) * 100;
            expect(wait).toBeGreaterThanOrEqual(375);
            expect(wait).toBeLessThanOrEqual(5000);
            expect(link.state).not.toBe('live');
          }
          if (last === 'received')
            expect(link).toMatchObject({ state: 'live', failures: 0, retryAtMs: null });
        },
      ),
    );
  });

  it('gives up when nobody is signed in', () => {
    const link = nextLink(FIRST_LINK, { kind: 'refused' }, 0, 0);
    expect(link).toMatchObject({ state: 'signed_out', retryAtMs: null });
  });

  it('calls a live line silent after 15 s without a word, and no other line', () => {
    const live = nextLink(FIRST_LINK, { kind: 'received' }, 1000, 0);
    expect(isSilent(live, 1000 + SILENCE_MS)).toBe(false);
    expect(isSilent(live, 1001 + SILENCE_MS)).toBe(true);
    expect(isSilent(nextLink(live, { kind: 'ended' }, 2000, 0), 99_000)).toBe(false);
  });

  it('the picture is frozen when the line is cut and nothing was heard for 10 s, not while a short break mends itself', () => {
    const cut = nextLink(nextLink(FIRST_LINK, { kind: 'received' }, 1000, 0), { kind: 'ended' }, 1500, 0);
    expect(isFrozen(cut, 1000 + SILENCE_MS)).toBe(false);
    expect(isFrozen(cut, 1001 + SILENCE_MS)).toBe(true);
    const back = nextLink(cut, { kind: 'received' }, 20_000, 0);
    expect(isFrozen(back, 20_001)).toBe(false);
    expect(isFrozen(FIRST_LINK, 99_999)).toBe(false);
  });
});
