import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Sharpness } from '../../../client/map/sharpness.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** As much of a map as has to do with its pixels. Setting them ends in a move of its own, as in MapLibre. */
function drawnIn(frameMs: number, isWall = false) {
  const listeners = new Map<string, () => void>();
  let nowMs = 0;
  const map = {
    ratio: 2,
    isMoving: () => map.isFlying,
    isFlying: false,
    on: (kind: string, listener: () => void) => listeners.set(kind, listener),
    triggerRepaint: () => undefined,
    setPixelRatio: (ratio: number) => {
      map.ratio = ratio;
      listeners.get('movestart')?.();
    },
    fire: (kind: string) => listeners.get(kind)?.(),
  };
  const screen = {
    isOn: false,
    set: (isOn: boolean) => {
      screen.isOn = isOn;
    },
  };
  const sharpness = new Sharpness(map as unknown as MapLibreMap, 2, isWall, screen, () => nowMs);
  for (let i = 0; i < 30; i++) {
    map.fire('render');
    nowMs += frameMs;
    vi.advanceTimersByTime(1);
  }
  return { map, sharpness, screen };
}

describe('the ground of the map', () => {
  it('keeps all its pixels in a move that is drawn quickly', () => {
    const { map } = drawnIn(20);
    map.fire('movestart');
    expect(map.ratio).toBe(2);
  });

  it('is coarser in a slow move, and sharp again once its tiles are there', () => {
    const { map, sharpness } = drawnIn(130);
    map.fire('movestart');
    expect(map.ratio).toBeLessThan(2);
    expect(sharpness.ratio).toBe(2);
    map.fire('idle');
    vi.advanceTimersByTime(1);
    expect(map.ratio).toBe(2);
  });

  it('does not wait for tiles that do not come, nor gets sharp while it still moves', () => {
    const { map } = drawnIn(130);
    map.isFlying = true;
    map.fire('movestart');
    vi.advanceTimersByTime(4000);
    expect(map.ratio).toBeLessThan(2);
    map.isFlying = false;
    vi.advanceTimersByTime(4000);
    expect(map.ratio).toBe(2);
  });

  it('is never coarse while it poses for a picture', () => {
    const { map, sharpness } = drawnIn(130);
    sharpness.pose(3);
    map.fire('movestart');
    expect([map.ratio, sharpness.ratio]).toEqual([3, 3]);
    sharpness.pose(null);
    expect([map.ratio, sharpness.ratio]).toEqual([2, 2]);
    map.fire('movestart');
    expect(map.ratio).toBeLessThan(2);
  });

  it('takes a new sharpness at once, also in the middle of a slow move', () => {
    const { map, sharpness } = drawnIn(130);
    map.fire('movestart');
    sharpness.set(1, false);
    expect(map.ratio).toBe(1);
  });

  it('is coarser on a very slow wall at rest too, and drawn out of sight, though not on a desk; what lies over it stays sharp', () => {
    const { map, sharpness, screen } = drawnIn(130, true);
    expect(map.ratio).toBeLessThan(2);
    expect(sharpness.ratio).toBe(2);
    expect(screen.isOn).toBe(true);
    sharpness.set(1, false);
    expect(map.ratio).toBe(1);
    expect(screen.isOn).toBe(false);
    const quick = drawnIn(90, true);
    expect([quick.map.ratio, quick.screen.isOn]).toEqual([2, false]);
  });
});
