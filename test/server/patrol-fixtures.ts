import { expect } from 'vitest';
import type { PatrolPlanInput } from '../../core/contract/patrol-plan.ts';
import type { CheckInWay } from '../../core/vocabulary.ts';
import type { Send } from './api.ts';
import { IN_LEFT, IN_RIGHT, LEFT, thing } from './small-city.ts';

const [LNG, LAT] = IN_LEFT;
export const DAY = '2026-11-24';
export const UNIT = thing('units', 'left');
/** The day shift of that day, 08:00 by the city's clock. */
const STARTS = Date.parse('2026-11-24T00:00:00Z');

/** So many minutes after the begin of the shift. */
export const at = (minutes: number) => new Date(STARTS + minutes * 60_000).toISOString();

/** A stop so many metres east of the place of the small city, from one minute of the shift to another. */
export const stop = (name: string, metresEast: number, from: number, to: number) => ({
  id: null,
  kind: 'points' as const,
  placeId: name,
  nameZh: name,
  nameEn: name,
  lng: Math.round((LNG + metresEast / 89_400) * 1e7) / 1e7,
  lat: LAT,
  arriveAt: at(from),
  leaveAt: at(to),
  windowMinutes: 15,
  radiusMetres: 100,
  checkIn: 'geofence' as CheckInWay,
});

export const roundOf = (unitId = UNIT, stops = [stop('a', 100, 30, 42), stop('b', 900, 60, 74)]) => ({
  unitId,
  post: null,
  stops,
});

export const planOf = (more: Partial<PatrolPlanInput> = {}): PatrolPlanInput => ({
  day: DAY,
  shift: 'day',
  name: '早班巡防',
  rounds: [roundOf()],
  ...more,
});

type Side = 'left' | 'right';

/** A plan with one stop of the unit of one side, there. */
function planOn(side: Side): PatrolPlanInput {
  const [lng, lat] = side === 'left' ? IN_LEFT : IN_RIGHT;
  return planOf({ rounds: [roundOf(thing('units', side), [{ ...stop('a', 0, 60, 72), lng, lat }])] });
}

const pathOn = (side: Side) => `/api/patrol-plans/${thing('patrol_plans', side)}`;

/** What roles may do with plans of patrols, inside and outside of their scope. */
export const PATROL_ATTEMPTS = {
  read: {
    name: 'GET patrol plan',
    action: 'read' as const,
    run: (send: Send, side: Side) => send('GET', pathOn(side)),
  },
  edit: {
    name: 'PUT patrol plan',
    action: 'edit_unit' as const,
    run: (send: Send, side: Side) => send('PUT', pathOn(side), planOn(side), { 'If-Match': '*' }),
  },
  acknowledge: {
    name: 'POST acknowledgement of a straying',
    action: 'handle_alarm' as const,
    run: (send: Send, side: Side) =>
      send('POST', `/api/patrol-strayings/${thing('patrol_strayings', side)}/acknowledge`),
  },
  create: {
    name: 'POST patrol plan',
    action: 'edit_unit' as const,
    run: (send: Send, side: Side) => send('POST', '/api/patrol-plans', planOn(side)),
  },
};

let count = 0;

/** Takes another unit of the day shift into the left district. */
export async function addUnit(send: Send, more: object = {}): Promise<string> {
  count += 1;
  const words = { nameZh: '测', nameEn: 'Test', kind: 'squad', vehicle: 'car', crewSize: 2, shift: 'day' };
  const properties = { code: `P-${count}`, ...words, state: 'patrolling', routeId: null };
  const { status, body, text } = await send('POST', '/api/units', {
    properties: { ...properties, areaCode: `${LEFT}001`, ...more },
  });
  expect(status, text).toBe(201);
  return body.id;
}
