import { queryOptions } from '@tanstack/react-query';
import type { Alarm } from '../../core/contract/alarm.ts';
import type { AlarmLoad } from '../../core/contract/alarm-load.ts';
import { needsAcknowledgement } from '../../core/live/alarm.ts';
import { ApiError, request } from './client.ts';

/** Most alarms of one request. */
const MANY = 500;

/** Whether the alarms of the last hours can be answered by people. */
export const alarmLoadQuery = (hours: number) =>
  queryOptions({
    queryKey: ['alarm-load', hours],
    queryFn: () => request<AlarmLoad>(`/api/alarms/load?hours=${hours}`),
    staleTime: 10_000,
    refetchInterval: 60_000,
  });

export type AlarmPath = 'acknowledge' | 'shelve' | 'unshelve' | 'out-of-service' | 'return';

/** Does something to one alarm as it was seen. */
export function actOnAlarm(alarm: Alarm, path: AlarmPath, json?: object): Promise<Alarm> {
  return request<Alarm>(`/api/alarms/${alarm.id}/${path}`, {
    method: 'POST',
    ifMatch: alarm.properties.version,
    ...(json ? { json } : {}),
  });
}

/**
 * Acknowledges what was seen. When the alarm only went quiet or was silenced meanwhile it is acknowledged all the same; when it
 * was raised anew or got more urgent, the operator must see that first: the refusal stands.
 */
export async function acknowledgeAlarm(alarm: Alarm): Promise<Alarm> {
  try {
    return await actOnAlarm(alarm, 'acknowledge');
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'version_stale') throw error;
    const now = await request<Alarm>(`/api/alarms/${alarm.id}`);
    if (!isSameAnnouncement(alarm, now)) throw error;
    return await actOnAlarm(now, 'acknowledge');
  }
}

function isSameAnnouncement({ properties: seen }: Alarm, { properties: now }: Alarm): boolean {
  return now.count === seen.count && now.priority >= seen.priority && needsAcknowledgement(now.state);
}

/** Acknowledges many as they were seen; answers how many could not be. */
export async function acknowledgeAlarms(alarms: readonly Alarm[]): Promise<number> {
  const seen = alarms.map(({ id, properties }) => ({ id, version: properties.version }));
  return await sendMany('acknowledge', seen);
}

/** Notes that this console silenced these alarms; answers how many it no longer could. */
export async function noteSilenced(alarms: readonly Alarm[]): Promise<number> {
  return await sendMany(
    'silence',
    alarms.map(({ id }) => ({ id })),
  );
}

async function sendMany(path: 'acknowledge' | 'silence', seen: readonly object[]): Promise<number> {
  let refused = 0;
  for (let start = 0; start < seen.length; start += MANY) {
    const alarms = seen.slice(start, start + MANY);
    const answer = await request<{ refused: unknown[] }>(`/api/alarms/${path}`, {
      method: 'POST',
      json: { alarms },
    });
    refused += answer.refused.length;
  }
  return refused;
}
