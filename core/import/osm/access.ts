import { UNIT_VEHICLES, type UnitVehicle } from '../../vocabulary.ts';
import type { Tags } from './tags.ts';

/** Keys that tell who may pass, the most general first; a more specific one outweighs it. */
const KEYS: Record<UnitVehicle, readonly string[]> = {
  foot: ['access', 'foot'],
  bicycle: ['access', 'vehicle', 'bicycle'],
  motorcycle: ['access', 'vehicle', 'motor_vehicle', 'motorcycle', 'emergency'],
  car: ['access', 'vehicle', 'motor_vehicle', 'motorcar', 'emergency'],
};
/** These say that a right of way is no less than elsewhere, and open a footway to nobody else. */
const GENERAL: readonly string[] = ['access', 'vehicle'];
const BARRED = new Set(['no', 'use_sidepath', 'dismount', 'restricted', 'military']);
/**
 * Units on duty are let in where only residents, visitors, suppliers or farmers are: people live behind those gates, and incidents happen
 * there.
 */
const ADMITTED = new Set(
  'yes designated official permissive destination customers delivery permit private residents agricultural forestry agricultural;forestry discouraged'.split(
    ' ',
  ),
);

function decidingKey(tags: Tags, vehicle: UnitVehicle): string | undefined {
  const keys = KEYS[vehicle];
  for (let at = keys.length - 1; at >= 0; at -= 1) {
    const value = tags[keys[at]!];
    if (value !== undefined && (BARRED.has(value) || ADMITTED.has(value))) return keys[at];
  }
  return undefined;
}

/**
 * Who may pass, by the access tags of OpenStreetMap in the order of their specificity (wiki: Key:access), from who may by default. A
 * negative tag bars; a positive one for a kind of vehicle admits it, `access` and `vehicle` only leave it as it is. `emergency` is the most
 * specific for cars and motorcycles.
 */
export function admitted(tags: Tags, byDefault: readonly UnitVehicle[]): UnitVehicle[] {
  return UNIT_VEHICLES.filter((vehicle) => {
    const key = decidingKey(tags, vehicle);
    if (key === undefined) return byDefault.includes(vehicle);
    if (BARRED.has(tags[key]!)) return false;
    return GENERAL.includes(key) ? byDefault.includes(vehicle) : true;
  });
}

/** Whether cars come in as guests only. */
export function isPrivate(tags: Tags): boolean {
  const key = decidingKey(tags, 'car');
  return key !== undefined && tags[key] === 'private';
}
