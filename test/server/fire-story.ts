import { observeConditions } from '../../server/commands/alarms.ts';
import { command } from '../../server/commands/command.ts';
import type { Database } from '../../server/database/database.ts';
import { keepUpPositions } from '../../server/live/position-upkeep.ts';
import { type Api, makeApi, NOW_MS, type Send } from './api.ts';
import { condition } from './conditions.ts';
import { GRID_LEFT, IN_LEFT, LEFT, loadSmallCity, thing } from './small-city.ts';

export const MINUTE_MS = 60_000;
export const UNIT = thing('units', 'left');
export const iso = (ms: number): string => new Date(ms).toISOString();

/** A fire in the small city, and what was done about it. */
export interface FireStory {
  api: Api;
  send: Send;
  /** A viewer of the left district. */
  left: Send;
  /** The incident: reported at NOW_MS, verified, remarked on, assigned, on scene a minute after each other, resolved 2 minutes later. */
  fire: string;
  /** The server's time, milliseconds since 1970. */
  now(): number;
  /** Lets minutes pass and answers the time. */
  wait(minutes: number): number;
  edit(path: string, properties: object): ReturnType<Send>;
  report(place: number[]): Promise<string>;
}

export async function tellFireStory(database: Database): Promise<FireStory> {
  await loadSmallCity(database);
  const api = makeApi(database);
  await keepUpPositions(database, NOW_MS, 30);
  const send = await api.as('admin');
  let nowMs = NOW_MS;
  const wait = (minutes: number): number => {
    nowMs += minutes * MINUTE_MS;
    api.setClock(nowMs);
    return nowMs;
  };
  const edit = (path: string, properties: object) =>
    send('PATCH', `/api/${path}`, { properties }, { 'If-Match': '*' });
  const report = async (place: number[]): Promise<string> => {
    const geometry = { type: 'Point', coordinates: place };
    const properties = { type: 'fire', priority: 1, text: '仓库冒烟' };
    return (await send('POST', '/api/incidents', { geometry, properties })).body.id;
  };
  const story = { api, send, left: await api.as('viewer', LEFT), now: () => nowMs, wait, edit, report };
  return { ...story, fire: await putOut(story) };
}

async function putOut({ api, send, now, wait, edit, report }: Omit<FireStory, 'fire'>): Promise<string> {
  const drive = (lng: number) =>
    send('POST', '/api/positions', { fixes: [{ unitId: UNIT, lng, lat: 36.52, fixAt: iso(now()) }] });
  const fire = await report(IN_LEFT);
  await drive(101.64);
  wait(1);
  await edit(`incidents/${fire}`, { status: 'verified' });
  wait(1);
  await send('POST', `/api/incidents/${fire}/remarks`, { text: '=东门进入', fact: 'entrance' });
  await drive(101.635);
  wait(1);
  await edit(`incidents/${fire}`, { unitId: UNIT });
  await edit(`units/${UNIT}`, { state: 'en_route' });
  wait(1);
  await edit(`checkpoints/${thing('checkpoints', 'left')}`, { state: 'closed' });
  await edit(`incidents/${fire}`, { status: 'on_scene' });
  await drive(101.631);
  const raised = condition({ at: iso(now()), areaCode: GRID_LEFT });
  await command(api.deps, (tx) => observeConditions(tx, [raised], iso(now())));
  wait(2);
  const [alarm] = (await send('GET', '/api/alarms?kind=unit_stationary')).body.features;
  await send('POST', `/api/alarms/${alarm.id}/acknowledge`, {}, { 'If-Match': '*' });
  await edit(`incidents/${fire}`, { status: 'resolved' });
  wait(30);
  return fire;
}
