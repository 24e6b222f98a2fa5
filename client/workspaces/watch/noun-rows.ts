import { isOverdue } from '../../../core/case/due.ts';
import type { LiveNoun, LiveNouns } from '../../../core/contract/live.ts';
import { formatDay } from '../../ui/format.ts';

export type ListedNoun = Exclude<LiveNoun, 'incidents' | 'alarms'>;
export type Listed = LiveNouns[ListedNoun];

/** What the rows say of a thing: a code or name to find it by, and whether it needs somebody. */
export interface RowFacts {
  code: string;
  nameZh: string;
  nameEn: string;
  abnormal: boolean;
}

/** `today` is the day in the city's zone, 'yyyy-mm-dd'. */
export function rowFacts(noun: ListedNoun, feature: Listed, today: string): RowFacts {
  const properties = feature.properties as Partial<Record<string, unknown>>;
  return {
    code: String(properties.code ?? properties.number ?? ''),
    nameZh: String(properties.nameZh ?? ''),
    nameEn: String(properties.nameEn ?? ''),
    abnormal: isAbnormal(noun, feature, today),
  };
}

function isAbnormal(noun: ListedNoun, feature: Listed, today: string): boolean {
  switch (noun) {
    case 'units':
      return (feature as LiveNouns['units']).properties.state === 'unavailable';
    case 'posts':
      return !(feature as LiveNouns['posts']).properties.staffed;
    case 'checkpoints':
      return (feature as LiveNouns['checkpoints']).properties.state === 'closed';
    case 'institutions':
      return (feature as LiveNouns['institutions']).properties.inspectionDueOn < today;
    case 'devices':
      return (feature as LiveNouns['devices']).properties.health !== 'ok';
    case 'cases':
      return isOverdue((feature as LiveNouns['cases']).properties, today);
    case 'risks':
      return isUnsigned((feature as LiveNouns['risks']).properties, today);
    case 'routes':
    case 'geofences':
      return false;
  }
}

/** It begins today or began before, and nobody signed it off. */
function isUnsigned({ status, startsAt }: LiveNouns['risks']['properties'], today: string): boolean {
  return status !== 'signed_off' && formatDay(Date.parse(startsAt)) <= today;
}

/** What needs somebody first, then by code or name. `text` finds in code and both names, `onlyAbnormal` leaves out the rest. */
export function orderedRows<F extends Listed>(
  noun: ListedNoun,
  all: Iterable<F>,
  options: { prefix: string; text: string; onlyAbnormal: boolean; today: string },
): F[] {
  const text = options.text.trim().toLowerCase();
  const rows: { feature: F; facts: RowFacts; key: string }[] = [];
  for (const feature of all) {
    if (!feature.properties.areaCode.startsWith(options.prefix)) continue;
    const facts = rowFacts(noun, feature, options.today);
    if (options.onlyAbnormal && !facts.abnormal) continue;
    if (text && !`${facts.code} ${facts.nameZh} ${facts.nameEn}`.toLowerCase().includes(text)) continue;
    rows.push({ feature, facts, key: facts.code || facts.nameZh });
  }
  rows.sort(
    (a, b) =>
      Number(b.facts.abnormal) - Number(a.facts.abnormal) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
  return rows.map(({ feature }) => feature);
}
