/** Devices that failed and were mended: backwards from how the city stands. */
import type { DeviceHealth } from '../../../core/vocabulary.ts';
import { makeRandom, type Random } from '../random.ts';
import type { DeviceChange } from './work.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Of a device, days from one failure to the next. */
const FAILURE_DAYS = 60;

export function deviceChanges(
  devices: readonly { health: DeviceHealth }[],
  from: number,
  to: number,
  seed: number,
): DeviceChange[] {
  const random = makeRandom(seed, 'device history');
  return devices.flatMap(({ health }, thing) => {
    const changes: DeviceChange[] = [];
    let at = to;
    if (health !== 'ok') {
      at -= wait(random, 2 * DAY);
      changes.push({ thing, at, from: 'ok', to: health });
    }
    for (at -= wait(random, FAILURE_DAYS * DAY); ; at -= wait(random, FAILURE_DAYS * DAY)) {
      const failedAt = at - Math.round(random.between(0.2, 30) * HOUR);
      if (failedAt < from) break;
      const how = random.chance(0.4) ? 'degraded' : 'offline';
      changes.push({ thing, at, from: how, to: 'ok' }, { thing, at: failedAt, from: 'ok', to: how });
      at = failedAt;
    }
    return changes.filter((change) => change.at >= from).reverse();
  });
}

/** Whole seconds until the next of what happens every `mean` seconds or so, at least a minute. */
export function wait(random: Random, mean: number): number {
  return 60 + Math.round(-Math.log(1 - random.next()) * mean);
}
