import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OverlayFrames } from '../../../client/map/overlay-frames.ts';

describe('frames for deck.gl', () => {
  let nowMs = 0;
  let screen: FrameRequestCallback[] = [];

  beforeEach(() => {
    nowMs = 0;
    screen = [];
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => screen.push(callback));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  /** A loop that asks for the next frame in each, as deck.gl does, begun at once. */
  function begun(): { frames: OverlayFrames; count: () => number } {
    const frames = new OverlayFrames();
    let count = 0;
    const again = (): void => {
      count += 1;
      frames.requestAnimationFrame(again);
    };
    frames.requestAnimationFrame(again);
    return { frames, count: () => count };
  }
  /** Time passes on a screen with a frame each so many milliseconds. */
  function pass(seconds: number, everyMs: number): void {
    for (const untilMs = nowMs + seconds * 1000; nowMs < untilMs; nowMs += everyMs)
      for (const callback of screen.splice(0)) callback(nowMs);
  }

  test('none where nothing is new', () => {
    const { count } = begun();
    pass(10, 16);
    expect(count()).toBe(0);
    expect(screen).toEqual([]);
  });

  test('for a second after something is new, then the screen is left alone until the next', () => {
    const { frames, count } = begun();
    frames.wake();
    pass(10, 10);
    expect(count()).toBeGreaterThanOrEqual(100);
    expect(count()).toBeLessThan(105);
    expect(screen).toEqual([]);
    frames.wake();
    pass(10, 10);
    expect(count()).toBeGreaterThanOrEqual(200);
  });

  test('thirty where they come slowly, and none to whom has cancelled', () => {
    const { frames, count } = begun();
    frames.wake();
    pass(60, 500);
    expect(count()).toBe(30);
    frames.wake();
    frames.cancelAnimationFrame();
    pass(10, 16);
    expect(count()).toBe(30);
  });

  test('woken before the loop begins, it begins', () => {
    const frames = new OverlayFrames();
    frames.wake();
    nowMs = 60_000;
    let got = 0;
    frames.requestAnimationFrame(() => {
      got += 1;
    });
    pass(1, 16);
    expect(got).toBe(1);
  });
});
