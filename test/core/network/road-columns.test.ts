import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnsOf, pointsOf, roadAt } from '../../../core/network/road-columns.ts';
import { UNIT_VEHICLES } from '../../../core/vocabulary.ts';
import { madeNetwork } from './made-network.ts';

const vehicles = fc.option(fc.subarray([...UNIT_VEHICLES]));

it('holds every road and node as they were, in their order', () => {
  fc.assert(
    fc.property(
      madeNetwork,
      fc.array(vehicles, { minLength: 18, maxLength: 18 }),
      ({ points, roads }, own) => {
        const all = roads.map((road, i) => ({ ...road, vehicles: own[i] ?? null }));
        const columns = columnsOf(points, all);
        const back = Array.from(columns.ids, (_, i) => roadAt(columns, i));
        expect(back.map((road) => ({ ...road, line: [...Array.from(road.line)] }))).toEqual(all);
        expect([...pointsOf(columns)]).toEqual([...points]);
        expect(new Set(columns.names).size).toBe(columns.names.length);
      },
    ),
  );
});

it('holds no road and no node', () => {
  const columns = columnsOf(new Map(), []);
  expect([columns.ids.length, columns.nodeIds.length, columns.lines.length]).toEqual([0, 0, 0]);
});
