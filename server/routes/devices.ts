import { Device, DeviceInput } from '../../core/contract/device.ts';
import type { Derivation } from '../commands/placed.ts';
import type { Deps } from '../deps.ts';
import { DEVICES } from '../queries/nouns.ts';
import { placedRoutes } from './placed.ts';

/** `/api/devices`: devices of the technology net, as places with a field of view. */
export const deviceRoutes = (deps: Deps) =>
  placedRoutes(deps, {
    kind: { table: DEVICES, action: 'edit_place', area: 'grid', feed: 'devices', derive: healthSince },
    title: 'Device',
    feature: Device,
    input: DeviceInput,
  });

function healthSince({ given, before, now }: Derivation) {
  const changes = given.health !== undefined && given.health !== before?.properties.health;
  return changes ? { healthSince: now } : {};
}
