import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bboxOfPanel, boxOnPanel, cameraOfBox, movedCamera } from '../../../client/map/panels/panel-frame.ts';
import { DEFAULT_VIEW, type View } from '../../../client/state/view-state.ts';
import {
  CAPTION_PIXELS,
  GAP_PIXELS,
  panelLayout,
} from '../../../client/workspaces/analyse/split/panel-layout.ts';
import {
  isPressed,
  pressed,
  splitBy,
  timeOf,
  unsplit,
} from '../../../client/workspaces/analyse/split/split-state.ts';
import { hoursOfPart } from '../../../core/columns/split.ts';

const ZONE = 'Asia/Shanghai';
const at = (text: string) => Date.parse(`${text}T00:00:00+08:00`);
const HELD = { fromMs: at('2025-01-10'), toMs: at('2026-11-25') + 5_000_000 };
const month = (from: string, to: string) => ({ key: '', span: { fromMs: at(from), toMs: at(to) } });
const viewOf = (patch: Partial<View['analyse']>): View => ({
  ...DEFAULT_VIEW,
  analyse: { ...DEFAULT_VIEW.analyse, ...patch },
});

describe('a panel that is pressed', () => {
  test('becomes the filter, and a second press brings back what was there', () => {
    const hours = hoursOfPart('shift', 'night');
    const cases = [
      ['type', { key: 'theft', span: null }, { filter: { ...DEFAULT_VIEW.filter, types: ['theft'] } }],
      ['priority', { key: '2', span: null }, { filter: { ...DEFAULT_VIEW.filter, priorities: [2] } }],
      ['net', { key: 'street', span: null }, { filter: { ...DEFAULT_VIEW.filter, nets: ['street'] } }],
      ['shift', { key: 'night', span: null }, { analyse: { hours } }],
    ] as const;
    for (const [by, panel, wanted] of cases) {
      const before = { ...DEFAULT_VIEW, analyse: splitBy(DEFAULT_VIEW.analyse, by) };
      const after = pressed(by, panel, before, 'window');
      expect(after).toMatchObject(wanted);
      expect(isPressed(by, panel, after, 'window')).toBe(true);
      expect(pressed(by, panel, after, 'window')).toEqual({ filter: before.filter, analyse: before.analyse });
    }
  });

  test('of a period becomes the window; the time that was split is remembered in the address and comes back', () => {
    for (const window of [null, { fromMs: at('2026-02-15'), toMs: at('2026-07-01') }]) {
      const before = { ...DEFAULT_VIEW, analyse: splitBy({ ...DEFAULT_VIEW.analyse, window }, 'month') };
      expect(timeOf(before, HELD, ZONE)).toBe('window');
      const [march, april] = [month('2026-03-01', '2026-04-01'), month('2026-04-01', '2026-05-01')];
      const first = pressed('month', march, before, 'window');
      expect(first.analyse.window).toEqual(march.span);
      const time = timeOf(first, HELD, ZONE);
      expect(time).toEqual(window);
      expect(isPressed('month', march, first, time)).toBe(true);
      const second = pressed('month', april, first, time);
      expect(timeOf(second, HELD, ZONE)).toEqual(window);
      expect(isPressed('month', march, second, time)).toBe(false);
      expect(pressed('month', april, second, time).analyse).toEqual(before.analyse);
    }
  });

  test('a window that was moved since is split itself', () => {
    const parameters = { split: 'month', 'split.of': 'all' };
    const of = (from: string, to: string) =>
      timeOf(viewOf({ parameters, window: { fromMs: at(from), toMs: at(to) } }), HELD, ZONE);
    expect(of('2026-03-01', '2026-04-01')).toBeNull();
    expect(of('2026-03-02', '2026-04-01')).toBe('window');
    expect(of('2026-03-01', '2026-05-01')).toBe('window');
    // The history begins in the month, and the last month goes on.
    expect(of('2025-01-10', '2025-02-01')).toBeNull();
    expect(of('2026-11-01', '2026-11-20')).toBeNull();
    expect(timeOf(viewOf({ parameters, window: null }), HELD, ZONE)).toBe('window');
    const bad = { split: 'month', 'split.of': '9~3' };
    expect(timeOf(viewOf({ parameters: bad, window: HELD }), HELD, ZONE)).toBe('window');
  });

  test('no split leaves nothing of it behind', () => {
    const analyse = splitBy(
      { ...DEFAULT_VIEW.analyse, parameters: { 'dense.radius': '500', 'split.of': 'all' } },
      'week',
    );
    expect(analyse.parameters).toEqual({ 'dense.radius': '500', split: 'week' });
    expect(unsplit(analyse).parameters).toEqual({ 'dense.radius': '500' });
  });
});

const camera = fc.record({
  lng: fc.double({ min: -150, max: 150, noNaN: true }),
  lat: fc.double({ min: -70, max: 70, noNaN: true }),
  zoom: fc.double({ min: 6, max: 16, noNaN: true }),
});
const size = { width: 240, height: 160 };

describe('the one view of all panels', () => {
  test('what a panel shows fills it, and is found again from its box', () => {
    fc.assert(
      fc.property(camera, (one) => {
        const bbox = bboxOfPanel(one, size, 0);
        const box = boxOnPanel(bbox, one, size);
        expect(
          [box.left, box.top, box.width - 240, box.height - 160].every((off) => Math.abs(off) < 1e-4),
        ).toBe(true);
        const found = cameraOfBox(bbox, size);
        expect(found.lng).toBeCloseTo(one.lng, 7);
        expect(found.lat).toBeCloseTo(one.lat, 7);
        expect(found.zoom).toBeCloseTo(one.zoom, 7);
      }),
    );
  });

  test('a drag carries the ground with it, and a zoom keeps what lies under the pointer', () => {
    fc.assert(
      fc.property(camera, fc.double({ min: -2, max: 2, noNaN: true }), (one, levels) => {
        const place = bboxOfPanel(one, { width: 2, height: 2 }, 0);
        const dragged = boxOnPanel(place, movedCamera(one, { right: 30, down: -20 }), size);
        expect(dragged.left + 1).toBeCloseTo(150, 3);
        expect(dragged.top + 1).toBeCloseTo(60, 3);
        const far = movedCamera(one, { right: -50, down: -40 });
        const under = bboxOfPanel(far, { width: 0.02, height: 0.02 }, 0);
        const zoomed = boxOnPanel(
          under,
          movedCamera(one, { right: 0, down: 0 }, levels, { right: 50, down: 40 }),
          size,
        );
        expect(zoomed.left + zoomed.width / 2).toBeCloseTo(170, 3);
        expect(zoomed.top + zoomed.height / 2).toBeCloseTo(120, 3);
      }),
    );
  });

  test('panels fit into the room, and none is hidden', () => {
    const sides = fc.integer({ min: 500, max: 2000 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), sides, sides, (count, width, height) => {
        const layout = panelLayout(count, { width, height });
        const down = Math.ceil(count / layout.across);
        expect(layout.across * layout.size.width + (layout.across - 1) * GAP_PIXELS).toBeLessThanOrEqual(
          width,
        );
        expect(down * (layout.size.height + CAPTION_PIXELS) + (down - 1) * GAP_PIXELS).toBeLessThanOrEqual(
          height,
        );
      }),
    );
    expect(panelLayout(3, { width: 900, height: 400 }).across).toBe(3);
    expect(panelLayout(12, { width: 1200, height: 800 }).across).toBe(4);
  });
});
