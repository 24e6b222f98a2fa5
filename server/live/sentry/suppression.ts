import type { AlarmSuppression } from '../../../core/contract/alarm-rule.ts';
import { isWithinCode } from '../../../core/contract/area-code.ts';
import { toInt7 } from '../../../core/geometry/integer.ts';
import { shapesCovering } from '../../../core/geometry/shape-index.ts';
import type { Condition } from '../../../core/live/alarm-record.ts';
import type { CityState } from './city-state.ts';

/** Keys of the conditions that are held back on purpose at `nowMs` (milliseconds since 1970): by their area, or by the grid of their place. */
export function suppressedKeys(city: CityState, conditions: Iterable<Condition>, nowMs: number): Set<string> {
  const inForce = city.suppressions.filter(
    ({ fromAt, untilAt }) => Date.parse(fromAt) <= nowMs && (untilAt === null || nowMs < Date.parse(untilAt)),
  );
  const keys = new Set<string>();
  if (inForce.length === 0) return keys;
  for (const condition of conditions)
    if (inForce.some((one) => holdsBack(one, city, condition))) keys.add(condition.key);
  return keys;
}

function holdsBack({ kind, areaCode }: AlarmSuppression, city: CityState, condition: Condition): boolean {
  if (kind !== null && kind !== condition.kind) return false;
  if (isWithinCode(condition.areaCode, areaCode)) return true;
  const { lng, lat } = condition;
  if (lng === null || lat === null) return false;
  const { index, codes } = city.ground.grids;
  return shapesCovering(index, toInt7(lng), toInt7(lat)).some((shape) =>
    isWithinCode(codes[shape] ?? '', areaCode),
  );
}
