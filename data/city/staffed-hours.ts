import type { Hours } from '../../core/contract/hours.ts';
import type { CityCheckpoint } from './city.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Checkpoints on the city's border are staffed by day, every third of them round the clock; the others have no duty hours. */
export function staffedHoursOf({ border }: Pick<CityCheckpoint, 'border'>, index: number): Hours | null {
  if (border !== 'city') return null;
  return index % 3 === 0
    ? [{ days: EVERY_DAY, from: '00:00', to: '00:00' }]
    : [{ days: EVERY_DAY, from: '07:00', to: '22:00' }];
}
