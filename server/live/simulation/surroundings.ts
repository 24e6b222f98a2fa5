import type { Device } from '../../../core/contract/device.ts';
import type { DeviceHealth } from '../../../core/vocabulary.ts';
import type { Agenda } from './agenda.ts';
import type { ApiClient } from './api-client.ts';
import { startCheckpoints } from './checkpoints.ts';
import type { Random } from './random.ts';

const FAILURE_EVERY_SECONDS = 75;
const REPAIR_SECONDS: readonly [number, number] = [120, 900];
const HEARTBEAT_SECONDS = { devices: 20, checkpoints: 100, incidents: 50 } as const;

export interface Surroundings {
  /** Of the city's clocks, an IANA name. */
  zone: string;
  clock: () => number;
  /** When the city was made, milliseconds since 1970: what has failed since then has failed here. */
  madeMs: number;
}

/** Devices that fail and are repaired, checkpoints that open, close and are staffed, and the signs of life of their feeds. */
export async function startSurroundings(
  api: ApiClient,
  agenda: Agenda,
  random: Random,
  city: Surroundings,
): Promise<void> {
  const devices = await api.list<Device>('/api/devices?limit=5000');
  await mendLeftOver(api, agenda, devices, city);
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

/** Who repairs devices did not rest while nobody simulated: what failed before the pause is mended, at once or when it is its time. */
async function mendLeftOver(
  api: ApiClient,
  agenda: Agenda,
  devices: readonly Device[],
  { clock, madeMs }: Surroundings,
): Promise<void> {
  for (const { id, properties } of devices) {
    const sinceMs = Date.parse(properties.healthSince);
    if (properties.health === 'ok' || sinceMs <= madeMs) continue;
    const leftSeconds = REPAIR_SECONDS[1] - (clock() - sinceMs) / 1000;
    if (leftSeconds <= 0) await setHealth(api, id, 'ok');
    else agenda.after(leftSeconds, () => setHealth(api, id, 'ok'));
  }
}

async function setHealth(api: ApiClient, id: string, health: DeviceHealth): Promise<void> {
  await api.send('PATCH', `/api/devices/${id}`, { properties: { health } });
}

async function failDevice(
  api: ApiClient,
  agenda: Agenda,
  random: Random,
  devices: readonly Device[],
): Promise<void> {
  const device = random.pick(devices);
  if (!device) return;
  await setHealth(api, device.id, random.chance(0.4) ? 'degraded' : 'offline');
  agenda.after(random.between(...REPAIR_SECONDS), () => setHealth(api, device.id, 'ok'));
}
