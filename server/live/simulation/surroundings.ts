import type { Checkpoint } from '../../../core/contract/checkpoint.ts';
import type { Device } from '../../../core/contract/device.ts';
import type { CheckpointState } from '../../../core/vocabulary.ts';
import type { Agenda } from './agenda.ts';
import type { ApiClient } from './api-client.ts';
import type { Random } from './random.ts';

const FAILURE_EVERY_SECONDS = 75;
const REPAIR_SECONDS: readonly [number, number] = [120, 900];
const CHECKPOINT_EVERY_SECONDS = 240;
const CLOSED = 0.1;
const HEARTBEAT_SECONDS = { devices: 20, checkpoints: 100, incidents: 50 } as const;

/** Devices that fail and are repaired, checkpoints that open, close and are staffed, and the signs of life of their feeds. */
export async function startSurroundings(api: ApiClient, agenda: Agenda, random: Random): Promise<void> {
  const devices = await api.list<Device>('/api/devices?limit=5000');
  const checkpoints = await api.list<Checkpoint>('/api/checkpoints?limit=5000');
  agenda.repeat(
    () => random.wait(FAILURE_EVERY_SECONDS),
    () => failDevice(api, agenda, random, devices),
  );
  agenda.repeat(
    () => random.wait(CHECKPOINT_EVERY_SECONDS),
    () => changeCheckpoint(api, random, checkpoints),
  );
  for (const [feed, seconds] of Object.entries(HEARTBEAT_SECONDS))
    agenda.repeat(
      () => seconds,
      async () => {
        await api.send('POST', `/api/feeds/${feed}/heartbeat`);
      },
      0,
    );
}

async function failDevice(
  api: ApiClient,
  agenda: Agenda,
  random: Random,
  devices: readonly Device[],
): Promise<void> {
  const device = random.pick(devices);
  if (!device) return;
  const setHealth = async (health: string) => {
    await api.send('PATCH', `/api/devices/${device.id}`, { properties: { health } });
  };
  await setHealth(random.chance(0.4) ? 'degraded' : 'offline');
  agenda.after(random.between(...REPAIR_SECONDS), () => setHealth('ok'));
}

async function changeCheckpoint(api: ApiClient, random: Random, checkpoints: Checkpoint[]): Promise<void> {
  const checkpoint = random.pick(checkpoints);
  if (!checkpoint) return;
  const { state } = checkpoint.properties;
  const next: CheckpointState = random.chance(CLOSED) ? 'closed' : state === 'staffed' ? 'open' : 'staffed';
  const changed = await api.send<Checkpoint>('PATCH', `/api/checkpoints/${checkpoint.id}`, {
    properties: { state: next },
  });
  if (changed) checkpoints[checkpoints.indexOf(checkpoint)] = changed;
}
