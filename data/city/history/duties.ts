import { addDays, patternOn } from '../../../core/duty/rota.ts';
import { SHIFTS } from '../../../core/vocabulary.ts';
import type { CityUnit } from '../city.ts';
import { ZONE_SECONDS } from '../clock.ts';
import { hash32 } from '../random.ts';
import type { Duty } from './work.ts';

const DAY_SECONDS = 86_400;
const SHIFT_SECONDS = 28_800;
/** Nobody comes and goes on the second. */
const LATE_SECONDS = 240;

/** The duties of each unit that begin before `to` and end after `from`, in order: one a day, in the shift that its pattern has. */
export function dutiesOf(units: readonly CityUnit[], from: number, to: number, seed: number): Duty[][] {
  const firstDay = Math.floor((from + ZONE_SECONDS) / DAY_SECONDS) - 1;
  const lastDay = Math.floor((to + ZONE_SECONDS) / DAY_SECONDS);
  return units.map((own, unit) => {
    const duties: Duty[] = [];
    for (let day = firstDay; day <= lastDay; day++) {
      const shift = patternOn(own, addDays('1970-01-01', day));
      if (shift === 'rest') continue;
      const start = day * DAY_SECONDS + SHIFTS.indexOf(shift) * SHIFT_SECONDS - ZONE_SECONDS;
      const late = (part: number) => hash32(hash32(seed + unit * 3 + part) ^ day) % LATE_SECONDS;
      const duty = { unit, from: start + late(0), to: start + SHIFT_SECONDS + late(1) };
      if (duty.to > from && duty.from < to) duties.push(duty);
    }
    return duties;
  });
}
