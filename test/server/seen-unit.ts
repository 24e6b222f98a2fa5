import { expect } from 'vitest';
import { NOW_MS, type Send } from './api.ts';
import { LEFT } from './small-city.ts';

let count = 0;

/** A unit on patrol at a place, seen there `ageSeconds` ago: its id. */
export async function seenUnit(
  send: Send,
  [lng, lat]: readonly [number, number],
  more: object = {},
  ageSeconds = 0,
): Promise<string> {
  count += 1;
  const kind = { kind: 'squad', vehicle: 'car', crewSize: 2, shift: 'day', state: 'patrolling' };
  const made = await send('POST', '/api/units', {
    properties: {
      ...kind,
      ...{ code: `T-${count}`, nameZh: '测', nameEn: 'Test', routeId: null, areaCode: `${LEFT}001` },
      ...more,
    },
  });
  expect(made.status, made.text).toBe(201);
  const fixAt = new Date(NOW_MS - ageSeconds * 1000).toISOString();
  const fix = { unitId: made.body.id, lng, lat, fixAt };
  expect((await send('POST', '/api/positions', { fixes: [fix] })).body.moved).toBe(1);
  return made.body.id;
}
