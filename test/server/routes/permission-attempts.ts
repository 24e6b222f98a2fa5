import type { Action } from '../../../core/contract/permission.ts';
import { analysisInput } from '../analysis-input.ts';
import { NOW_MS, type Send } from '../api.ts';
import { PATROL_ATTEMPTS } from '../patrol-fixtures.ts';
import { GRID_LEFT, GRID_RIGHT, IN_LEFT, IN_RIGHT, LEFT, PLAN_ID, RIGHT, thing } from '../small-city.ts';

export type Side = 'left' | 'right';
export interface Attempt {
  name: string;
  action: Action;
  /** Runs it on what lies on one side; the answer's status says whether it was let in. */
  run: (send: Send, side: Side) => ReturnType<Send>;
}

const at = (side: Side) => ({ type: 'Point', coordinates: side === 'left' ? IN_LEFT : IN_RIGHT });
const grid = (side: Side) => (side === 'left' ? GRID_LEFT : GRID_RIGHT);
export const district = (side: Side) => (side === 'left' ? LEFT : RIGHT);
const ANY = { 'If-Match': '*' };
const names = { nameZh: '新', nameEn: 'New' };
const fence = {
  ...names,
  direction: 'both',
  hours: null,
  validFrom: null,
  validUntil: null,
  persistenceSeconds: 30,
  units: { areaCode: null, kinds: [], vehicles: [], states: [], unitIds: [] },
  isOn: true,
};
const post = { kind: 'police_room', ...names, staffed: true, staffCount: 1 };

export const READS: Attempt[] = [
  'posts',
  'checkpoints',
  'institutions',
  'devices',
  'routes',
  'units',
  'incidents',
  'alarms',
  'geofences',
  'cases',
  'risks',
].flatMap((noun) => [
  {
    name: `GET ${noun}`,
    action: 'read',
    run: (send, side) => send('GET', `/api/${noun}/${thing(noun, side)}`),
  },
  {
    name: `GET history of ${noun}`,
    action: 'read',
    run: (send, side) => send('GET', `/api/${noun}/${thing(noun, side)}/history`),
  },
]);
READS.push(
  { name: 'GET area', action: 'read', run: (send, side) => send('GET', `/api/areas/${district(side)}`) },
  { name: 'GET staff', action: 'read', run: (send, side) => send('GET', `/api/areas/${grid(side)}/staff`) },
  {
    name: 'GET roll-up',
    action: 'read',
    run: (send, side) => send('GET', `/api/areas/${district(side)}/rollup`),
  },
  PATROL_ATTEMPTS.read,
  ...(['posts', 'checkpoints', 'institutions'] as const).map(
    (noun): Attempt => ({
      name: `GET visits of ${noun}`,
      action: 'read',
      run: (send, side) => send('GET', `/api/dosage/${noun}/${thing(noun, side)}/visits`),
    }),
  ),
  ...['dosage', 'street-coverage', 'street-coverage/not-driven'].map(
    (path): Attempt => ({
      name: `GET ${path}`,
      action: 'read',
      run: (send, side) => send('GET', `/api/${path}?within=${district(side)}`),
    }),
  ),
  ...['advice?add=street&', 'day?'].map(
    (path): Attempt => ({
      name: `GET coverage/${path}`,
      action: 'read',
      run: (send, side) => send('GET', `/api/coverage/${path}nets=street&within=${district(side)}`),
    }),
  ),
  {
    name: 'GET checkpoint net',
    action: 'read',
    run: (send, side) => send('GET', `/api/checkpoint-net?within=${district(side)}`),
  },
  {
    name: 'GET assignments of incident',
    action: 'read',
    run: (send, side) => send('GET', `/api/incidents/${thing('incidents', side)}/assignments`),
  },
  { name: 'GET grid', action: 'read', run: (send, side) => send('GET', `/api/grids/${grid(side)}`) },
);

const patch =
  (noun: string, properties: object): Attempt['run'] =>
  (send, side) =>
    send('PATCH', `/api/${noun}/${thing(noun, side)}`, { properties }, ANY);
