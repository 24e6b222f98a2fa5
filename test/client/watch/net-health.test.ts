import { describe, expect, test } from 'vitest';
import { keyFigures } from '../../../client/workspaces/watch/key-figures.ts';
import { netHealth } from '../../../client/workspaces/watch/net-health.ts';
import { DEFAULT_TARGETS } from '../../../core/incident/deadlines.ts';
import { byId, incident, thing } from './things.ts';

const EAST = '630102001002003';
const WEST = '630104001002003';

const live = {
  routes: byId(thing('routes', { areaCode: '630102001' })),
  units: byId(
    thing('units', { areaCode: '630102001', state: 'patrolling' }),
    thing('units', { areaCode: '630102001', state: 'off_duty' }),
    thing('units', { areaCode: '630104001', state: 'available' }),
  ),
  posts: byId(
    thing('posts', { areaCode: EAST, staffed: true }),
    thing('posts', { areaCode: EAST, staffed: false }),
    thing('posts', { areaCode: WEST, staffed: false }),
  ),
  checkpoints: byId(
    thing('checkpoints', { areaCode: EAST, state: 'staffed' }),
    thing('checkpoints', { areaCode: WEST, state: 'closed' }),
  ),
  institutions: byId(
    thing('institutions', { areaCode: EAST, inspectionDueOn: '2026-11-22' }),
    thing('institutions', { areaCode: EAST, inspectionDueOn: '2026-11-23' }),
  ),
  devices: byId(
    thing('devices', { areaCode: EAST, health: 'ok' }),
    thing('devices', { areaCode: EAST, health: 'offline' }),
    thing('devices', { areaCode: WEST, health: 'degraded' }),
  ),
};
const TODAY = '2026-11-23';
const noteOf = (nets: ReturnType<typeof netHealth>, net: keyof typeof nets, key: string) =>
  nets[net].notes.find((note) => note.key === key);

describe('the state of the five nets', () => {
  test('the whole city', () => {
    const nets = netHealth(live, '630100', TODAY);
    expect(nets.community.count).toBe(3);
    expect(noteOf(nets, 'community', 'unstaffed')).toEqual({ key: 'unstaffed', n: 2, abnormal: true });
    expect(noteOf(nets, 'street', 'onDuty')?.n).toBe(2);
    expect(noteOf(nets, 'checkpoint', 'closed')).toEqual({ key: 'closed', n: 1, abnormal: true });
    expect(noteOf(nets, 'technology', 'degraded')?.n).toBe(1);
  });

  test('a district counts only what lies in it', () => {
    const nets = netHealth(live, '630102', TODAY);
    expect(nets.community.count).toBe(2);
    expect(noteOf(nets, 'street', 'units')?.n).toBe(2);
    expect(noteOf(nets, 'checkpoint', 'closed')).toEqual({ key: 'closed', n: 0, abnormal: false });
  });

  test('an inspection that is due today is not overdue', () => {
    expect(noteOf(netHealth(live, '630100', TODAY), 'institution', 'overdue')?.n).toBe(1);
  });
});

describe('the key figures', () => {
  test('come from the same counts', () => {
    const verifiedAt = '2026-11-23T06:00:42Z';
    const incidents = [
      incident({ priority: 1 }),
      incident({ priority: 1, status: 'on_scene', verifiedAt, arrivedAt: '2026-11-23T06:09:00Z' }),
      incident({ status: 'closed', verifiedAt }),
      incident({ priority: 1, reportedAt: '2026-11-21T06:00:00Z' }),
    ];
    const nowMs = Date.parse('2026-11-23T06:00:50Z');
    const figures = keyFigures(incidents, netHealth(live, '630100', TODAY), DEFAULT_TARGETS, nowMs);
    const of = (key: string) => figures.find((figure) => figure.key === key);
    expect(of('open')?.part).toBe(3);
    expect(of('verify')).toMatchObject({ part: 42, whole: 60, abnormal: false, feed: 'incidents' });
    expect(of('arrive')).toMatchObject({ part: 540, whole: 480, abnormal: true });
    expect(of('onDuty')).toMatchObject({ part: 2, whole: 3 });
    expect(of('online')).toMatchObject({ part: 2, whole: 3, feed: 'devices' });
  });
});
