import { describe, expect, it } from 'vitest';
import { CordonChoices } from '../../../core/contract/cordon.ts';
import { sql } from '../../../server/database/sql.ts';
import { withDatabases } from '../../support/databases.ts';
import { NOW_MS } from '../api.ts';
import { ANY, EAST_JUNCTION, PATH, WEST_JUNCTION, withCordonCity } from '../cordon-city.ts';
import { ELSEWHERE, IN_LEFT, IN_RIGHT, LEFT } from '../small-city.ts';
import { eastNorth } from '../small-roads.ts';

withDatabases('schema', (database) => {
  const { city, planned, request } = withCordonCity(database);

  describe('a plan', () => {
    it('closes every way out with the fewest units, and stores nothing', async () => {
      const answer = await planned();
      const { verdict, positions, isExact, gaps, unitCount, leastSlackSeconds } = answer.plan;
      expect([verdict, isExact, gaps, unitCount]).toEqual(['closed', true, [], 2]);
      const at = (nodeId: number) => positions.find((one) => one.nodeId === nodeId);
      expect(at(WEST_JUNCTION)?.unit?.id).toBe(city.west);
      expect(at(EAST_JUNCTION)?.unit?.id).toBe(city.east);
      expect(at(EAST_JUNCTION)?.nameEn).toContain('Road');
      // At noon of a working day roads are 0.85 times as fast: 2 km at 1.2 times that, less 45 s to set out, 300 m of way and a minute.
      expect(at(EAST_JUNCTION)?.slackSeconds.fast).toBeCloseTo(
        2000 / (1.2 * (50 / 3.6) * 0.85) - 45 - 300 / ((50 / 3.6) * 0.85) - 60,
        0,
      );
      expect(leastSlackSeconds).toBeLessThan(60);
      expect(answer.units).toMatchObject({ free: 2, bound: 0 });
      expect(await database().query(sql`SELECT id FROM cordon`)).toEqual([]);
    });

    it('shows the area as it grows', async () => {
      const { areas } = await planned({ sinceAt: new Date(NOW_MS - 60_000).toISOString() });
      expect(areas.map(({ atMinutes }) => atMinutes)).toEqual([0, 2, 5, 10]);
      const span = areas.map(({ geometry }) => {
        const lngs = geometry.coordinates.flat(2).map(([lng]) => lng);
        return Math.max(...lngs) - Math.min(...lngs);
      });
      expect(span[0]).toBeGreaterThan(0);
      expect([...span].sort((a, b) => a - b)).toEqual(span);
      expect(new Set(span).size).toBe(4);
    });

    it('tells which gaps stay, and why', async () => {
      const { plan } = await planned({ sinceAt: new Date(NOW_MS - 150_000).toISOString() });
      expect(plan.verdict).toBe('gaps_left');
      expect(plan.gaps.length).toBeGreaterThan(0);
      for (const { reason, openFrom, way } of plan.gaps) {
        expect(['no_unit_in_time', 'may_be_passed_already', 'too_few_units']).toContain(reason);
        expect(openFrom.fast).not.toBeNull();
        expect(way?.coordinates.length).toBeGreaterThan(1);
      }
      expect(plan.wanted.length).toBeGreaterThan(0);
    });

    it('counts on a staffed city.checkpoint, and on nobody at an open one', async () => {
      const direct = await planned({ directionDegrees: 270 });
      expect(direct.plan.verdict).toBe('closed');
      const held = (await planned()).plan.positions.map(({ checkpointId }) => checkpointId);
      await city.dispatcher(
        'PATCH',
        `/api/checkpoints/${city.checkpoint}`,
        { properties: { state: 'open' } },
        ANY,
      );
      const open = (await planned()).plan;
      expect(open.verdict).toBe('closed');
      await city.dispatcher(
        'PATCH',
        `/api/checkpoints/${city.checkpoint}`,
        { properties: { state: 'staffed' } },
        ANY,
      );
      expect(held).not.toContain(city.checkpoint);
    });

    it('is refused with a reason where it makes no sense', async () => {
      const reasonOf = async (more: object) => {
        const { status, body } = await city.dispatcher('POST', `${PATH}/plan`, request(more));
        return [status, body.reason];
      };
      const place = (coordinates: [number, number]) => ({ place: { type: 'Point', coordinates } });
      expect(await reasonOf({ slow: 1.5 })).toEqual([400, 'cordon_speeds_reversed']);
      expect(await reasonOf({ sinceAt: '2026-11-22T04:00:00Z' })).toEqual([400, 'cordon_since_out_of_range']);
      expect(await reasonOf({ sinceAt: '2026-11-23T04:01:00Z' })).toEqual([400, 'cordon_since_out_of_range']);
      expect(await reasonOf({ exits: 'ring' })).toEqual([400, 'cordon_ring_unknown']);
      expect(await reasonOf(place(eastNorth(IN_LEFT, 6000, 6000)))).toEqual([409, 'cordon_off_road']);
      expect(await reasonOf(place(ELSEWHERE))).toEqual([422, 'place_outside_city']);
      const left = await city.api.as('dispatcher', LEFT);
      const { status } = await left('POST', `${PATH}/plan`, request(place(IN_RIGHT)));
      expect(status).toBe(422);
    });

    it('comes with others that differ in units, area and time', async () => {
      const { status, body, text } = await city.dispatcher('POST', `${PATH}/choices`, request());
      expect(status, text).toBe(200);
      const { items } = CordonChoices.strict().parse(body);
      expect(items[0]).toMatchObject({ aim: 'fewest_units', plan: { unitCount: 2 } });
    });
  });
});
