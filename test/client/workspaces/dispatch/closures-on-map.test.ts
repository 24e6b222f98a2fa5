import { expect, test } from 'vitest';
import { drawnClosure } from '../../../../client/workspaces/dispatch/closures/closures-on-map.ts';
import type { Closure } from '../../../../core/contract/closure.ts';

test('a closure in force is told from one to come', () => {
  const from = Date.parse('2026-11-27T08:00:00Z');
  const closure = {
    geometry: { type: 'LineString', coordinates: [] },
    properties: { fromAt: '2026-11-27T08:00:00Z' },
  } as unknown as Closure;
  expect([drawnClosure(closure, from).tone, drawnClosure(closure, from - 1).tone]).toEqual(['bad', 'warn']);
});
