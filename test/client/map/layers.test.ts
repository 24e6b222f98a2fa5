import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveFeature } from '../../../client/live/live-diff.ts';
import { thickOf } from '../../../client/map/home.ts';
import { COUNT_STATES, countSymbols } from '../../../client/map/layers/count-symbols.ts';
import { fieldsOfView, wedge } from '../../../client/map/layers/fields-of-view.ts';
import { iconsOf } from '../../../client/map/layers/icons.ts';
import { incidentSymbols } from '../../../client/map/layers/incidents.ts';
import {
  checkpointSymbols,
  deviceSymbols,
  institutionSymbols,
  postSymbols,
} from '../../../client/map/layers/nets.ts';
import { type MapSymbol, thinOut } from '../../../client/map/layers/symbol.ts';
import { unitSymbols } from '../../../client/map/layers/units.ts';
import { pickSymbol } from '../../../client/map/pick.ts';
import { DEFAULT_VIEW, type View } from '../../../client/state/view-state.ts';
import {
  CHECKPOINT_STATES,
  DEVICE_HEALTHS,
  DEVICE_KINDS,
  INCIDENT_STATUSES,
  OPEN_INCIDENT_STATUSES,
  PRIORITIES,
  UNIT_STATES,
} from '../../../core/vocabulary.ts';

const feature = <F>(id: string, lng: number, lat: number, properties: object): F =>
  ({ type: 'Feature', id, geometry: { type: 'Point', coordinates: [lng, lat] }, properties }) as F;
const incident = (id: string, properties: object = {}): LiveFeature<'incidents'> =>
  feature(id, 101.77, 36.62, {
    type: 'theft',
    priority: 3,
    status: 'verified',
    net: 'street',
    areaCode: '630102001001001',
    reportedAt: '2026-11-23T08:00:00Z',
    ...properties,
  });
const symbol = (patch: Partial<MapSymbol>): MapSymbol => ({
  noun: 'posts',
  id: 'p',
  lng: 101.7,
  lat: 36.6,
  icon: 'post-staffed',
  size: 12,
  angle: 0,
  rank: 10,
  ...patch,
});
const VIEW: View = DEFAULT_VIEW;
/** What the symbols stand for, counted ones included. */
const idsOf = (symbols: readonly MapSymbol[]): string[] =>
  symbols.flatMap(({ id, members, isPart }) => (isPart ? [] : (members ?? [id])));

describe('incidents on the map', () => {
  it('show every open one at any zoom, brushed or not', () => {
    const open = OPEN_INCIDENT_STATUSES.map((status) => incident(status, { status }));
    const brush = { fromMs: 0, toMs: 1 };
    for (const zoom of [6, 10, 14, 18])
      expect(idsOf(incidentSymbols(open, { ...VIEW, brush }, zoom)).sort()).toEqual(
        [...OPEN_INCIDENT_STATUSES].sort(),
      );
  });

  it('show finished ones only near and only inside the brush', () => {
    const done = [
      incident('a', { status: 'closed' }),
      incident('b', { status: 'closed', reportedAt: '2026-11-22T08:00:00Z' }),
    ];
    const brush = { fromMs: Date.parse('2026-11-23T00:00:00Z'), toMs: Date.parse('2026-11-24T00:00:00Z') };
    expect(incidentSymbols(done, VIEW, 9)).toEqual([]);
    expect(idsOf(incidentSymbols(done, { ...VIEW, brush }, 14))).toEqual(['a']);
  });

  it('follow the filter', () => {
    const all = [
      incident('a', { priority: 1 }),
      incident('b', { type: 'fire' }),
      incident('c', { areaCode: '630103001001001' }),
    ];
    const shown = (filter: Partial<View['filter']>) =>
      idsOf(incidentSymbols(all, { ...VIEW, filter: { ...VIEW.filter, ...filter } }, 14)).sort();
    expect(shown({ priorities: [1] })).toEqual(['a']);
    expect(shown({ types: ['fire'] })).toEqual(['b']);
    expect(shown({ within: '630103' })).toEqual(['c']);
    expect(shown({ within: '630100' })).toEqual(['a', 'b', 'c']);
  });

  it('that crowd are one symbol with their number, the shape and state of the most urgent, and first its id', () => {
    const crowd = [
      incident('a', { priority: 3 }),
      incident('b', { priority: 1, status: 'on_scene' }),
      incident('c', { priority: 2, status: 'reported' }),
    ];
    const [plate, digit, ...rest] = incidentSymbols(crowd, VIEW, 12);
    expect(rest).toEqual([]);
    expect(plate).toMatchObject({ id: 'b', icon: 'count-1-new-1', members: ['b', 'c', 'a'], rank: 1 });
    expect(digit).toMatchObject({ icon: 'letter-3-new', isPart: true });
  });

  it('that are finished are counted apart from the open ones', () => {
    const crowd = [
      incident('open'),
      incident('x', { status: 'closed' }),
      incident('y', { status: 'closed' }),
    ];
    const symbols = incidentSymbols(crowd, VIEW, 13);
    expect(symbols.map(({ icon }) => icon)).toEqual(['count-3-done-1', 'letter-2-done', 'incident-3-open']);
  });

  it('can be switched off', () => {
    expect(incidentSymbols([incident('a')], { ...VIEW, showIncidents: false }, 14)).toEqual([]);
  });
});

