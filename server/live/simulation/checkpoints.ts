import type { Checkpoint } from '../../../core/contract/checkpoint.ts';
import { hoursStartMs } from '../../../core/live/hours.ts';
import type { CheckpointState } from '../../../core/vocabulary.ts';
import type { Agenda } from './agenda.ts';
import type { ApiClient } from './api-client.ts';
import type { Random } from './random.ts';

const CHANGE_EVERY_SECONDS = 240;
const CLOSED = 0.1;
const LOOK_SECONDS = 60;
/** Staff who left their checkpoint within its hours come back soon; some do not. */
const BACK_SECONDS: readonly [number, number] = [30, 220];
const LATE_SECONDS: readonly [number, number] = [360, 900];
const LATE = 0.25;
/** Nothing stays closed for longer. */
const CLOSED_SECONDS = 9000;

/** Checkpoints that open, close and are staffed; those with duty hours are kept staffed in them, by and large. */
export async function startCheckpoints(
  api: ApiClient,
  agenda: Agenda,
  random: Random,
  city: { zone: string; clock: () => number },
): Promise<void> {
  const listed = await api.list<Checkpoint>('/api/checkpoints?limit=5000');
  const checkpoints = new Map(listed.map((checkpoint) => [checkpoint.id, checkpoint]));
  const returning = new Set<string>();
  const setState = async (id: string, state: CheckpointState) => {
    const path = `/api/checkpoints/${id}`;
    const changed = await api.send<Checkpoint>('PATCH', path, { properties: { state } });
    if (changed) checkpoints.set(id, changed);
  };
  /** Staff who came while nobody simulated are there: in its hours a checkpoint is staffed, and what was closed is open again. */
  const comeBack = async () => {
    const nowMs = city.clock();
    for (const { id, properties } of [...checkpoints.values()]) {
      const { state, stateSince, staffedHours } = properties;
      const seconds = (nowMs - Date.parse(stateSince)) / 1000;
      const isDue = staffedHours !== null && hoursStartMs(staffedHours, city.zone, nowMs) !== undefined;
      if (state === 'closed' && seconds > CLOSED_SECONDS) await setState(id, isDue ? 'staffed' : 'open');
      else if (state === 'open' && isDue && seconds > LATE_SECONDS[1]) await setState(id, 'staffed');
    }
  };
  await comeBack();
  const change = async () => {
    const checkpoint = random.pick([...checkpoints.values()]);
    if (!checkpoint) return;
    const { state } = checkpoint.properties;
    const next = state === 'staffed' ? 'open' : 'staffed';
    await setState(checkpoint.id, random.chance(CLOSED) ? 'closed' : next);
  };
  /** Sends the staff back to where they are missing. */
  const look = async () => {
    for (const { id, properties } of checkpoints.values()) {
      const { state, stateSince, staffedHours } = properties;
      const startMs = staffedHours === null ? undefined : hoursStartMs(staffedHours, city.zone, city.clock());
      if (state !== 'open' || startMs === undefined || returning.has(id)) continue;
      returning.add(id);
      const isLate = Date.parse(stateSince) >= startMs && random.chance(LATE);
      agenda.after(random.between(...(isLate ? LATE_SECONDS : BACK_SECONDS)), async () => {
        returning.delete(id);
        if (checkpoints.get(id)?.properties.state === 'open') await setState(id, 'staffed');
      });
    }
  };
  agenda.repeat(() => random.wait(CHANGE_EVERY_SECONDS), change);
  agenda.repeat(() => LOOK_SECONDS, look, 0);
}
