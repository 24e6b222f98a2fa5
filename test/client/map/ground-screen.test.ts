import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GroundScreen } from '../../../client/map/ground-screen.ts';

const [UNSIGNALED, SIGNALED] = [0x9118, 0x9119];

/** As much of a canvas as is copied to and laid over another. */
function canvasOf(context: object) {
  const canvas = {
    width: 100,
    height: 60,
    style: { opacity: '', transform: '' },
    isConnected: false,
    over: [] as object[],
    setAttribute: () => undefined,
    getContext: () => context,
    after: (other: { isConnected: boolean }) => {
      canvas.over.push(other);
      other.isConnected = true;
    },
    remove: () => {
      canvas.isConnected = false;
    },
  };
  return canvas;
}

/** A map whose graphics are done with a frame when `finish` is called, one pixel of which is a degree at zoom 0. */
function slowMap() {
  let nowMs = 0;
  let status = SIGNALED;
  const copies: object[] = [];
  const screen = canvasOf({ drawImage: (from: object) => copies.push(from) });
  vi.stubGlobal('document', { createElement: () => screen });
  const graphics = {
    SYNC_GPU_COMMANDS_COMPLETE: 1,
    SYNC_STATUS: 2,
    UNSIGNALED,
    fenceSync: () => {
      status = UNSIGNALED;
      return {};
    },
    getSyncParameter: () => status,
    deleteSync: () => undefined,
    flush: () => undefined,
  };
  const ground = canvasOf(graphics);
  const listeners = new Map<string, () => void>();
  const map = {
    frames: 0,
    camera: { lng: 0, lat: 0, zoom: 0 },
    on: (kind: string, listener: () => void) => listeners.set(kind, listener),
    triggerRepaint: () => {
      map.frames++;
      listeners.get('render')?.();
    },
    getCanvas: () => ground,
    getContainer: () => ({ clientWidth: 100, clientHeight: 60 }),
    getCenter: () => map.camera,
    getZoom: () => map.camera.zoom,
    project: ([lng, lat]: [number, number]) => {
      const pixels = 2 ** map.camera.zoom;
      return { x: 50 + (lng - map.camera.lng) * pixels, y: 30 - (lat - map.camera.lat) * pixels };
    },
    moveTo: (camera: { lng: number; lat: number; zoom: number }) => {
      map.camera = camera;
      listeners.get('move')?.();
    },
  };
  const made = new GroundScreen(map as unknown as MapLibreMap, () => nowMs);
  const pass = (ms: number) => {
    nowMs += ms;
    vi.advanceTimersByTime(ms);
  };
  const finish = () => {
    status = SIGNALED;
    pass(10);
  };
  return { map, made, screen, ground, copies, pass, finish };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the ground of a wall that a processor draws', () => {
  it('is copied once it is done, and only then is another frame begun', () => {
    const { map, made, screen, ground, copies, pass, finish } = slowMap();
    made.set(true);
    expect(map.frames).toBe(1);
    map.triggerRepaint();
    map.triggerRepaint();
    pass(300);
    expect([map.frames, copies.length, ground.style.opacity]).toEqual([1, 0, '']);
    finish();
    expect([map.frames, copies]).toEqual([2, [ground]]);
    expect(ground.over).toEqual([screen]);
    expect(ground.style.opacity).toBe('0');
    finish();
    expect([map.frames, copies.length]).toEqual([2, 2]);
  });

  it('lies where it belongs while the map has moved on', () => {
    const { map, made, screen, finish } = slowMap();
    made.set(true);
    finish();
    expect(screen.style.transform).toBe('translate(0px, 0px) scale(1)');
    map.moveTo({ lng: 3, lat: 2, zoom: 1 });
    expect(screen.style.transform).toBe('translate(-6px, 4px) scale(2)');
    map.triggerRepaint();
    map.moveTo({ lng: 4, lat: 2, zoom: 1 });
    finish();
    expect(screen.style.transform).toBe('translate(-2px, 0px) scale(1)');
  });

  it('is shown as it is when its graphics never tell', () => {
    const { made, copies, pass } = slowMap();
    made.set(true);
    pass(1900);
    expect(copies).toHaveLength(0);
    pass(200);
    expect(copies).toHaveLength(1);
  });

  it('is the canvas of the map itself elsewhere', () => {
    const { map, made, screen, ground, copies, pass, finish } = slowMap();
    map.triggerRepaint();
    pass(100);
    expect([map.frames, copies.length]).toEqual([1, 0]);
    made.set(true);
    finish();
    made.set(false);
    expect([screen.isConnected, ground.style.opacity]).toEqual([false, '']);
    const { frames } = map;
    map.triggerRepaint();
    map.triggerRepaint();
    expect(map.frames).toBe(frames + 2);
  });
});
