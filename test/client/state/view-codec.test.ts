import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHours, QUESTIONS } from '../../../client/state/analyse-view.ts';
import { DESK_PAGE_NAMES } from '../../../client/state/desk-page.ts';
import { DISPATCH_DESKS } from '../../../client/state/dispatch-view.ts';
import { COMPARE_MODES } from '../../../client/state/plan-comparison.ts';
import { decodeView, encodeView, roundCamera } from '../../../client/state/view-codec.ts';
import { DEFAULT_VIEW, MORE_WALLS, SHADES, type View, WORKSPACES } from '../../../client/state/view-state.ts';
import { LIVE_NOUNS } from '../../../core/contract/live.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, LEVELS, NETS, PRIORITIES } from '../../../core/vocabulary.ts';

const anyOf = <T>(words: readonly T[]) => fc.constantFrom(...words);
const someOf = <T>(words: readonly T[]) => fc.subarray([...words]);
const code = fc.constantFrom('630100', '630102', '630102001', '630102001002', '630102001002003');
const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
const span = fc
  .tuple(instant, fc.integer({ min: 1, max: 1e10 }))
  .map(([fromMs, width]) => ({ fromMs, toMs: fromMs + width }));
const windowName = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });

const view: fc.Arbitrary<View> = fc.record({
  workspace: anyOf(WORKSPACES),
  mode: anyOf(['desk', 'wall'] as const),
  scene: fc.option(windowName),
  wall: fc.option(fc.constantFrom(...MORE_WALLS)),
  second: fc.option(fc.record({ of: windowName, mode: anyOf(['follow', 'roam'] as const) })),
  page: fc.option(anyOf(DESK_PAGE_NAMES)),
  review: fc.option(
    fc.oneof(
      fc.uuid().map((incidentId) => ({ incidentId })),
      fc.tuple(span, fc.option(code)).map(([ends, area]) => ({ ...ends, area })),
    ),
  ),
  instant: fc.option(fc.integer({ min: Date.UTC(2000), max: Date.UTC(2099) })),
  camera: fc.option(
    fc
      .record({ lng: degrees(180), lat: degrees(90), zoom: fc.double({ min: 0, max: 24, noNaN: true }) })
      .map(roundCamera),
  ),
  hiddenNets: someOf(NETS),
  showRoutes: fc.boolean(),
  showUnits: fc.boolean(),
  showIncidents: fc.boolean(),
  showGeofences: fc.boolean(),
  showCases: fc.boolean(),
  showRisks: fc.boolean(),
  boundaryLevel: fc.option(anyOf(LEVELS)),
  density: fc.record({
    on: fc.boolean(),
    opacity: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
    bandwidthMetres: fc.integer({ min: 50, max: 5000 }),
  }),
  shade: anyOf(SHADES),
  period: fc.oneof(
    fc.record({ lastHours: fc.integer({ min: 1, max: 10_000 }) }),
    span.map(({ fromMs, toMs }) => ({
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
    })),
  ),
  brush: fc.option(span),
  filter: fc.record({
    types: someOf(INCIDENT_TYPES),
    priorities: someOf(PRIORITIES),
    statuses: someOf(INCIDENT_STATUSES),
    nets: someOf(NETS),
    within: fc.option(code),
  }),
  analyse: fc.record({
    question: anyOf(QUESTIONS),
    window: fc.option(span),
    hours: fc
      .uniqueArray(fc.integer({ min: 0, max: 167 }), { maxLength: 167 })
      .map((hours) => hours.sort((a, b) => a - b)),
    level: anyOf(LEVELS),
    parameters: fc
      .uniqueArray(
        fc.tuple(fc.stringMatching(/^[a-z][a-zA-Z.]{0,40}$/), fc.stringMatching(/^[\w.,+~-]{1,80}$/)),
        { maxLength: 6, selector: ([name]) => name },
      )
      .map((pairs) => Object.fromEntries(pairs)),
  }),
  dispatch: fc.record(
    {
      desk: anyOf(DISPATCH_DESKS),
      of: fc.option(fc.oneof(fc.uuid(), fc.constantFrom('101.7786123,36.6171', '-3,-80.5'))),
      netList: fc.constant('checkpoints' as const),
    },
    { requiredKeys: ['desk', 'of'] },
  ),
  plan: fc.record({
    draftId: fc.option(fc.uuid()),
    compare: fc.option(
      fc.record({ from: fc.uuid(), to: fc.uuid(), mode: fc.constantFrom(...COMPARE_MODES) }),
    ),
  }),
  selection: fc.option(
    fc.record({
      noun: anyOf([...LIVE_NOUNS, 'areas', 'grids'] as const),
      id: fc.string({ minLength: 1, maxLength: 40 }),
    }),
  ),
  list: anyOf(LIVE_NOUNS),
  area: fc.option(code),
  language: anyOf(['zh', 'en'] as const),
  theme: anyOf(['dark', 'light'] as const),
});

describe('the address of a view', () => {
  test('every view comes back from its address as it was', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(decodeView(encodeView(one))).toEqual(one);
      }),
    );
  });

  test('the default view has an empty address', () => {
    expect(encodeView(DEFAULT_VIEW)).toBe('');
    expect(decodeView('')).toEqual(DEFAULT_VIEW);
  });

  test('any text at all gives a view, and that view has a stable address', () => {
    const keys = [
      'at',
      'hide',
      'borders',
      'opacity',
      'last',
      'period',
      'brush',
      'type',
      'priority',
      'sel',
      'review',
      'area',
      'lang',
    ];
    const query = fc
      .array(fc.tuple(anyOf(keys), fc.string()))
      .map((pairs) => new URLSearchParams(pairs).toString());
    fc.assert(
      fc.property(fc.oneof(fc.string(), query), (text) => {
        const once = encodeView(decodeView(text));
        expect(encodeView(decodeView(once))).toBe(once);
      }),
    );
  });

  test('what makes no sense is left at its default', () => {
    const bad =
      'at=200,36,11&opacity=7&bandwidth=0&last=-3&type=murder,theft&borders=village&sel=persons:1&area=63x&draft=7';
    const decoded = decodeView(bad);
    expect(decoded).toEqual({ ...DEFAULT_VIEW, filter: { ...DEFAULT_VIEW.filter, types: ['theft'] } });
  });

  test('an address can be read by people', () => {
    const text = encodeView({
      ...DEFAULT_VIEW,
      camera: { lng: 101.7782, lat: 36.6171, zoom: 12.5 },
      hiddenNets: ['technology'],
      showUnits: false,
      filter: { ...DEFAULT_VIEW.filter, priorities: [1, 2] },
      selection: { noun: 'grids', id: '630102001002003' },
    });
    expect(text).toBe(
      'at=101.7782,36.6171,12.5&hide=technology,units&priority=1,2&sel=grids:630102001002003',
    );
  });

  test('hours that make no sense are left out, and all hours are no clause', () => {
    expect(decodeHours('3-5,200,x,7')).toEqual([3, 4, 5, 7]);
    expect(decodeHours('0-167')).toEqual([]);
    expect(decodeHours('160-999')).toEqual([160, 161, 162, 163, 164, 165, 166, 167]);
    expect(decodeHours(null)).toEqual([]);
  });
});