describe('units on the map', () => {
  const unit = (id: string, state: string): [string, LiveFeature<'units'>] => [
    id,
    feature(id, 0, 0, { state }),
  ];
  const place = { lng: 101.7, lat: 36.6, headingDegrees: 90, speedKmh: 30, fixAtMs: 100_000 };

  it('leave out who is off duty and who has no position', () => {
    const units = new Map(UNIT_STATES.map((state) => unit(state, state)));
    const places = new Map([...UNIT_STATES.slice(0, -1), 'stranger'].map((id) => [id, place]));
    const shown = unitSymbols(units, places, 100_000, 15_000, 13).map(({ id }) => id);
    expect(shown).toEqual(UNIT_STATES.slice(1, -1));
  });

  it('look different once their position is old', () => {
    const units = new Map([unit('u', 'patrolling')]);
    const at = (nowMs: number) => unitSymbols(units, new Map([['u', place]]), nowMs, 15_000, 13)[0];
    expect(at(114_000)).toMatchObject({ icon: 'unit', angle: 90 });
    expect(at(116_000)).toMatchObject({ icon: 'unit-stale' });
  });
});

describe('every symbol', () => {
  it('has an icon in both themes', () => {
    const health = DEVICE_KINDS.flatMap((kind) =>
      DEVICE_HEALTHS.map((state) => ({ kind, health: state, bearingDegrees: 10 })),
    );
    const spread = <F>(all: object[]): F[] =>
      all.map((properties, i) => feature<F>(String(i), 101 + i, 36, properties));
    const names = [9, 12, 14, 16, 18].flatMap((zoom) =>
      [
        ...deviceSymbols(spread<LiveFeature<'devices'>>(health), zoom),
        ...institutionSymbols(
          spread<LiveFeature<'institutions'>>([{ grade: 1 }, { grade: 2 }, { grade: 3 }]),
          zoom,
        ),
        ...checkpointSymbols(
          spread<LiveFeature<'checkpoints'>>(CHECKPOINT_STATES.map((state) => ({ state }))),
          zoom,
        ),
        ...postSymbols(spread<LiveFeature<'posts'>>([{ staffed: true }, { staffed: false }]), zoom),
        ...incidentSymbols(
          PRIORITIES.flatMap((priority) =>
            INCIDENT_STATUSES.map((status) => incident(`${priority}${status}`, { priority, status })),
          ),
          VIEW,
          zoom,
        ),
      ].map(({ icon }) => icon),
    );
    for (const state of COUNT_STATES)
      for (const priority of PRIORITIES)
        for (const count of [2, 45, 678, 1900]) {
          const members = Array.from({ length: count }, (_, i) => String(i));
          const symbols = countSymbols({ lng: 0, lat: 0, state, priority, members });
          names.push(...symbols.map(({ icon }) => icon));
        }
    for (const theme of ['dark', 'light'] as const) {
      const icons = iconsOf(theme);
      expect([...new Set(names)].filter((name) => !icons.has(name))).toEqual([]);
      expect(icons.has('selection')).toBe(true);
    }
    expect(new Set(names).size).toBeGreaterThan(20);
  });
});

