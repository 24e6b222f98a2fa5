import { describe, expect, it } from 'vitest';
import type { LiveMaps } from '../../../client/live/live-set.ts';
import { Scene, type SceneInput } from '../../../client/map/scene.ts';
import { DEFAULT_VIEW, type View } from '../../../client/state/view-state.ts';
import { LIVE_NOUNS } from '../../../core/contract/live.ts';

const feature = (id: string, properties: object, lng = 101.77) => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [lng, 36.62] },
  properties,
});
const maps = (nouns: Record<string, ReturnType<typeof feature>[]>): LiveMaps =>
  Object.fromEntries(
    LIVE_NOUNS.map((noun) => [noun, new Map((nouns[noun] ?? []).map((one) => [one.id, one]))]),
  ) as unknown as LiveMaps;

const THINGS = maps({
  posts: [feature('post', { staffed: true })],
  checkpoints: [feature('checkpoint', { state: 'closed' }), feature('far', { state: 'open' }, 103)],
  institutions: [feature('institution', { grade: 1 })],
  devices: [feature('device', { kind: 'camera', health: 'ok', bearingDegrees: 0 })],
  incidents: [
    feature('incident', {
      type: 'fire',
      priority: 1,
      status: 'reported',
      net: 'street',
      areaCode: '630102',
      reportedAt: '2026-11-23T00:00:00Z',
    }),
  ],
  units: [feature('unit', { state: 'patrolling' })],
});
const PLACE = { lng: 101.77, lat: 36.62, headingDegrees: 0, speedKmh: 20, fixAtMs: 0 };
const input = (view: Partial<View> = {}): SceneInput => ({
  things: THINGS,
  view: { ...DEFAULT_VIEW, ...view },
  zoom: 15,
  box: [101, 36, 102, 37],
  places: new Map([['unit', PLACE]]),
  nowMs: 0,
  unitsStaleAfterMs: 15_000,
});
const ids = (symbols: { id: string }[]): string[] => symbols.map(({ id }) => id);

describe('the scene', () => {
  it('holds what is in view, the most important last', () => {
    expect(ids(new Scene().places(input()))).toEqual(['device', 'institution', 'post', 'checkpoint']);
    expect(ids(new Scene().incidents(input()))).toEqual(['incident']);
  });

  it('leaves out a hidden net, and its units with the street net', () => {
    const scene = new Scene();
    const hidden = input({ hiddenNets: ['technology', 'community'] });
    expect(ids(scene.places(hidden))).toEqual(['institution', 'checkpoint']);
    expect(ids(scene.incidents(hidden))).toEqual(['incident']);
    expect(ids(scene.units(input()))).toEqual(['unit']);
    expect(scene.units(input({ hiddenNets: ['street'] }))).toEqual([]);
    expect(scene.units(input({ showUnits: false }))).toEqual([]);
  });

  it('answers the very same list while nothing changed, so that nothing is uploaded again', () => {
    const scene = new Scene();
    const first = input();
    expect(scene.places(first)).toBe(scene.places({ ...first, nowMs: 5 }));
    const changed = { ...THINGS, posts: new Map() };
    const incidents = scene.incidents(first);
    expect(scene.places({ ...first, things: changed })).not.toBe(scene.places(first));
    expect(scene.incidents({ ...first, things: changed })).toBe(incidents);
  });

  it('rings the selected thing where it is drawn, even if its net is hidden, and draws an incident that may be one of many', () => {
    const scene = new Scene();
    const moved = {
      ...input({ hiddenNets: ['street'] }),
      places: new Map([['unit', { ...PLACE, lng: 101.9 }]]),
    };
    expect(scene.selected(moved, { noun: 'units', id: 'unit' })[0]).toMatchObject({
      lng: 101.9,
      icon: 'selection',
    });
    expect(scene.selected(input(), { noun: 'incidents', id: 'incident' }).map(({ icon }) => icon)).toEqual([
      'incident-1-new',
      'selection',
    ]);
    expect(scene.selected(input(), { noun: 'posts', id: 'gone' })).toEqual([]);
    expect(scene.selected(input(), { noun: 'areas', id: '630102' })).toEqual([]);
  });
});
