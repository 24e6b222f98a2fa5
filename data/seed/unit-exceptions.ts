import { cityDay, DEFAULT_CITY_ZONE } from '../../core/city-time.ts';
import { addDays, type DutyException } from '../../core/duty/rota.ts';
import type { SeededCity } from './seeded-city.ts';
import { mix } from './seeded-id.ts';

const DAYS_AHEAD = 13;

/** Days of training and of reserve of a unit after the city's instant: about one unit in four has one. */
export function exceptionsOf({ city, asOfMs }: SeededCity, unit: number): DutyException[] {
  const pick = mix(city.seed, unit, 21, 0);
  if (pick % 4 !== 0) return [];
  const day = addDays(cityDay(DEFAULT_CITY_ZONE, asOfMs), 1 + (mix(city.seed, unit, 22, 0) % DAYS_AHEAD));
  return [{ day, duty: pick % 3 === 0 ? 'reserve' : 'training' }];
}
