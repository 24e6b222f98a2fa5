import type { Tags } from './tags.ts';

const MPH_KMH = 1.609344;
const KNOT_KMH = 1.852;
const WALK_KMH = 6;
/** Where nothing limits it: as fast as any vehicle goes here. */
const NO_LIMIT_KMH = 120;
const MOST_KMH = 300;

/** Limits that a kind of road has by law, as `RU:urban` names them; `*` where a country has no line of its own. */
const BY_LAW: Record<string, Readonly<Record<string, number>>> = {
  '*': { urban: 50, rural: 90, trunk: 100, motorway: 120, living_street: 20, school: 30 },
  AT: { rural: 100, motorway: 130, living_street: 5 },
  BY: { urban: 60, motorway: 110 },
  CN: { urban: 50, rural: 70 },
  DE: { rural: 100, living_street: 7 },
  FR: { rural: 80, trunk: 110, motorway: 130 },
  GB: { nsl_single: 97, nsl_dual: 113, nsl_restricted: 48, motorway: 113, urban: 48 },
  IT: { trunk: 110, motorway: 130 },
  KZ: { urban: 60, rural: 100, motorway: 140 },
  PL: { motorway: 140 },
  RU: { urban: 60, motorway: 110 },
  UA: { motorway: 130 },
};

function oneSpeed(text: string): number | undefined {
  const measured = /^(\d{1,3}(?:\.\d+)?)\s*(km\/?h|kph|kmh|mph|knots)?$/i.exec(text);
  if (measured) {
    const unit = measured[2]?.toLowerCase();
    const factor = unit === 'mph' ? MPH_KMH : unit === 'knots' ? KNOT_KMH : 1;
    const kmh = Math.round(Number(measured[1]) * factor);
    return kmh >= 1 && kmh <= MOST_KMH ? kmh : undefined;
  }
  if (text === 'walk') return WALK_KMH;
  if (text === 'none') return NO_LIMIT_KMH;
  const byLaw = /^([A-Z]{2})(?:-[A-Z]+)?:(?:(zone):?)?([a-z_]*?)(\d{2,3})?$/.exec(text);
  if (!byLaw) return undefined;
  const [, country = '', , kind = '', number] = byLaw;
  return number === undefined ? (BY_LAW[country]?.[kind] ?? BY_LAW['*']![kind]) : Number(number);
}

/**
 * A speed of OpenStreetMap in km/h (wiki: Key:maxspeed): `50`, `30 mph`, `walk`, `none`, `RU:urban`, `DE:zone:30`; of several the lowest;
 * undefined where it says none that is known.
 */
export function speedKmh(text: string): number | undefined {
  const speeds = text.split(';').flatMap((one) => oneSpeed(one.trim()) ?? []);
  return speeds.length > 0 ? Math.min(...speeds) : undefined;
}

const KEYS = ['maxspeed', 'zone:maxspeed', 'maxspeed:type', 'source:maxspeed', 'zone:traffic'];

/** The limit of a way, and whether it names one that is not understood. Where the directions differ, the lower. */
export function limitOf(tags: Tags): { kmh?: number; isUnread: boolean } {
  const both = [tags['maxspeed:forward'], tags['maxspeed:backward']].filter((one) => one !== undefined);
  for (const text of [
    tags.maxspeed,
    ...(both.length > 0 ? [both.join(';')] : []),
    ...KEYS.slice(1).map((key) => tags[key]),
  ]) {
    const kmh = text === undefined ? undefined : speedKmh(text);
    if (kmh !== undefined) return { kmh, isUnread: false };
  }
  const { maxspeed } = tags;
  return { isUnread: maxspeed !== undefined && maxspeed !== 'signals' && maxspeed !== 'variable' };
}