describe('thinning out', () => {
  const anySymbols = fc.array(
    fc.record({
      lng: fc.double({ min: 101.6, max: 101.9, noNaN: true }),
      lat: fc.double({ min: 36.5, max: 36.7, noNaN: true }),
      rank: fc.integer({ min: 0, max: 20 }),
    }),
    { maxLength: 200 },
  );

  it('keeps the most important of a cell, and all of them once they are far apart on the screen', () => {
    fc.assert(
      fc.property(anySymbols, fc.double({ min: 8, max: 16, noNaN: true }), (points, zoom) => {
        const all = points.map((point, i) => symbol({ ...point, id: String(i) }));
        const kept = thinOut(all, zoom, 40);
        expect(new Set(kept).size).toBe(kept.length);
        const least = Math.min(...all.map(({ rank }) => rank));
        if (all.length > 0) expect(kept.some(({ rank }) => rank === least)).toBe(true);
        expect(thinOut(kept, zoom, 40)).toEqual(kept);
      }),
    );
    const apart = [symbol({ id: 'a', lng: 101.6 }), symbol({ id: 'b', lng: 101.9 })];
    expect(thinOut(apart, 14, 40)).toHaveLength(2);
    expect(thinOut(apart, 3, 40)).toHaveLength(1);
  });

  it('is the same anywhere between two whole zooms', () => {
    fc.assert(
      fc.property(anySymbols, (points) => {
        const all = points.map((point, i) => symbol({ ...point, id: String(i) }));
        expect(thinOut(all, 12.9, 40)).toEqual(thinOut(all, 12, 40));
      }),
    );
  });
});

describe('picking', () => {
  const project = (lng: number, lat: number) => ({ x: lng, y: lat });

  it('takes the nearest within reach', () => {
    const all = [symbol({ id: 'near', lng: 103, lat: 100 }), symbol({ id: 'far', lng: 110, lat: 100 })];
    expect(pickSymbol(all, { x: 100, y: 100 }, 12, project)?.id).toBe('near');
    expect(pickSymbol(all, { x: 50, y: 50 }, 12, project)).toBeUndefined();
  });

  it('prefers the important of two that lie on each other', () => {
    const all = [
      symbol({ id: 'device', lng: 100, lat: 100, rank: 18 }),
      symbol({ id: 'p1', lng: 103, lat: 100, rank: 1 }),
    ];
    expect(pickSymbol(all, { x: 100, y: 100 }, 12, project)?.id).toBe('p1');
  });
});

describe('fields of view', () => {
  it('are closed rings within range, as wide as the lens', () => {
    const ring = wedge(101.7, 36.6, 45, 90, 100);
    expect(ring[0]).toEqual(ring.at(-1));
    for (const [lng, lat] of ring.slice(1, -1)) {
      const metres = Math.hypot(
        (lng - 101.7) * 111_195 * Math.cos((36.6 * Math.PI) / 180),
        (lat - 36.6) * 111_195,
      );
      expect(metres).toBeCloseTo(100, 3);
      expect(lng).toBeGreaterThanOrEqual(101.7 - 1e-9);
      expect(lat).toBeGreaterThanOrEqual(36.6 - 1e-9);
    }
  });

  it('are drawn near only, and only for what looks somewhere', () => {
    const devices: LiveFeature<'devices'>[] = [
      feature('camera', 101.7, 36.6, {
        bearingDegrees: 0,
        fieldOfViewDegrees: 70,
        rangeMetres: 50,
        health: 'ok',
      }),
      feature('button', 101.7, 36.6, {
        bearingDegrees: null,
        fieldOfViewDegrees: null,
        rangeMetres: null,
        health: 'ok',
      }),
    ];
    expect(fieldsOfView(devices, [101, 36, 102, 37], 16).features).toHaveLength(1);
    expect(fieldsOfView(devices, [101, 36, 102, 37], 14).features).toEqual([]);
    expect(fieldsOfView(devices, [103, 36, 104, 37], 16).features).toEqual([]);
  });
});

describe('home', () => {
  it('is the box of the thick of the points, whatever lies far out', () => {
    const thick = Array.from({ length: 100 }, (_, i): [number, number] => [
      101.7 + i / 1000,
      36.6 + i / 2000,
    ]);
    const box = thickOf([...thick, [100.9, 37.4], [101.2, 36.3]]);
    expect(box![0]).toBeGreaterThan(101.69);
    expect(box![3]).toBeLessThan(36.7);
    expect(thickOf([[101, 36]])).toBeUndefined();
  });
});
