import type { Dosage, PlaceDosageItem } from '../../../../core/contract/dosage.ts';
import type { Net } from '../../../../core/vocabulary.ts';
import type { OverFeature, OverTone } from '../../../state/over-picture.ts';

/** How much a place needs a visit: somebody is there, it is in time, it is late, it was missed once more. */
export const NEEDS = ['visited', 'inTime', 'late', 'missed'] as const;
export type Need = (typeof NEEDS)[number];

const TONES: Record<Need, OverTone> = { visited: 'accent', inTime: 'good', late: 'warn', missed: 'bad' };

/** Of a place at `nowMs`, with a target of one visit in so many minutes. */
export function needOf(item: PlaceDosageItem, nowMs: number, everyMinutes: number): Need {
  if (item.isVisited) return 'visited';
  const overdue = (nowMs - Date.parse(item.dueAt)) / 60_000;
  if (overdue <= 0) return 'inTime';
  return overdue < everyMinutes ? 'late' : 'missed';
}

/** Before any positions were gone through nothing can be told of any place. */
export function shownItems(
  dosage: Dosage | undefined,
  nets: readonly Net[],
  text: string,
): PlaceDosageItem[] {
  if (!dosage?.known.knownUntil) return [];
  const wanted = text.trim().toLowerCase();
  return dosage.items.filter(
    ({ net, nameZh, nameEn }) =>
      nets.includes(net) && (nameZh.includes(wanted) || nameEn.toLowerCase().includes(wanted)),
  );
}

/** How many places there are of each need. */
export function needCounts(
  items: readonly PlaceDosageItem[],
  nowMs: number,
  everyMinutes: number,
): Record<Need, number> {
  const counts = { visited: 0, inTime: 0, late: 0, missed: 0 };
  for (const item of items) counts[needOf(item, nowMs, everyMinutes)] += 1;
  return counts;
}

/** A disc for each place by its need, those most in need on top. */
export function needPicture(
  items: readonly PlaceDosageItem[],
  nowMs: number,
  everyMinutes: number,
  openId: string | null,
): OverFeature[] {
  return items.toReversed().map((item) => ({
    id: item.id,
    geometry: { type: 'Point', coordinates: [item.lng, item.lat] },
    tone: TONES[needOf(item, nowMs, everyMinutes)],
    weight: item.id === openId ? 3 : 1,
  }));
}
