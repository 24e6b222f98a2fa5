import { presentNow } from '../../../live/present-now.ts';
import { formatTime } from '../../../ui/format.ts';

/** Says an instant (ISO 8601) shortly, by the city's clock. */
export function usePlainTime(): (iso: string) => string {
  return (iso) => formatTime(Date.parse(iso), presentNow());
}