export const EDITS: Attempt[] = [
  { name: 'PATCH incident', action: 'edit_incident', run: patch('incidents', { priority: 3 }) },
  {
    name: 'silence alarm',
    action: 'handle_alarm',
    run: (send, side) => send('POST', `/api/alarms/${thing('alarms', side)}/silence`),
  },
  {
    name: 'shelve alarm',
    action: 'handle_alarm',
    run: (send, side) => send('POST', `/api/alarms/${thing('alarms', side)}/shelve`, { reason: '检修' }, ANY),
  },
  {
    name: 'unshelve alarm',
    action: 'handle_alarm',
    run: (send, side) => send('POST', `/api/alarms/${thing('alarms', side)}/unshelve`, undefined, ANY),
  },
  { name: 'PATCH case', action: 'edit_case', run: patch('cases', { grade: 2 }) },
  {
    name: 'note on case',
    action: 'edit_case',
    run: (send, side) =>
      send('POST', `/api/cases/${thing('cases', side)}/note`, { reason: '已到场核实' }, ANY),
  },
  { name: 'PATCH risk file', action: 'edit_case', run: patch('risks', { text: '八十个摊位' }) },
  { name: 'PATCH geofence', action: 'edit_geofence', run: patch('geofences', { persistenceSeconds: 20 }) },
  PATROL_ATTEMPTS.edit,
  PATROL_ATTEMPTS.acknowledge,
  { name: 'PATCH unit', action: 'edit_unit', run: patch('units', { crewSize: 3 }) },
  { name: 'PATCH route', action: 'edit_unit', run: patch('routes', names) },
  { name: 'PATCH post', action: 'edit_place', run: patch('posts', { staffCount: 3 }) },
  { name: 'PATCH institution', action: 'edit_place', run: patch('institutions', { grade: 2 }) },
  { name: 'PATCH device', action: 'edit_place', run: patch('devices', { health: 'ok' }) },
  { name: 'PATCH checkpoint', action: 'edit_place', run: patch('checkpoints', { lanes: 3 }) },
  { name: 'close checkpoint', action: 'operate_checkpoint', run: patch('checkpoints', { state: 'closed' }) },
  {
    name: 'PATCH grid',
    action: 'edit_area',
    run: (send, side) => send('PATCH', `/api/grids/${grid(side)}`, { properties: names }, ANY),
  },
  {
    name: 'PATCH area',
    action: 'edit_area',
    run: (send, side) => send('PATCH', `/api/areas/${district(side)}`, { properties: names }, ANY),
  },
];

const square = (side: Side) => {
  const [lng, lat] = side === 'left' ? IN_LEFT : IN_RIGHT;
  const ring = [
    [0, 0],
    [0.001, 0],
    [0.001, 0.001],
    [0, 0],
  ].map(([east = 0, north = 0]) => [lng + east, lat + north]);
  return { type: 'Polygon', coordinates: [ring] };
};

const cordonAt = (side: Side) => ({
  place: at(side),
  sinceAt: new Date(NOW_MS).toISOString(),
  travel: 'car',
});
const position = {
  checkpointId: null,
  nodeId: 1,
  unitId: thing('units', 'left'),
  dueAt: new Date(NOW_MS).toISOString(),
};

/** Let in they are refused by reason: the small city has no roads. */
export const CORDONS: Attempt[] = [
  ['plan', cordonAt],
  ['choices', cordonAt],
  ['', (side: Side) => ({ ...cordonAt(side), positions: [{ ...position, arrivesAt: position.dueAt }] })],
].map(([path, body]) => ({
  name: `POST cordon ${path}`,
  action: 'edit_unit',
  run: (send, side) =>
    send('POST', `/api/cordons${path ? `/${path}` : ''}`, (body as (side: Side) => object)(side)),
}));

export const CREATES: Attempt[] = [
  {
    name: 'POST case',
    action: 'edit_case',
    run: (send, side) =>
      send('POST', '/api/cases', {
        geometry: at(side),
        properties: { kind: 'hazard', grade: 3, nameZh: '井盖缺失', owner: 'urban_management' },
      }),
  },
  {
    name: 'POST risk file',
    action: 'edit_case',
    run: (send, side) =>
      send('POST', '/api/risks', {
        geometry: at(side),
        properties: {
          kind: 'road_works',
          nameZh: '道路施工',
          owner: 'housing',
          startsAt: '2026-12-01T00:00:00Z',
          endsAt: '2026-12-05T00:00:00Z',
        },
      }),
  },
  {
    name: 'POST geofence',
    action: 'edit_geofence',
    run: (send, side) => send('POST', '/api/geofences', { geometry: square(side), properties: fence }),
  },
  {
    name: 'POST suppression',
    action: 'edit_alarm_rule',
    run: (send, side) =>
      send('POST', '/api/alarm-suppressions', {
        kind: null,
        areaCode: district(side),
        fromAt: '2026-11-23T00:00:00Z',
        untilAt: null,
        reason: '演练 drill',
      }),
  },
  {
    name: 'POST analysis',
    action: 'save_analysis',
    run: (send, side) => send('POST', '/api/analyses', analysisInput({ areaCode: district(side) })),
  },
  {
    name: 'POST incident',
    action: 'edit_incident',
    run: (send, side) =>
      send('POST', '/api/incidents', { geometry: at(side), properties: { type: 'theft', priority: 2 } }),
  },
  PATROL_ATTEMPTS.create,
  {
    name: 'POST post',
    action: 'edit_place',
    run: (send, side) => send('POST', '/api/posts', { geometry: at(side), properties: post }),
  },
];

/** A draft's update by its id: a draft of the plan in force has none, which only those are told who are let in. */
export const UPDATES: {
  name: string;
  action: Action;
  run: (send: Send, draftId: string) => ReturnType<Send>;
}[] = [
  {
    name: 'GET update of draft',
    action: 'read',
    run: (send, id) => send('GET', `/api/drafts/${id}/update`),
  },
  {
    name: 'POST update of draft',
    action: 'edit_plan',
    run: (send, id) => send('POST', `/api/drafts/${id}/update`, { inForceId: PLAN_ID }, ANY),
  },
];
