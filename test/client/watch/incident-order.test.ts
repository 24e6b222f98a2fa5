import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_VIEW } from '../../../client/state/view-state.ts';
import { compareIncidents, openIncidents } from '../../../client/workspaces/watch/incident-order.ts';
import { INCIDENT_STATUSES, OPEN_INCIDENT_STATUSES, PRIORITIES } from '../../../core/vocabulary.ts';
import { incident } from './things.ts';

describe('the list of open incidents', () => {
  test('the most urgent come first, then the newest', () => {
    const list = openIncidents(
      [
        incident({ id: 'old-3', priority: 3, reportedAt: '2026-11-23T05:00:00Z' }),
        incident({ id: 'new-3', priority: 3, reportedAt: '2026-11-23T06:00:00Z' }),
        incident({ id: 'old-1', priority: 1, reportedAt: '2026-11-22T06:00:00Z' }),
      ],
      DEFAULT_VIEW.filter,
    );
    expect(list.map(({ id }) => id)).toEqual(['old-1', 'new-3', 'old-3']);
  });

  test('what is done is not in it, nor what the filter keeps out', () => {
    const filter = { ...DEFAULT_VIEW.filter, types: ['fire' as const] };
    const list = openIncidents(
      [
        incident({ id: 'theft' }),
        incident({ id: 'fire', type: 'fire' }),
        incident({ id: 'done', type: 'fire', status: 'resolved' }),
      ],
      filter,
    );
    expect(list.map(({ id }) => id)).toEqual(['fire']);
  });

  test('the order is total and does not depend on where each came from', () => {
    const one = fc.record({
      id: fc.uuid(),
      priority: fc.constantFrom(...PRIORITIES),
      status: fc.constantFrom(...INCIDENT_STATUSES),
      reportedAt: fc.constantFrom('2026-11-23T05:00:00Z', '2026-11-23T06:00:00Z'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ id }) => id }), (all) => {
        const incidents = all.map((given) => incident(given));
        const list = openIncidents(incidents, DEFAULT_VIEW.filter);
        expect(openIncidents([...incidents].reverse(), DEFAULT_VIEW.filter)).toEqual(list);
        expect(list.length).toBe(
          incidents.filter(({ properties }) =>
            (OPEN_INCIDENT_STATUSES as readonly string[]).includes(properties.status),
          ).length,
        );
        for (let i = 1; i < list.length; i++)
          expect(compareIncidents(list[i - 1]!, list[i]!)).toBeLessThan(0);
      }),
    );
  });
});
