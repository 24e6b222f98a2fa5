import type { Device } from '../../../core/contract/device.ts';
import type { Agenda } from './agenda.ts';
import type { ApiClient } from './api-client.ts';
import { startCheckpoints } from './checkpoints.ts';
import type { Random } from './random.ts';

const FAILURE_EVERY_SECONDS = 75;
const REPAIR_SECONDS: readonly [number, number] = [120, 900];
const HEARTBEAT_SECONDS = { devices: 20, checkpoints: 100, incidents: 50 } as const;

/** Devices that fail and are repaired, checkpoints that open, close and are staffed, and the signs of life of their feeds. */
export async function startSurroundings(
  api: ApiClient,
  agenda: Agenda,
  random: Random,
  city: { zone: string; clock: () => number },
): Promise<void> {
  const devices = await api.list<Device>('/api/devices?limit=5000');
  agenda.repeat(
    () => random.wait(FAILURE_EVERY_SECONDS),
    () => failDevice(api, agenda, random, devices),
  );
  await startCheckpoints(api, agenda, random, city);
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
